"""A council in which births of every kind are withheld, beside one family that may be seen: whose words must leak nowhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Final

from django.conf import settings

from rightstart import journey
from rightstart.births.models import Birth, Identity
from rightstart.breaches.models import Breach
from rightstart.contact.letters import batches, queueing
from rightstart.contact.retrace import waiting
from rightstart.contact.rules import RETURNED
from rightstart.contact.shown import FamilyView
from rightstart.contact.worklist import worklist
from rightstart.directory.rules import RoleKind, Verb
from rightstart.directory.telephones import keep_number
from rightstart.engine import keys
from rightstart.engine.isolation import Viewer, open_viewing
from rightstart.handover import hand_over
from rightstart.handover.models import Line
from rightstart.intake import quarantine
from rightstart.intake.keys import record_key
from rightstart.intake.models import Consignment, Offer
from rightstart.rights.account import note_asking
from rightstart.rights.models import Asking, Request
from rightstart.rights.requests import keeping
from rightstart.rights.requests.detail import Detail
from rightstart.rights.requests.keeping import Asked, Known
from rightstart.rights.requests.rules import Asker, RequestKind
from rightstart.safeguards.lift import ask_lift
from rightstart.safeguards.mark import Statement
from rightstart.safeguards.models import FamilyStop
from rightstart.safeguards.rules import LiftReason, MarkerKind, ParentKnownBy
from rightstart.safeguards.stops import Caller, Said, Stopped, What
from rightstart.terms import Actor, BirthId, london_date, nhs_check_digit
from tests import opened
from tests.doors.breached import SLOTS, log_of_everybody
from tests.doors.exceptions import MAY_READ, REQUESTED, Standing
from tests.doors.signing import link_to_a_document
from tests.doors.world import BY, HIDDEN_HOMES, OURS, World, agree_on, born, bring

SHOWN: Final = "Alex Smith"  # the one family that its centre may see
# Each sort of reference beside that of a birth: what a page can be asked for by.
REFERENCES: Final = tuple(one.objects for one in (Line, Consignment, Offer, FamilyStop, Asking, Breach, Request))
LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Person:
    """One withheld baby by the words that nobody else has. `protected`: its home is for nobody at all."""

    record: str
    surname: str
    forename: str
    parent: str
    street: str
    postcode: str
    number: str
    standing: Standing = Standing.SILENT
    protected: bool = False

    @property
    def home(self) -> tuple[str, ...]:
        return (self.street, self.postcode, self.postcode.replace(" ", ""))

    @property
    def named(self) -> tuple[str, ...]:
        spaced = f"{self.number[:3]} {self.number[3:6]} {self.number[6:]}"
        return (self.surname, self.forename, self.parent, self.number, spaced)

    def row(self, at: datetime, **more: str) -> dict[str, str]:
        told = {"baby_surname": self.surname, "baby_forename": self.forename, "parent_name": self.parent}
        told |= {"address_line_1": self.street, "postcode": self.postcode, "nhs_number": self.number}
        return born(at, self.record, **told | more)


@dataclass
class Population:
    """Everybody withheld, and by the name of its slot every word that could stand in an address."""

    world: World
    people: list[Person] = field(default_factory=list)
    references: set[str] = field(default_factory=set)
    slots: dict[str, list[str]] = field(default_factory=dict)
    fresh: Iterator[int] = field(default_factory=count)

    def person(self, record: str, standing: Standing = Standing.SILENT, **more: bool) -> Person:
        number = next(self.fresh)
        code = LETTERS[number // 26] + LETTERS[number % 26]
        surname, nine = f"Quill{code}feather", f"9990{10_000 + number}"
        while (check := nhs_check_digit(nine)) is None:
            nine = f"{int(nine) + 1000}"
        names = (surname, f"Pere{code}grine", f"Robin{code} {surname}", f"{number + 1} Cobble{code} Mews")
        found = Person(record, *names, HIDDEN_HOMES[number], nine + check, standing, **more)
        self.people.append(found)
        return found

    def forbidden(self, verbs: frozenset[Verb]) -> list[str]:
        """Every word that somebody with these verbs must never be shown."""
        found: list[str] = []
        for one in self.people:
            found += () if MAY_READ[one.standing] & verbs else (*one.named, *one.home)
            found += one.home if one.protected else ()
        return found


def populate(world: World) -> Population:
    """Families handed over, then seen by their centre, then marked; births marked from the first; and all that waits."""
    made = Population(world)
    agree_on(world.at - timedelta(days=34), "DSA-1", "CHIS01", OURS, tells_back=True)
    seen = {
        kind: made.person(f"S-{kind}", _standing(kind), protected=kind is MarkerKind.PROTECTED_ADDRESS)
        for kind in MarkerKind
    }
    late = _handed_over_first(made, seen)
    made.slots["batch"] = [_printed(made.world), "NOBODY"]
    _marked(made, seen)
    _stopped(made, late["stopped"])
    _from_the_first(made, late)
    _offers(made, late["offered"])
    _askings(made, seen)
    log_of_everybody(viewing(made.world, "council"), at=made.world.at)
    _requests(made, seen)
    _words(made)
    return made


def _standing(kind: MarkerKind) -> Standing:
    return REQUESTED.get(kind, Standing.SILENT)


def viewing(world: World, kind: str) -> Viewer:
    of = {"centre": world.centre, "council": world.council, "supplier": world.supplier}[kind]
    return open_viewing(kind, of, until=world.at + timedelta(days=1))


def families(world: World) -> list[FamilyView]:
    """Every page of the centre's worklist."""
    viewer, found, page = viewing(world, "centre"), [], 1
    while (shown := worklist(viewer, at=world.at, page=page)).total and page <= shown.pages:
        found += shown.families
        page += 1
    return found


