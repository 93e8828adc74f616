"""Hides who is told when the status of a family they have dealt with changes: once, in the transaction of the change itself.

Who has dealt with a family stands in `sql/dealt.sql`. A notice names the family by its centre's reference and never says why.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final, NamedTuple

from django.db.models import Exists, OuterRef, Q

from rightstart.contact.models import ImportantNotice
from rightstart.contact.rules import CLEARED_KEPT_DAYS, GIVEN_BACK, TAKEN, TOLD_HIGHER_UP, Change
from rightstart.directory.models import Role
from rightstart.directory.rules import RoleKind
from rightstart.engine.bulk import Question, ask, named
from rightstart.engine.isolation import Viewer, ask_as
from rightstart.release.disclose import Recorded
from rightstart.release.rules import Disclose
from rightstart.terms import BirthId, FamilyId, OrganisationId, london_date

NOBODY: Final[Mapping[BirthId, Set[int]]] = {}
HIGHER_UP: Final = (RoleKind.DATA_STEWARD, RoleKind.SAFEGUARDING_LEAD)
UNOPENED: Final = """
SELECT EXISTS (
    SELECT FROM contact_importantnotice
    WHERE person_id = %(person)s::bigint AND organisation_id = %(organisation)s::bigint AND opened_at IS NULL
)
"""


# -- telling -----------------------------------------------------------------------------------------------------------


class _Dealt(NamedTuple):
    """A line with whoever has dealt with it, in the order of the query's columns."""

    birth: BirthId
    family: FamilyId
    centre: OrganisationId
    council: OrganisationId
    reference: str
    people: Sequence[int]
    tried: bool
    higher: Sequence[int]


def tell(recorded: Sequence[Recorded], *, holding: Mapping[BirthId, Set[int]] = NOBODY, at: datetime) -> None:
    """Tell whoever has dealt with what is taken from its centre or comes back to it, before the lines themselves go.

    `holding`: who holds a birth on a paper of their own, and so has dealt with it too.
    """
    told = [one for one in recorded if one.decision is not None and one.gathered.current]
    _tell_of_taken([one for one in told if one.then in TAKEN], holding, at)
    _tell_of_given_back([one for one in told if one.then in GIVEN_BACK and isinstance(one.outcome, Disclose)], at)


def tell_of_address(*, family: FamilyId, centre: OrganisationId, at: datetime) -> None:
    """Tell whoever has dealt with a family that another address is known for it, in the caller's transaction."""
    dealt = _dealt("found", {"family": family, "centre": centre}, at)
    _write(at, [(one, one.centre, Change.NEW_ADDRESS, one.people) for one in dealt])


def _tell_of_taken(taken: Sequence[Recorded], holding: Mapping[BirthId, Set[int]], at: datetime) -> None:
    if not taken:
        return
    then = {one.gathered.birth: one.then for one in taken}
    decisions = [one.gathered.current.decision for one in taken if one.gathered.current]
    dealt = _dealt("taken", {"births": list(then), "decisions": decisions}, at)
    people = {one.birth: sorted({*one.people, *holding.get(one.birth, ())}) for one in dealt}
    notices = [(one, one.centre, TAKEN[then[one.birth]], people[one.birth]) for one in dealt]
    grave = [one for one in dealt if one.tried and then[one.birth] in TOLD_HIGHER_UP]
    _write(at, notices + [(one, one.council, Change.TRIED_BEFORE, one.higher) for one in grave])


def _tell_of_given_back(given: Sequence[Recorded], at: datetime) -> None:
    if not given:
        return
    to = [one.outcome.to for one in given if isinstance(one.outcome, Disclose)]
    dealt = _dealt("once_taken", {"births": [one.gathered.birth for one in given], "centres": to}, at)
    _write(at, [(one, one.centre, Change.CAME_BACK, one.people) for one in dealt])


