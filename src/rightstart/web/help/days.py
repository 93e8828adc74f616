"""Hides which how-to tells the day of each role."""

from collections.abc import Set
from typing import Final

from rightstart.directory.rules import RoleKind

# In the order in which they are offered; whoever has several roles is led to the first of theirs.
DAYS: Final[dict[RoleKind, str]] = {
    RoleKind.CENTRE_MANAGER: "a-managers-day",
    RoleKind.CENTRE_WORKER: "a-workers-day",
    RoleKind.SUPPLIER_SENDER: "a-senders-day",
    RoleKind.DATA_STEWARD: "a-stewards-day",
    RoleKind.IG_LEAD: "an-ig-leads-day",
    RoleKind.SAFEGUARDING_LEAD: "a-safeguarding-leads-day",
    RoleKind.SOCIAL_CARE: "ask-social-care",
    RoleKind.DIRECTOR: "a-directors-day",
    RoleKind.SIRO: "a-directors-day",
    RoleKind.SIGNING_DIRECTOR: "a-directors-day",
    RoleKind.CALDICOTT_GUARDIAN: "a-directors-day",
    RoleKind.DATA_PROTECTION_OFFICER: "a-directors-day",
    RoleKind.ADMINISTRATOR: "an-administrators-day",
    RoleKind.MONITOR_VIEWER: "look-on-as-a-monitor",
}


def day_of(roles: Set[RoleKind]) -> str:
    """The how-to of somebody with these roles, of which there is at least one."""
    return next(name for role, name in DAYS.items() if role in roles)