def birth_of(person: Person) -> BirthId:
    notice = opened.notices(record_id=person.record)[-1]
    return BirthId(Identity.objects.filter(notice_id=notice.id).values_list("birth_id", flat=True).get())


def _handed_over_first(made: Population, seen: Mapping[MarkerKind, Person]) -> dict[str, list[Person]]:
    """What the centre once had: one birth for each kind, twins, and those of whom more is said later."""
    at = made.world.at
    late = {
        "twins": [made.person("T1"), made.person("T2")],
        "protected": [made.person("P1", protected=True)],
        "asked": [made.person("W1", Standing.QUARANTINED), made.person("W2", Standing.QUARANTINED, protected=True)],
        "stopped": [made.person("F1", Standing.STOPPED)],
        "offered": [made.person("O1"), made.person("O2", protected=True)],
    }
    rows = [one.row(at) for one in (*seen.values(), *late["protected"], *late["asked"], *late["stopped"])]
    first, second = late["twins"]
    for order, twin in enumerate((first, second), 1):
        shared = {"baby_surname": first.surname, "parent_name": first.parent, "address_line_1": first.street}
        shared |= {"postcode": first.postcode, "birth_order": str(order), "births_in_confinement": "2"}
        rows.append(twin.row(at, **shared))
    wrong = [one.row(at, address_line_1="1 Unknown", postcode="HX1") for one in late["offered"]]
    bring(at, born(at, "R1"), *rows, *wrong)
    hand_over.acknowledge(centre=made.world.centre, by=BY, at=at)
    assert {one.babies[0].surname for one in families(made.world)} >= {one.surname for one in seen.values()}
    return late


def _printed(world: World) -> str:
    """A letter to each of them lies in the pile, printed and not posted yet."""
    told = {"number": "01422 000000", "hours": "9 to 5", "by": BY, "at": world.at}
    keep_number(organisation_code=OURS, role=RoleKind.DATA_STEWARD, **told)
    batch = queueing.make(sender=world.council, by=BY, at=world.at)
    assert isinstance(batch, batches.Batch)
    sheets = batches.print_letters(sender=world.council, reference=batch.reference, by=BY, at=world.at)
    assert isinstance(sheets, list)
    assert len(sheets) == batch.letters > len(MarkerKind)
    return batch.reference


