"""Everything the pure rules can be asked about, as hypothesis draws it: days, markers, instruments, homes, notices."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import strategies as st

from rightstart.agreements.rules import (
    FirstContact,
    Instrument,
    InstrumentKind,
    NotYet,
    Party,
    Permit,
    Refused,
    Timing,
    Wait,
)
from rightstart.agreements.rules import Missing as MissingThing
from rightstart.allocation.rules import Claim, ClaimKind, Claims, Home, Unplaced, UnplacedReason
from rightstart.births.rules import Likeness
from rightstart.contact.rules import AttemptOutcome, Channel, Made
from rightstart.directory.rules import Role, RoleKind
from rightstart.notice import Action, AddressKind, Notice, Payload
from rightstart.release.rules import BirthFacts, Disclose
from rightstart.safeguards.rules import ClearanceKind, Confinement, Doubt, Marker, MarkerKind, Withheld
from rightstart.terms import Item, OrganisationId

TODAY = date(2026, 10, 20)

days = st.dates(min_value=date(2026, 9, 1), max_value=date(2026, 12, 31))
maybe_days = st.none() | days
zones = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))
FIRST, LAST = (datetime(year, 1, 2, tzinfo=UTC).replace(tzinfo=None) for year in (2000, 2090))
moments = st.datetimes(min_value=FIRST, max_value=LAST, timezones=zones)
organisations = st.integers(1, 4).map(OrganisationId)

items = st.frozensets(st.sampled_from(Item))

# -- safeguards

clearances = st.frozensets(st.sampled_from(ClearanceKind))
markers = st.builds(Marker, kind=st.sampled_from(MarkerKind), from_on=days, until_on=maybe_days)
some_markers = st.lists(markers, max_size=3)
confinements = st.builds(
    Confinement,
    declared=st.integers(1, 3),
    known=st.integers(1, 3),
    markers=some_markers.map(tuple),
    settled=st.booleans(),
    accepted=st.booleans(),
)

# -- agreements

parties = st.builds(Party, task=st.just("a task"), gateway=st.sampled_from(["CA 2004 s10", " "]))
instruments = st.builds(
    Instrument,
    reference=st.sampled_from(["ISA-1", "ISA-2"]),
    version=st.integers(1, 3),
    version_id=st.integers(1, 99),
    kind=st.sampled_from(InstrumentKind),
    giver=parties,
    taker=parties,
    lawful_basis=st.sampled_from(["public task", ""]),
    items=items,
    from_on=days,
    ends_on=days,
    review_on=days,
    signed=st.booleans(),
    suspended=st.booleans(),
    ended_on=maybe_days,
    earliest_contact_day=st.integers(0, 28),
    visit_opens=st.booleans(),
    target_day=st.integers(15, 60),
    freshness_days=st.integers(1, 14),
    first_contact=st.sampled_from(FirstContact),
    blank=st.sampled_from([frozenset(), frozenset(), frozenset({"purpose"})]),
)


@st.composite
def good_instruments(draw: st.DrawFn) -> Instrument:
    """An instrument in force throughout the days drawn here."""
    return Instrument(
        reference=draw(st.sampled_from(["ISA-1", "ISA-2"])),
        version=draw(st.integers(1, 3)),
        version_id=draw(st.integers(1, 99)),
        kind=InstrumentKind.INTERNAL_INSTRUCTION,
        giver=Party("childcare duty", "Childcare Act 2006 s5A"),
        taker=Party("children's centre", "Childcare Act 2006 s5A"),
        lawful_basis="public task",
        items=draw(st.frozensets(st.sampled_from(Item), min_size=1)),
        from_on=date(2026, 1, 1),
        ends_on=date(2028, 1, 1),
        review_on=date(2027, 6, 1),
        signed=True,
        earliest_contact_day=draw(st.integers(0, 28)),
        visit_opens=draw(st.booleans()),
    )


timings = st.builds(Timing, born_on=days, visited_on=maybe_days, confirmed_on=maybe_days)

# -- places

claims = st.builds(Claim, kind=st.sampled_from(ClaimKind), centre=organisations, from_on=days, until_on=maybe_days)
homes = st.builds(Claims, home=st.sampled_from(Home), claims=st.lists(claims, max_size=5))

# -- notices

words = st.text("abcdefgh", min_size=1, max_size=8)
test_nhs_numbers = st.integers(0, 99_999).map(lambda tail: f"99900{tail:05d}")
notices = st.builds(
    Notice,
    supplier=st.just("CHIS01"),
    council=st.just("E08000033"),
    record_id=words,
    action=st.sampled_from(Action),
    as_at=moments,
    baby_surname=words,
    born_on=days,
    address=st.lists(words, min_size=1, max_size=3).map("\n".join),
    postcode=st.just("HX1 1AA"),
    parent_name=st.none() | words,
    baby_forename=st.none() | words,
    birth_order=st.none() | st.integers(1, 3),
    births_in_confinement=st.none() | st.integers(1, 3),
    nhs_number=st.none() | test_nhs_numbers,
    address_kind=st.sampled_from(AddressKind),
    hv_seen_on=maybe_days,
    told_on=maybe_days,
    language=st.none() | st.just("ur"),
    interpreter=st.none() | st.booleans(),
    phone=st.none() | st.just("01632 960000"),
    email=st.none() | st.just("parent@example.org"),
)

# -- births

totals = st.none() | st.integers(1, 3)
likenesses = st.builds(
    Likeness,
    supplier=st.sampled_from(["CHIS01", "RWY"]),
    record_key=st.sampled_from([b"r1", b"r2"]),
    surname_key=st.sampled_from(["smith", "khan"]),
    born_on=st.dates(date(2026, 10, 1), date(2026, 10, 4)),
    postcode=st.none() | st.sampled_from(["HX1 1AA", "HD1 1AA"]),
    parent_key=st.none() | st.sampled_from(["ann smith", "sara khan"]),
    forename_key=st.none() | st.sampled_from(["olivia", "jack"]),
    nhs_key=st.none() | st.sampled_from([b"n1", b"n2"]),
    birth_order=totals,
    births_in_confinement=totals,
)

# -- contact and directory

attempts = st.lists(
    st.builds(Made, channel=st.sampled_from(Channel), outcome=st.sampled_from(AttemptOutcome)), max_size=5
)
roles = st.builds(Role, kind=st.sampled_from(RoleKind), organisation=organisations, from_on=days, until_on=maybe_days)

# -- release

EVERYTHING = frozenset(ClearanceKind)
doubtful = st.builds(
    BirthFacts,
    notice=notices,
    clearances=st.just(EVERYTHING) | clearances,
    markers=st.just([]) | some_markers,
    siblings=st.just(Confinement()) | confinements,
    claims=homes,
    agreements=st.dictionaries(organisations, st.lists(instruments, max_size=2)),
    timing=timings,
)


@st.composite
def ready(draw: st.DrawFn) -> BirthFacts:
    """A birth that may go out on any of the days drawn here, but for how fresh the supplier's word is by then."""
    centre = draw(organisations)
    return BirthFacts(
        notice=draw(notices),
        clearances=EVERYTHING,
        markers=[],
        siblings=Confinement(),
        claims=Claims(Home.OURS, [Claim(draw(st.sampled_from(ClaimKind)), centre, date(2026, 1, 1))]),
        agreements={centre: draw(st.lists(good_instruments(), min_size=1, max_size=2))},
        timing=Timing(date(2026, 8, 1), confirmed_on=draw(st.dates(date(2026, 11, 1), date(2026, 12, 31)))),
    )


