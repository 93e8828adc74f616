"""Hides the words of the pages about people: each role as one person's, and why something is not done."""

from typing import Final

from rightstart.access.keeping import NotKept
from rightstart.access.reviewing import Confirmed
from rightstart.access.rules import Look
from rightstart.directory.rules import RoleKind
from rightstart.web.components import Colour, Tag

POSTS: Final = {
    RoleKind.SUPPLIER_SENDER: "Sends files",
    RoleKind.DATA_STEWARD: "Data steward",
    RoleKind.IG_LEAD: "Information governance lead",
    RoleKind.SAFEGUARDING_LEAD: "Safeguarding lead",
    RoleKind.SOCIAL_CARE: "Social care team",
    RoleKind.DIRECTOR: "Director",
    RoleKind.SIRO: "Senior information risk owner",
    RoleKind.SIGNING_DIRECTOR: "Director who signs",
    RoleKind.CALDICOTT_GUARDIAN: "Caldicott Guardian",
    RoleKind.DATA_PROTECTION_OFFICER: "Data protection officer",
    RoleKind.CENTRE_WORKER: "Centre worker",
    RoleKind.CENTRE_MANAGER: "Centre manager",
    RoleKind.ADMINISTRATOR: "Administrator",
    RoleKind.MONITOR_VIEWER: "National monitor",
}

NOT_KEPT: Final = {
    NotKept.NO_ADDRESS: "Enter an email address in the correct format, like name@example.org",
    NotKept.UNKNOWN: "Nobody like that works for your organisation",
    NotKept.NOT_YOURS: "You keep the people of your own organisation and its centres only",
    NotKept.NOT_HELD_THERE: "Nobody can hold this role there. Select another role or another place",
    NotKept.NOT_HELD: "They do not hold this role there any more",
    NotKept.OWN_ROLE: "You cannot give a role to yourself. Ask another administrator",
    NotKept.LAST_ADMINISTRATOR: "They are the last administrator. Give somebody else that role first",
    NotKept.WORKS_ELSEWHERE: "They work for another organisation too. That one, or whoever runs Right Start, can help them",
    NotKept.CLOSED: "Their account is closed. Enter them again if they come back",
}

CONFIRMED: Final = {
    Confirmed.CONFIRMED: "Confirmed. You will be asked again in 90 days.",
    Confirmed.UNKNOWN: "There is nothing to confirm for this person.",
    Confirmed.OWN: "You cannot confirm your own roles. Ask another administrator or whoever watches over access.",
}

LOOKS: Final = {
    Look.FRESH: None,
    Look.DUE: Tag("Due", Colour.YELLOW),
    Look.OVERDUE: Tag("Overdue", Colour.RED),
}
