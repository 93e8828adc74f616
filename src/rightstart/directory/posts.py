"""Whose people may hold which role, and which roles an organisation of a kind has for a verb."""

from typing import Final

from rightstart.directory.rules import SIGNS, VERBS, OrganisationKind, RoleKind, Verb

# Whose people may hold which role: a centre's can hold none that sees what is withheld.
ROLES_AT: Final[dict[OrganisationKind, frozenset[RoleKind]]] = {
    OrganisationKind.SUPPLIER: frozenset(
        {
            RoleKind.SUPPLIER_SENDER,
            RoleKind.SIRO,
            RoleKind.SIGNING_DIRECTOR,
            RoleKind.CALDICOTT_GUARDIAN,
            RoleKind.DATA_PROTECTION_OFFICER,
            RoleKind.ADMINISTRATOR,
        }
    ),
    OrganisationKind.COUNCIL: frozenset(
        {
            RoleKind.DATA_STEWARD,
            RoleKind.IG_LEAD,
            RoleKind.SAFEGUARDING_LEAD,
            RoleKind.SOCIAL_CARE,
            RoleKind.DIRECTOR,
            RoleKind.SIRO,
            RoleKind.DATA_PROTECTION_OFFICER,
            RoleKind.ADMINISTRATOR,
        }
    ),
    OrganisationKind.CENTRE: frozenset({RoleKind.CENTRE_WORKER, RoleKind.CENTRE_MANAGER, RoleKind.SIGNING_DIRECTOR}),
    OrganisationKind.MONITOR: frozenset({RoleKind.MONITOR_VIEWER}),
}


def signing_roles(kind: OrganisationKind) -> tuple[RoleKind, ...]:
    """By which of its roles an organisation of a kind signs."""
    return tuple(role for role in RoleKind if role in SIGNS & ROLES_AT[kind])


def roles_with(verb: Verb, kind: OrganisationKind) -> tuple[RoleKind, ...]:
    """The roles at an organisation of a kind that carry a verb."""
    return tuple(role for role in RoleKind if role in ROLES_AT[kind] and verb in VERBS[role])
