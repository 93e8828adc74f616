"""Sets the scene of the demonstration: two real councils with their real centres, and everything else made up and labelled so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import connections

from rightstart.agreements import sign
from rightstart.agreements.concluding import conclude
from rightstart.agreements.rules import ExitRule, Hop, InstrumentKind
from rightstart.agreements.wording import Confidentiality, Contact, Informer
from rightstart.allocation.redraw import redraw
from rightstart.directory import people, roles, telephones
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.handover.rules import Way
from rightstart.handover.systems import Told, add_system
from rightstart.intake.contract import Attestation
from rightstart.places import directories, register
from rightstart.places.directories import CentreRole, CentreRow
from rightstart.synth import homes
from rightstart.terms import NEVER_TO_A_CENTRE, Actor, Item, OrganisationId

SUPPLIER: Final = "CHIS01"
MONITOR: Final = "MON01"
BY: Final = Actor.job("demo")
PASSWORD: Final = "right-start-demo"  # noqa: S105 - of accounts that see made-up families only, and printed for whoever tries it
# From where else each council writes to families: told by file, and by whoever sees it on the page.
ELSEWHERE: Final = (
    Told("School admissions (fictitious)", "Admissions office (fictitious)", Way.FILE, "01632 960001"),
    Told("Offer for two-year-olds (fictitious)", "Early years office (fictitious)", Way.PAGE, "01632 960002"),
)
HOURS: Final = "Monday to Friday, 9am to 5pm; a fictitious number"
DIRECTORIES_FROM: Final = date(2021, 3, 21)  # the small areas' census; what is listed as terminated still resolves


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody to sign in as."""

    email: str
    password: str
    role: RoleKind
    organisation: str


@dataclass(frozen=True, slots=True)
class Scene:
    """Who is there: numbers of the councils and of the centres with a reach area, and the accounts, one for each role."""

    councils: dict[str, OrganisationId]
    centres: dict[OrganisationId, str]
    accounts: tuple[Account, ...]


def set_scene(at: datetime) -> Scene:
    """Enter everything that is there before the first file comes in."""
    register.load(
        councils=directories.councils(),
        small_areas=directories.small_areas(),
        postcodes=directories.postcodes(),
        from_on=DIRECTORIES_FROM,
        by=BY,
        at=at,
    )
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")  # thousands of postcodes came at once, and nobody has counted them yet
    councils = {code: _enter(OrganisationKind.COUNCIL, code, _name(code), at) for code in homes.covered()}
    _enter(OrganisationKind.SUPPLIER, SUPPLIER, "Child Health Information Service (fictitious)", at, illustrative=True)
    _enter(OrganisationKind.MONITOR, MONITOR, "National monitor (fictitious)", at, illustrative=True)
    centres = {row.centre: _centre(row, at) for row in directories.centres() if row.council in councils}
    leads = [row for row in directories.centres() if row.council in councils and row.role is CentreRole.LEAD]
    for council, number in councils.items():
        _reach_areas(council, number, centres, at)
        _agree(council, [row.centre for row in leads if row.council == council], at)
        for told in ELSEWHERE:
            add_system(council=number, told=told, by=BY, at=at)
    _numbers(list(councils), list(centres), at)
    accounts = _accounts(leads, at)
    return Scene(councils, {centres[row.centre]: row.name for row in leads}, accounts)


def _name(council: str) -> str:
    return next(row.official_name for row in directories.councils() if row.council == council)


def _enter(kind: OrganisationKind, code: str, name: str, at: datetime, **more: str | bool) -> OrganisationId:
    entered = people.add_organisation(kind=kind, code=code, name=name, by=BY, at=at, **more)  # type: ignore[arg-type]
    if isinstance(entered, people.NotEntered):
        raise RuntimeError(f"{code} could not be entered: {entered.value}")
    return entered


def _centre(row: CentreRow, at: datetime) -> OrganisationId:
    return _enter(
        OrganisationKind.CENTRE,
        row.centre,
        row.name,
        at,
        council_code=row.council,
        address=row.address,
        postcode=row.postcode,
    )


def _reach_areas(council: str, number: OrganisationId, centres: dict[str, OrganisationId], at: datetime) -> None:
    """Illustrative reach areas: each small area to the nearest lead centre of its council."""
    own = {row.centre for row in directories.centres() if row.council == council}
    claims = [
        ("small-area", row.small_area, centres[row.centre]) for row in directories.derived_reach() if row.centre in own
    ]
    redraw(council_id=number, claims=claims, from_on=DIRECTORIES_FROM, by=BY, at=at)


def _agree(council: str, centres: Iterable[str], at: datetime) -> None:
    """From the supplier to the council, and from the council by its own instruction to its centres."""
    short = council[-2:]
    items = frozenset(Item) - {Item.PHONE, Item.EMAIL}
    data_sharing = (Hop.SUPPLIER_TO_COUNCIL, InstrumentKind.DATA_SHARING)
    instruction = (Hop.COUNCIL_TO_CENTRE, InstrumentKind.INTERNAL_INSTRUCTION)
    _in_force(f"DSA-{short}", *data_sharing, SUPPLIER, council, [council], items, at)
    _in_force(f"INT-{short}", *instruction, council, council, list(centres), items - NEVER_TO_A_CENTRE, at)


