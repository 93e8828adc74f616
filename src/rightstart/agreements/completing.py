"""What a version must say before it can be signed, and what of that it does not say yet; pure.

Where a signed PDF exists already the entry stands beside it: it must say what the gate enforces, and the paper says the rest.
"""

from typing import Final

from rightstart.agreements.wording import HEALTH_ITEMS, Terms

# What the gate reads, and whose absence leaves a permit without its ground.
ENFORCED: Final = (
    *("giver_task", "giver_gateway", "taker_task", "taker_gateway"),
    *("lawful_basis", "items", "exit_rule"),
)
WRITTEN: Final = (
    *("purpose", "giver_confidentiality", "taker_confidentiality", "exclusions", "informed_by", "informed_how"),
    *("objections", "retention", "security", "exit_clause", "dpia_reference", "dpia_on", "contacts"),
)
FOR_HEALTH: Final = ("special_category", "dpa_condition")


def blank(terms: Terms) -> frozenset[str]:
    """The names of all terms that are demanded and still empty."""
    return frozenset(name for name in demanded(terms) if _empty(getattr(terms, name)))


def demanded(terms: Terms) -> tuple[str, ...]:
    """The names of the terms that a version must fill, in the order in which they are asked."""
    if terms.paper:
        return ENFORCED
    return ENFORCED + WRITTEN + (FOR_HEALTH if terms.items & HEALTH_ITEMS else ())


def _empty(value: object) -> bool:
    return not (value.strip() if isinstance(value, str) else value)
