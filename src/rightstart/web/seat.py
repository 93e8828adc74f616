"""Hides who sits at a page: the organisation this session works for, the roles held there, and the database's own proof."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import wraps
from typing import Concatenate, Final, ParamSpec, assert_never, cast

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from rightstart.directory import people, second_factor
from rightstart.directory.people import OrganisationRow
from rightstart.directory.roles import roles_of
from rightstart.directory.rules import VERBS, Answer, OrganisationKind, Role, RoleKind, Verb, may
from rightstart.engine.isolation import Viewer, end_viewing, open_viewing
from rightstart.engine.looking import looking
from rightstart.release import seen
from rightstart.release.seen import Looker
from rightstart.terms import Actor, OrganisationId, london_date
from rightstart.web.known_elsewhere import vouched_for
from rightstart.web.sentences import ROLES

KEPT: Final = "seat"
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Seat:
    """A person at work for one organisation at one moment. `council` is the council itself, or a centre's council."""

    person: int
    at: datetime
    organisation: OrganisationId
    kind: OrganisationKind
    code: str
    name: str
    council: OrganisationId | None
    roles: tuple[Role, ...]
    viewer: Viewer
    several: bool

    @property
    def by(self) -> Actor:
        return Actor.person(self.person)

    @property
    def today(self) -> date:
        return london_date(self.at)

    @property
    def role_kinds(self) -> frozenset[RoleKind]:
        """The roles held here today."""
        return frozenset(
            role.kind for role in self.roles if role.organisation == self.organisation and role.stands(self.today)
        )

    def allows(self, *verbs: Verb) -> bool:
        """Whether a role held here carries any of these verbs."""
        return any(may(self.roles, verb, self.organisation, self.today) is Answer.ALLOWED for verb in verbs)


class Unseated(StrEnum):
    """Why a signed-in person has no seat yet."""

    NO_SECOND_STEP = "no-second-step"
    NO_ROLE = "no-role"
    CHOOSE = "choose"


class SeatedRequest(HttpRequest):
    """A request whose seat has been looked for once."""

    seat: Seat | Unseated


def seat_of(request: HttpRequest) -> Seat | Unseated:
    """The seat of whoever is signed in; roles are read anew for each page, so one that has ended opens nothing."""
    asked = cast(SeatedRequest, request)
    if not hasattr(asked, "seat"):
        asked.seat = _find(request)
    return asked.seat


def _find(request: HttpRequest) -> Seat | Unseated:
    at = timezone.now()
    person = cast(int, request.user.pk)
    if settings.SECOND_FACTOR_REQUIRED and not (vouched_for(request) or second_factor.has_one(person)):
        return Unseated.NO_SECOND_STEP
    roles = standing_roles(person, london_date(at))
    offered = {role.organisation for role in roles}
    if not offered:
        return Unseated.NO_ROLE
    kept = request.session.get(KEPT, {})
    wanted = kept.get("organisation")
    if wanted not in offered:
        if len(offered) > 1:
            return Unseated.CHOOSE
        [wanted] = offered
    # A seat that has run out would show empty lists where there is work: it is taken anew.
    if kept.get("organisation") != wanted or kept["until"] <= at.isoformat():
        kept = sit(request, next(one for one in workplaces(roles) if one.id == wanted))
    return _seat(person, at, roles, kept)


def _seat(person: int, at: datetime, roles: Sequence[Role], kept: dict[str, str | int | None]) -> Seat:
    organisation = OrganisationId(cast(int, kept["organisation"]))
    council = cast("int | None", kept["council"])
    return Seat(
        person=person,
        at=at,
        organisation=organisation,
        kind=OrganisationKind(str(kept["kind"])),
        code=str(kept["code"]),
        name=str(kept["name"]),
        council=None if council is None else OrganisationId(council),
        roles=tuple(role for role in roles if role.organisation == organisation),
        viewer=Viewer(str(kept["kind"]), organisation, str(kept["token"])),
        several=len({role.organisation for role in roles}) > 1,
    )


def standing_roles(person: int, on: date) -> tuple[Role, ...]:
    return tuple(role for role in roles_of(person) if role.stands(on))


def workplaces(roles: Sequence[Role]) -> list[OrganisationRow]:
    """The organisations where these roles are held, by name."""
    held = people.named(role.organisation for role in roles)
    return sorted(held.values(), key=lambda one: one.name)


def sit(request: HttpRequest, at: OrganisationRow) -> dict[str, str | int | None]:
    """Take a seat for the rest of the session: the database is told whose session this is, and for how long."""
    leave(request.session)
    until = (timezone.now() + timedelta(seconds=settings.SESSION_LONGEST)).astimezone(UTC)
    viewer = open_viewing(at.kind.value, at.id, until=until)
    council = at.id if at.kind is OrganisationKind.COUNCIL else at.council_id
    kept: dict[str, str | int | None] = {
        "organisation": at.id,
        "kind": at.kind.value,
        "code": at.code,
        "name": at.name,
        "council": council,
        "token": viewer.token,
        "until": until.isoformat(),
    }
    request.session[KEPT] = kept
    return kept


def leave(session: SessionBase) -> None:
    """Give up a session's seat: its token opens nothing any more."""
    if kept := session.pop(KEPT, None):
        end_viewing(Viewer(kept["kind"], OrganisationId(kept["organisation"]), kept["token"]))


def seated(
    *verbs: Verb,
) -> Callable[
    [Callable[Concatenate[HttpRequest, Seat, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """A page for those whose role carries any of these verbs (none named: for everybody with a seat)."""

    def decorate(
        view: Callable[Concatenate[HttpRequest, Seat, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def answer(request: HttpRequest, /, *given: P.args, **named: P.kwargs) -> HttpResponseBase:
            found = seat_of(request)
            if isinstance(found, Seat):
                if verbs and not found.allows(*verbs):
                    return _forbidden(request, verbs)
                return _looked_on(request, found, lambda: view(request, found, *given, **named))
            return _without(request, found)

        return answer

    return decorate


def _looked_on(request: HttpRequest, seat: Seat, show: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The page, once it is kept whose family this person saw on it: no page can forget to, for none of them does it itself."""
    with looking() as opened:
        answer = show()
    page = request.resolver_match.url_name if request.resolver_match else None
    seen.record(opened, by=Looker(seat.person, seat.organisation, seat.council), page=page or "", at=seat.at)
    return answer


def _without(request: HttpRequest, why: Unseated) -> HttpResponse:
    match why:
        case Unseated.NO_SECOND_STEP:
            return redirect("mfa_index")
        case Unseated.CHOOSE:
            return redirect("choose")
        case Unseated.NO_ROLE:
            return render(request, "home/no_role.html", status=403)
    assert_never(why)


def _forbidden(request: HttpRequest, verbs: Sequence[Verb]) -> HttpResponse:
    """The 403 page, which says whose page it is."""
    whose = [ROLES[kind] for kind, carried in VERBS.items() if carried & set(verbs)]
    return render(request, "403.html", {"whose": whose}, status=403)
