"""Hides how the places, reach areas, agreements and confirmations around some births are fetched, each once for a batch."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from rightstart.agreements.register import for_centres
from rightstart.agreements.rules import Instrument
from rightstart.allocation.homes import home_key
from rightstart.allocation.rules import Claim, ClaimKind, Claims, home_of
from rightstart.notice import Action, Notice
from rightstart.places.register import Located, found
from rightstart.release.queries import Rows
from rightstart.terms import BirthId, Item, OrganisationId, london_date


class Surroundings:
    """What lies around a batch: where its homes are, whose areas those are, what is agreed, and who confirmed when."""

    def __init__(
        self,
        homes: Mapping[str, Located],
        claims: Mapping[tuple[int, str], list[Claim]],
        by_hand: Mapping[BirthId, tuple[Claim, bytes]],
        agreements: Mapping[OrganisationId, Mapping[OrganisationId, Sequence[Instrument]]],
        confirmed: Mapping[tuple[int, str, bool], date],
        stopped: frozenset[OrganisationId],
        asking: Mapping[OrganisationId, Sequence[tuple[datetime, datetime | None]]],
        cleared: frozenset[BirthId],
        on: date,
    ) -> None:
        self._asking, self._cleared = asking, cleared
        self.on, self.stopped = on, stopped
        self._homes, self._claims, self._by_hand = homes, claims, by_hand
        self.agreements, self._confirmed = agreements, confirmed
        self._drawn: dict[tuple[int, str], Claims] = {}
        self._listed: dict[int, dict[int, frozenset[Item]]] = {}

    @classmethod
    def of_rows(cls, rows: Rows, on: date) -> "Surroundings":
        """From the answers to the queries of these names."""
        claims: dict[tuple[int, str], list[Claim]] = defaultdict(list)
        for council, kind, place, *claim in rows["claims"]:
            claims[council, place].append(Claim(ClaimKind(kind), *claim))
        asking: dict[OrganisationId, list[tuple[datetime, datetime | None]]] = defaultdict(list)
        for council, from_at, ended_at in rows["asking"]:
            asking[council].append((from_at, ended_at))
        return cls(
            found(rows["located"]),
            claims,
            {
                birth: (Claim(ClaimKind.BY_HAND, centre, from_on), home)
                for birth, centre, from_on, home in rows["by_hand"]
            },
            for_centres(rows["stamps"]),
            {(council, code, arrivals): london_date(as_at) for council, code, arrivals, as_at in rows["confirmed"]},
            frozenset(council for (council,) in rows["stopped"]),
            asking,
            frozenset(BirthId(birth) for (birth,) in rows["cleared"]),
            on,
        )

    def asks_social_care(self, birth: BirthId, council: OrganisationId, known_at: datetime) -> bool:
        """Whether the council's social care team is asked about this birth and has not said that it knows of nothing."""
        asked = any(
            from_at <= known_at and (ended_at is None or known_at < ended_at)
            for from_at, ended_at in self._asking.get(council, ())
        )
        return asked and birth not in self._cleared

    def items_under(self, council: OrganisationId, version: int) -> frozenset[Item]:
        """What one version of one of the council's instruments lists; nothing where it is no longer in the register."""
        listed = self._listed.get(council)
        if listed is None:
            ones = (one for instruments in self.agreements[council].values() for one in instruments)
            listed = self._listed[council] = {one.version_id: one.items for one in ones}
        return listed.get(version, frozenset())

    def confirmed_on(self, council: int, notice: Notice) -> date | None:
        """The day as at which a notice's supplier last confirmed the status of all that it sent this council.

        Who came as an arrival is confirmed by a file of arrivals too, and by being told of by itself.
        """
        said = self._confirmed.get((council, notice.supplier, False))
        if not notice.arrived:
            return said
        own = london_date(notice.as_at) if notice.action is Action.NEW else None
        return max(filter(None, (said, self._confirmed.get((council, notice.supplier, True)), own)), default=None)

    def claims(self, birth: BirthId, council: int, notice: Notice) -> Claims:
        """Who may claim a birth's home: drawn once for each postcode, as most homes are placed by their small area alone."""
        drawn = self._drawn.get((council, notice.postcode))
        if drawn is None:
            drawn = self._drawn[council, notice.postcode] = self._draw(council, notice)
        by_hand, home = self._by_hand.get(birth, (None, b""))
        if by_hand is None or home != home_key(notice.postcode):
            return drawn
        return Claims(drawn.home, [by_hand, *drawn.claims])

    def _draw(self, council: int, notice: Notice) -> Claims:
        lies_in, small_area, area_lies_in = self._homes.get(notice.postcode, (None, "", None))
        home = home_of(notice.postcode, notice.council, lies_in, area_lies_in)
        claims = (*self._claims.get((council, notice.postcode), ()), *self._claims.get((council, small_area), ()))
        return Claims(home, claims)
