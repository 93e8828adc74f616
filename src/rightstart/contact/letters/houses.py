"""Hides how a centre shows itself in its letters: its address, the number to ring, its welcome and its services."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rightstart.contact.models import CentreWords
from rightstart.directory import people
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import NoNumber, whom_to_ring
from rightstart.terms import OrganisationId


@dataclass(frozen=True, slots=True)
class Words:
    """A centre's own words: a welcome in paragraphs, and its services."""

    welcome: str = ""
    services: str = ""


def words_of(centre: OrganisationId) -> Words:
    found = CentreWords.objects.filter(centre_id=centre).values_list("welcome", "services").first()
    return Words(*found) if found else Words()


def keep_words(*, centre: OrganisationId, words: Words) -> None:
    """What the centre says of itself from the next printing on; letters on paper stay as they are."""
    said = {"welcome": words.welcome.strip(), "services": words.services.strip()}
    CentreWords.objects.update_or_create(centre_id=centre, defaults=said)


@dataclass(frozen=True, slots=True)
class House:
    """A centre as its letters show it. `phone`: its own, else its council's; empty where nobody can be rung."""

    name: str
    address: tuple[str, ...]
    council: str
    phone: str
    hours: str
    welcome: tuple[str, ...]
    services: tuple[str, ...]


def houses(centres: Iterable[OrganisationId]) -> dict[OrganisationId, House]:
    """Each of these centres as its letters show it."""
    wanted = sorted(set(centres))
    rows = people.named(wanted)
    councils = people.named({row.council_id for row in rows.values() if row.council_id is not None})
    return {one: _house(one, rows[one], councils) for one in wanted}


def _house(
    centre: OrganisationId, row: people.OrganisationRow, councils: Mapping[OrganisationId, people.OrganisationRow]
) -> House:
    assert row.council_id is not None  # the database lets no centre be without its council
    phone, hours = _rung(centre, row.council_id)
    own = words_of(centre)
    return House(
        name=row.name,
        address=tuple(one.strip() for one in (*row.address.split(","), row.postcode) if one.strip()),
        council=councils[row.council_id].name,
        phone=phone,
        hours=hours,
        welcome=tuple(one.strip() for one in own.welcome.split("\n\n") if one.strip()),
        services=tuple(one.strip() for one in own.services.splitlines() if one.strip()),
    )


def _rung(centre: OrganisationId, council: OrganisationId) -> tuple[str, str]:
    """The centre's own number with its hours, else its council's; empty where neither is known."""
    for office, role in ((centre, RoleKind.CENTRE_WORKER), (council, RoleKind.DATA_STEWARD)):
        found = whom_to_ring([office], [role])[office]
        if not isinstance(found, NoNumber):
            return found.number, found.hours
    return "", ""