def _marked(made: Population, seen: Mapping[MarkerKind, Person]) -> None:
    """Each is marked by its kind; a letter came back to one, and for another a lift is asked."""
    world, at = made.world, made.world.at
    [gone] = [one for one in families(world) if one.babies[0].surname == seen[MarkerKind.OBJECTION].surname]
    told = {"made": RETURNED, "made_on": london_date(at), "note": "Robin", "by": BY, "at": at}
    journey.record_attempt(viewer=viewing(world, "centre"), reference=gone.reference, **told)
    for kind, person in seen.items():
        journey.mark(birth=birth_of(person), kind=kind, source="person", by=BY, at=at)
    adopted, lead = birth_of(seen[MarkerKind.ADOPTION]), {RoleKind.SAFEGUARDING_LEAD}
    why = LiftReason.SOCIAL_CARE_CLEARED
    ask_lift(birth=adopted, kind=MarkerKind.ADOPTION, reason=why, roles=lead, by=Actor.job("other"), at=at)


def _stopped(made: Population, people: Sequence[Person]) -> None:
    """Somebody telephones a name and a street."""
    [one] = people
    said = Said(name=one.parent, street=one.street)
    told = {"what": What.DIED, "caller": Caller.HEALTH_VISITOR, "by": BY, "at": made.world.at}
    answer = journey.stop_family(council=made.world.council, said=said, **told)
    assert isinstance(answer, Stopped)
    assert answer.births == (birth_of(one),)


def _from_the_first(made: Population, late: Mapping[str, Sequence[Person]]) -> None:
    """Marked before they came, each kind; protected or without a clearance in the feed; a twin who dies; a question; faults."""
    at, secret = made.world.at, keys.named_key(settings.HOME, "fingerprint")
    first = {kind: made.person(f"U-{kind}", protected=kind is MarkerKind.PROTECTED_ADDRESS) for kind in MarkerKind}
    stated = [Statement(record_key(secret, "CHIS01", one.record), kind, at) for kind, one in first.items()]
    journey.stop(stated, source="person", by=BY, at=at)
    protected, unsaid, held = made.person("U1", protected=True), made.person("U2"), made.person("U3")
    hidden = {"postcode": "ZZZSECUR", "contact": "hold"}
    twin, [was_known] = late["twins"][1], late["protected"]
    for one, kind in zip(late["asked"], (MarkerKind.ADOPTION, MarkerKind.PROTECTED_ADDRESS), strict=True):
        journey.mark(birth=birth_of(one), kind=kind, source="person", by=BY, at=at)
    rows = [one.row(at) for one in first.values()]
    rows += [protected.row(at, **hidden), held.row(at, contact="hold")]
    rows += [was_known.row(at, action="correct", **hidden)]
    rows += [{"record_id": twin.record, "contact": "died"}, *_questions(made)]
    rows += [one.row(at, action="correct", born_on="soon") for one in late["asked"]]
    bring(at, *rows)
    bring(at, unsaid.row(at), attests=frozenset())  # nobody has said that nothing is known against it
    for one in made.people:
        if one.standing is Standing.SEALED and one.record.endswith("1"):
            journey.mark(birth=birth_of(one), kind=MarkerKind.ADOPTION, source="person", by=BY, at=at)


def _questions(made: Population) -> Iterator[dict[str, str]]:
    """Two pairs alike, so that a person is asked; one baby of the second pair is adopted."""
    for standing in (Standing.ASKED, Standing.SEALED):
        ones = [made.person(f"{standing}-{number}", standing) for number in (1, 2)]
        alike = {"nhs_number": "", "baby_forename": "", "baby_surname": ones[0].surname}
        alike |= {"parent_name": ones[0].parent, "address_line_1": ones[0].street, "postcode": ones[0].postcode}
        yield from (one.row(made.world.at, **alike) for one in ones)


