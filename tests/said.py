"""What an agreement must say beside its grounds, its items and its days, for tests that are about something else."""

from datetime import date
from typing import Any

from rightstart.agreements.wording import Contact
from rightstart.directory.rules import RoleKind


def said(party: str) -> dict[str, Any]:
    """Terms that leave nothing out; the contact is an office of this party."""
    return {
        "purpose": "So that each new family gets its first contact",
        "giver_confidentiality": "not-confidential",
        "taker_confidentiality": "not-confidential",
        "special_category": "UK GDPR Art 9(2)(h)",
        "dpa_condition": "DPA 2018 Sch 1 para 2",
        "exclusions": "Whoever a safeguard names",
        "informed_by": "health-visitor",
        "informed_how": "At the new birth visit, with a leaflet",
        "objections": "At any time, to either party; contact stops at once",
        "retention": "Families reached: until the child is five",
        "security": "Encrypted on the way and at rest",
        "exit_rule": "finish-contacts",
        "exit_clause": "Contacts that have begun may be completed",
        "dpia_reference": "DPIA-1",
        "dpia_on": date(2026, 1, 5),
        "contacts": (Contact(party, RoleKind.DATA_PROTECTION_OFFICER, telephone="020 7946 0900"),),
    }
