"""A small world for stories: one supplier, two councils, a few centres, agreements in force, and a clock to turn."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from rightstart import journey
from rightstart.agreements import sign
from rightstart.agreements.concluding import conclude
from rightstart.agreements.rules import Hop, InstrumentKind
from rightstart.allocation.redraw import redraw
from rightstart.contact.follow_up import NoSuchFamily, Noted
from rightstart.contact.rules import Made, NotAllowed
from rightstart.contact.shown import FamilyView, WaitingFamily
from rightstart.contact.worklist import worklist
from rightstart.directory import people, roles
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.engine.isolation import Viewer, open_viewing
from rightstart.intake.contract import Attestation, Kind
from rightstart.intake.door import HandedIn
from rightstart.intake.receive import Answer, Received
from rightstart.places import register
from rightstart.places.directories import Council, PostcodeRow, PostcodeStatus, SmallArea
from rightstart.terms import NEVER_TO_A_CENTRE, Actor, Item, OrganisationId, Period
from tests.said import said

BY = Actor.job("story")
LONG_AGO = date(2020, 1, 1)
CALDERDALE, KIRKLEES, SUPPLIER = "E08000033", "E08000034", "CHIS01"
# Postcode → (council, small area); centre of each small area.
HOMES = {
    "HX1 1UJ": (CALDERDALE, "E01010901"),
    "HX2 7AA": (CALDERDALE, "E01010902"),
    "HX3 5AA": (CALDERDALE, "E01010903"),
    "HD1 2AA": (KIRKLEES, "E01011001"),
}
CENTRES = {"CAL-01": "E01010901", "CAL-02": "E01010902", "KIR-01": "E01011001"}
EVERYTHING = frozenset(Attestation)
ALL_ITEMS = frozenset(Item)
FIRST_DAY = date(2026, 10, 5)


def row(record_id: str, surname: str, born_on: date | str, **more: str) -> dict[str, str]:
    """A good row of the feed; anything about it can be said otherwise."""
    return {
        "record_id": record_id,
        "baby_surname": surname,
        "baby_forename": "Olivia",
        "born_on": str(born_on),
        "address_line_1": "1 High Street",
        "postcode": "HX1 1UJ",
        "contact": "",
        "outcome": "live",
        "parent_name": f"Alex {surname}",
        "told_on": str(born_on),
        "objection": "no",
    } | more


def as_csv(rows: Iterable[dict[str, str]]) -> bytes:
    rows = list(rows)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(dict.fromkeys(name for one in rows for name in one)), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


class World:
    """Everything that a story needs to happen; each day's clock stands at nine in the morning."""

    def __init__(self, *, today: date = FIRST_DAY) -> None:
        self.today = today
        self.ids: dict[str, OrganisationId] = {}
        self._places()
        self._organisations()
        for council in (CALDERDALE, KIRKLEES):
            self._reach_areas(council)
            self.agree(f"DSA-{council}", Hop.SUPPLIER_TO_COUNCIL, SUPPLIER, council, [council])
        self.agree("INT-CAL", Hop.COUNCIL_TO_CENTRE, CALDERDALE, CALDERDALE, ["CAL-01", "CAL-02"])
        self.agree("INT-KIR", Hop.COUNCIL_TO_CENTRE, KIRKLEES, KIRKLEES, ["KIR-01"])

    @classmethod
    def as_it_stands(cls, today: date) -> "World":
        """The world that another process has made."""
        world = cls.__new__(cls)
        world.today, world.ids = today, {}
        return world

    @property
    def at(self) -> datetime:
        return datetime.combine(self.today, datetime.min.time(), UTC) + timedelta(hours=9)

    # -- setting the scene -----------------------------------------------------------------------------------------

    def _places(self) -> None:
        names = {CALDERDALE: "Calderdale", KIRKLEES: "Kirklees"}
        register.load(
            councils=[Council(code, code, name, name, "", "", "", "") for code, name in names.items()],
            small_areas=[SmallArea(area, area, council, "", 1.0) for council, area in set(HOMES.values())],
            postcodes=[PostcodeRow(code, PostcodeStatus.LIVE, *where) for code, where in HOMES.items()],
            from_on=LONG_AGO,
            by=BY,
            at=self.at,
        )

    def _organisations(self) -> None:
        self.enter(OrganisationKind.SUPPLIER, SUPPLIER)
        self.enter(OrganisationKind.COUNCIL, CALDERDALE)
        self.enter(OrganisationKind.COUNCIL, KIRKLEES)
        for code in CENTRES:
            self.enter(OrganisationKind.CENTRE, code, CALDERDALE if code.startswith("CAL") else KIRKLEES)

    def enter(self, kind: OrganisationKind, code: str, council: str | None = None) -> OrganisationId:
        entered = people.add_organisation(kind=kind, code=code, name=code, council_code=council, by=BY, at=self.at)
        assert isinstance(entered, int)
        self.ids[code] = entered
        return entered

    def employ(self, centre: str, *emails: str) -> list[int]:
        """Let people work at a centre; gives their numbers."""
        told = {"by": BY, "at": self.at}
        numbers = [people.add_person(email=one, name=one.split("@")[0], password="-", **told) for one in emails]
        for email in emails:
            role = {"email": email, "organisation_code": centre, "kind": RoleKind.CENTRE_WORKER, "from_on": LONG_AGO}
            roles.give_role(**role, **told)
        return numbers

    def _reach_areas(self, council: str) -> None:
        claims = [
            ("small-area", area, self.ids[centre])
            for centre, area in CENTRES.items()
            if (council, area) in HOMES.values()
        ]
        redraw(council_id=self.ids[council], claims=claims, from_on=LONG_AGO, by=BY, at=self.at)

    def agree(
        self,
        reference: str,
        hop: Hop,
        giver: str,
        council: str,
        recipients: Sequence[str],
        kind: InstrumentKind | None = None,
        **terms: Any,
    ) -> sign.Drafted:
        """An instrument in force: drafted, and signed by everyone who must."""
        kind = kind or (
            InstrumentKind.INTERNAL_INSTRUCTION if hop is Hop.COUNCIL_TO_CENTRE else InstrumentKind.DATA_SHARING
        )
        items = ALL_ITEMS if hop is Hop.SUPPLIER_TO_COUNCIL else ALL_ITEMS - NEVER_TO_A_CENTRE
        terms = {
            "giver_task": "telling of births",
            "giver_gateway": "NHS Act 2006 s.2B",
            "taker_task": "early childhood services",
            "taker_gateway": "Childcare Act 2006 ss.1-4",
            "lawful_basis": "UK GDPR Art 6(1)(e)",
            **said(council),
            "items": items,
            "attests": EVERYTHING,
            "from_on": LONG_AGO,
            "ends_on": date(2030, 1, 1),
            "review_on": date(2029, 1, 1),
            **terms,
        }
        drafted = sign.draft(
            reference=reference,
            hop=hop,
            kind=kind,
            giver_code=giver,
            council_code=council,
            recipient_codes=recipients,
            terms=sign.Terms(**terms),
            by=BY,
            at=self.at,
        )
        assert isinstance(drafted, sign.Drafted), drafted
        operators = [] if kind is InstrumentKind.INTERNAL_INSTRUCTION else recipients
        signers = dict.fromkeys([giver, council, *operators], RoleKind.DIRECTOR)
        assert conclude(reference=reference, version=drafted.version, signers=signers, by=BY, at=self.at) is None
        return drafted

    # -- what happens ----------------------------------------------------------------------------------------------

    def handed(self, content: bytes, **more: Any) -> HandedIn:
        """A hand-over of the last seven days to Calderdale, attested in full, unless it is said otherwise."""
        week = Period(self.today - timedelta(days=7), self.today)
        told = {"supplier": SUPPLIER, "council": CALDERDALE, "period": week, "as_at": self.at, "attests": EVERYTHING}
        return HandedIn(content, **told | more)

    def answer(self, rows: Iterable[dict[str, str]], **more: Any) -> Answer:
        return journey.bring_in(self.handed(as_csv(rows), **more), by=BY, at=self.at)

    def hand_in(self, *rows: dict[str, str], **more: Any) -> dict[str, Any]:
        """Bring a file in and give its receipt; parcels that were packed are sent."""
        answer = self.answer(rows, **more)
        assert isinstance(answer, Received), answer
        journey.hand_over_due(by=BY, at=self.at)
        return answer.receipt

    def confirm(self, council: str = CALDERDALE) -> None:
        """The supplier's nil return: nothing has changed about anybody."""
        journey.bring_in(self.handed(b"", kind=Kind.STATUS, nil=True, council=council), by=BY, at=self.at)

    def tried(
        self, family: FamilyView | WaitingFamily, made: Made, centre: str = "CAL-01"
    ) -> Noted | NoSuchFamily | NotAllowed:
        """Record what a centre did about one of its families today, or what came of it."""
        return journey.record_attempt(
            viewer=self.viewer(centre),
            reference=family.reference,
            made=made,
            made_on=self.today,
            note="",
            by=BY,
            at=self.at,
        )

    def pass_to(self, day: date, *, confirmed: bool = True) -> None:
        """Turn the clock to a day and make the daily pass, after the supplier has confirmed its word."""
        self.today = day
        if confirmed:
            for council in (CALDERDALE, KIRKLEES):
                self.confirm(council)
        journey.advance_all(by=BY, at=self.at)
        journey.hand_over_due(by=BY, at=self.at)

    # -- what is seen ----------------------------------------------------------------------------------------------

    def viewer(self, code: str) -> Viewer:
        entered = people.find(code)
        assert entered is not None
        return open_viewing(entered.kind.value, entered.id, until=datetime.now(UTC) + timedelta(hours=1))

    def families(self, centre: str) -> list[FamilyView]:
        return list(worklist(self.viewer(centre), at=self.at).families)

    def waiting(self, centre: str = "CAL-01") -> list[WaitingFamily]:
        return list(worklist(self.viewer(centre), at=self.at).waiting)

    def surnames(self, centre: str = "CAL-01") -> list[str]:
        """Who stands on a centre's worklist, in its order."""
        return [family.babies[0].surname or "" for family in self.families(centre)]

    def called_back(self, centre: str = "CAL-01") -> list[str]:
        """The references that a centre has still to answer for."""
        return [removal.reference for removal in worklist(self.viewer(centre), at=self.at).removals]