def _dealt(choice: str, asked: Mapping[str, object], at: datetime) -> list[_Dealt]:
    query = named("contact", choice) + named("contact", "dealt")
    rows = ask(query, {**asked, "today": london_date(at), "higher": [role.value for role in HIGHER_UP]})
    return [_Dealt(*row) for row in rows]


def _write(at: datetime, told: Iterable[tuple[_Dealt, OrganisationId, Change, Sequence[int]]]) -> None:
    ImportantNotice.objects.bulk_create(
        (
            ImportantNotice(
                person_id=person,
                organisation_id=organisation,
                centre_id=line.centre,
                family_id=line.family,
                birth_id=line.birth,
                reference=line.reference,
                change=change.value,
                at=at,
            )
            for line, organisation, change, people in told
            for person in people
        ),
        ignore_conflicts=True,
    )


# -- reading -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """One change as its person reads it: twins are one family with two references. `new`: not opened before now.

    `latest`: nothing has happened to the family since, so that what it says to do is what is to be done. `on_list`: the reference
    under which the family stands on its centre's list, if it does.
    """

    references: tuple[str, ...]
    change: Change
    centre: OrganisationId
    at: datetime
    new: bool
    latest: bool
    on_list: str | None


class _Kept(NamedTuple):
    """One notice as its person's organisation may read it, in the order of the query's columns."""

    number: int
    family: FamilyId
    reference: str
    change: str
    centre: OrganisationId
    at: datetime
    opened_at: datetime | None


def unopened(person: int, organisation: OrganisationId) -> Question:
    """Whether something has changed that this person has not opened yet: asked by every page, together with others."""
    return Question(UNOPENED, {"person": person, "organisation": organisation})


def open_notices(viewer: Viewer, person: int, *, at: datetime) -> list[Told]:
    """What this person has not cleared, latest first. To read it is to have opened it."""
    asked = {"person": person, "organisation": viewer.organisation}
    questions = {"notices": Question(named("contact", "notices"), asked)}
    if viewer.kind == "centre":
        questions["on_list"] = Question(named("contact", "on_list"), {"person": person})
    found = ask_as(viewer, questions)
    kept = [_Kept(*row) for row in found["notices"]]
    unread = [one.number for one in kept if one.opened_at is None]
    if unread:
        ImportantNotice.objects.filter(pk__in=unread, person_id=person, opened_at__isnull=True).update(opened_at=at)
    return list(_told(kept, {row[0] for row in found.get("on_list", ())}))


def _told(rows: Iterable[_Kept], listed: set[str]) -> Iterator[Told]:
    seen: set[str] = set()
    for _, ones in groupby(rows, lambda row: (row.at, row.family, row.change)):
        lines = list(ones)[::-1]
        references = tuple(line.reference for line in lines)
        yield Told(
            references=references,
            change=Change(lines[0].change),
            centre=lines[0].centre,
            at=lines[0].at,
            new=any(line.opened_at is None for line in lines),
            latest=not seen.issuperset(references),
            on_list=next((one for one in references if one in listed), None),
        )
        seen.update(references)


def clear(viewer: Viewer, person: int, references: Sequence[str], *, at: datetime) -> int:
    """This person needs their notices about these references no more; gives how many. What is not opened yet stays."""
    opened = ImportantNotice.objects.filter(
        person_id=person,
        organisation_id=viewer.organisation,
        reference__in=references,
        opened_at__isnull=False,
        cleared_at__isnull=True,
    )
    return opened.update(cleared_at=at)


def forget(*, at: datetime) -> int:
    """What was cleared a year ago is gone, and what is as old and belongs to somebody who works there no more."""
    before, today = at - timedelta(days=CLEARED_KEPT_DAYS), london_date(at)
    held = Role.objects.filter(person_id=OuterRef("person_id"), organisation_id=OuterRef("organisation_id"))
    works = held.filter(Q(until_on__isnull=True) | Q(until_on__gt=today))
    old = ImportantNotice.objects.filter(Q(cleared_at__lt=before) | Q(~Exists(works), at__lt=before))
    return old.delete()[0]