def _in_force(
    reference: str,
    hop: Hop,
    kind: InstrumentKind,
    giver: str,
    council: str,
    recipients: list[str],
    items: frozenset[Item],
    at: datetime,
) -> None:
    """Draft an illustrative instrument and have it signed by both sides."""
    drafted = sign.draft(
        reference=reference,
        hop=hop,
        kind=kind,
        giver_code=giver,
        council_code=council,
        recipient_codes=recipients,
        terms=_terms(council, items, at.date() - timedelta(days=90)),
        by=BY,
        at=at,
    )
    if not isinstance(drafted, sign.Drafted):
        raise RuntimeError(f"{reference} could not be drafted: {drafted.value}")
    signers = {giver: RoleKind.SIGNING_DIRECTOR, council: RoleKind.DIRECTOR}
    conclude(reference=reference, version=drafted.version, signers=signers, by=BY, at=at)


def _terms(council: str, items: frozenset[Item], began: date) -> sign.Terms:
    return sign.Terms(
        giver_task="health service functions (illustrative)",
        giver_gateway="Children Act 2004 s.10 (illustrative)",
        taker_task="early childhood services (illustrative)",
        taker_gateway="Childcare Act 2006 ss.1-4 (illustrative)",
        lawful_basis="UK GDPR Art 6(1)(e)",
        items=items,
        attests=frozenset(Attestation),
        purpose="that every new family is offered what its centre has for it (illustrative)",
        giver_confidentiality=Confidentiality.NOT_CONFIDENTIAL,
        taker_confidentiality=Confidentiality.NOT_CONFIDENTIAL,
        special_category="UK GDPR Art 9(2)(h) (illustrative)",
        dpa_condition="Data Protection Act 2018 Sch 1 para 2 (illustrative)",
        exclusions="Families for whom a safeguard stands, and whom a professional advises not to contact (illustrative)",
        informed_by=Informer.HEALTH_VISITOR,
        informed_how="With a leaflet at the new birth visit, and again in the first letter (illustrative)",
        objections="By word to either side at any time: contact stops at once (illustrative)",
        retention="Families reached until the child is five (illustrative)",
        security="Encrypted on its way and where it is kept; people sign in by name (illustrative)",
        exit_rule=ExitRule.FINISH_CONTACTS,
        exit_clause="Contacts that have begun may be completed; all else is destroyed within 28 days.",
        dpia_reference="DPIA-DEMO (fictitious)",
        dpia_on=began,
        contacts=(Contact(council, RoleKind.DATA_PROTECTION_OFFICER, telephone="020 7946 0199"),),
        from_on=began,
        ends_on=began + timedelta(days=3 * 365),
        review_on=began + timedelta(days=365),
    )


def _numbers(councils: list[str], centres: list[str], at: datetime) -> None:
    """Numbers of offices, made up: from the ranges that Ofcom keeps free for fiction."""
    leads = (RoleKind.SAFEGUARDING_LEAD, RoleKind.DATA_STEWARD)
    rung = [(code, role, "020 7946 0{:03}") for code in councils for role in leads]
    rung += [(code, RoleKind.CENTRE_WORKER, "01632 960{:03}") for code in centres]
    for number, (code, role, form) in enumerate(rung, 100):
        told = {"organisation_code": code, "role": role, "number": form.format(number), "hours": HOURS}
        kept = telephones.keep_number(**told, by=BY, at=at)  # type: ignore[arg-type]
        if not isinstance(kept, telephones.NumberKept):
            raise RuntimeError(f"a number of {code} could not be kept: {kept.value}")


def _accounts(leads: list[CentreRow], at: datetime) -> tuple[Account, ...]:
    """One account for each role; those of the council and of a centre are in the first council."""
    council = homes.covered()[0]
    centre = next(row.centre for row in leads if row.council == council)
    places = {
        RoleKind.SUPPLIER_SENDER: ("supplier", SUPPLIER),
        RoleKind.DATA_STEWARD: ("steward", council),
        RoleKind.IG_LEAD: ("governance", council),
        RoleKind.SAFEGUARDING_LEAD: ("safeguarding", council),
        RoleKind.SOCIAL_CARE: ("social-care", council),
        RoleKind.DIRECTOR: ("director", council),
        RoleKind.CENTRE_WORKER: ("centre", centre),
        RoleKind.CENTRE_MANAGER: ("manager", centre),
        RoleKind.ADMINISTRATOR: ("administrator", council),
        RoleKind.MONITOR_VIEWER: ("monitor", MONITOR),
    }
    return tuple(_account(role, *place, at) for role, place in places.items())


def _account(role: RoleKind, name: str, organisation: str, at: datetime) -> Account:
    email = f"{name}@demo.example"
    people.add_person(email=email, name=f"Demo {name}", password=PASSWORD, by=BY, at=at)
    roles.give_role(email=email, organisation_code=organisation, kind=role, from_on=at.date(), by=BY, at=at)
    return Account(email, PASSWORD, role, organisation)