facts = doubtful | ready()


def permit_for(listed: frozenset[Item], version_id: int = 1) -> Permit:
    """A permit that lists these items and is otherwise the same every time."""
    party = Party("childcare duty", "Childcare Act 2006 s5A")
    return Permit("ISA-1", 1, version_id, party, party, "public task", listed, 42)


parents = st.sampled_from(["Ann Smith", "Sara Khan"])
emails = st.sampled_from([None, "parent@example.org"])


@st.composite
def disclosures(draw: st.DrawFn) -> Disclose:
    """A disclosure under a permit that lists the parent's name and perhaps an address to write to."""
    email = draw(emails)
    listed = frozenset({Item.PARENT_NAME} if email is None else {Item.PARENT_NAME, Item.EMAIL})
    payload = Payload(parent_name=draw(parents), email=email)
    return Disclose(to=draw(organisations), under=permit_for(listed, draw(st.integers(1, 3))), payload=payload)


withholdings = st.builds(Withheld, st.sampled_from([*MarkerKind, *ClearanceKind, *Doubt]))
waits = st.builds(NotYet, maybe_days, st.sampled_from(Wait))
outcomes = st.one_of(
    disclosures(),
    withholdings,
    waits,
    st.builds(Unplaced, st.sampled_from(UnplacedReason)),
    st.builds(Refused, st.sampled_from(MissingThing)),
)