def _offers(made: Population, people: Sequence[Person]) -> None:
    """The steward puts two homes right, which is offered to the supplier; then the one is adopted, the other protected."""
    world, viewer = made.world, viewing(made.world, "council")
    wrong = [one for one in quarantine.waiting(viewer, at=world.at) if "postcode" in one.faults]
    told = {one.number: quarantine.show(viewer, one.number) for one in wrong}
    for person, kind in zip(people, (MarkerKind.ADOPTION, MarkerKind.PROTECTED_ADDRESS), strict=True):
        [number] = [number for number, row in told.items() if row and row.values["record_id"] == person.record]
        changes = {"address_line_1": person.street, "postcode": person.postcode}
        answer = journey.readmit(viewer=viewer, number=number, changes=changes, by=BY, at=world.at)
        assert isinstance(answer, quarantine.Readmitted)
        journey.mark(birth=birth_of(person), kind=kind, source="person", by=BY, at=world.at)
    assert Offer.objects.filter(answer__isnull=True).count() == len(people)


def _askings(made: Population, seen: Mapping[MarkerKind, Person]) -> None:
    """Somebody asks who was told of three of them, of whom one said no and nothing else is marked."""
    for kind in (MarkerKind.OBJECTION, MarkerKind.ADOPTION, MarkerKind.PROTECTED_ADDRESS):
        reference = Birth.objects.get(pk=birth_of(seen[kind])).reference
        told = {"known_by": ParentKnownBy.COURT_ORDER, "by": BY, "at": made.world.at}
        assert note_asking(viewer=viewing(made.world, "council"), birth=reference, **told)


def _requests(made: Population, seen: Mapping[MarkerKind, Person]) -> None:
    """Of some of them a copy is asked for by the parent in the record, and the baby's name is said to be wrong."""
    known = Known(ParentKnownBy.COURT_ORDER, Asker.NAMED)
    for kind in REQUESTED:
        reference = Birth.objects.get(pk=birth_of(seen[kind])).reference
        wrong = Asked(RequestKind.CORRECTION, known, f"Not {seen[kind].forename}", Detail.BABY_FORENAME, "Another")
        for asked in (Asked(RequestKind.ACCESS, known), wrong):
            told = {"birth": reference, "asked": asked, "by": BY, "at": made.world.at}
            assert isinstance(keeping.open_request(viewer=viewing(made.world, "council"), **told), str)


def _words(made: Population) -> None:
    """Who is left to be seen, and every word that could stand in an address."""
    journey.hand_over_due(by=BY, at=made.world.at)
    assert [one.addressee for one in families(made.world)] == [SHOWN]
    shown = Birth.objects.get(pk=Identity.objects.get(notice_id=opened.notice(record_id="R1").id).birth_id)
    births = set(Birth.objects.values_list("reference", flat=True))
    made.references = births - {shown.reference}
    letters = {one.reference for one in waiting(viewing(made.world, "supplier"), at=made.world.at)}
    sorts = [births, letters, *(set(told.values_list("reference", flat=True)) for told in REFERENCES)]
    assert all(sorts)
    month = f"{london_date(made.world.at):%Y-%m}"
    made.slots |= {"reference": [*sorted(set().union(*sorts)), "NOBODY"], "form": ["csv", "json", "xlsx", "pdf"]}
    made.slots |= {"month": [month], "supplier": ["CHIS01"], "council": [OURS], "version": ["1.0"]}
    made.slots |= {"token": [link_to_a_document(made.world), "NOBODY"]}
    made.slots |= {"key": ["NOBODY"], "name": ["part"]}  # drafts are found by their links
    made.slots |= {"letter": [str(number) for number in range(1, 61)]}  # of every letter of the batch
    made.slots |= {"leaf": ["0" * 64], "tile": ["entries/000"], "witness": ["0" * 8], "program": ["check_ledger.py"]}
    made.slots |= {"centre": ["CAL-01", "CAL-02"]}
    made.slots |= SLOTS
    made.slots |= {"paper": ["template.csv", "schema.json"]}  # the others are found by their links
