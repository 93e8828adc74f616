"""Hides nothing: why an agreement lists an item, and what happens where it does not; one sentence for each, pure."""

from collections.abc import Mapping
from typing import Final

from rightstart.terms import NEVER_TO_A_CENTRE, Item

WHY: Final[Mapping[Item, str]] = {
    Item.BABY_SURNAME: "To know one family from another; without it a record cannot be taken in.",
    Item.BABY_FORENAME: "To recognise the baby once it is named, never on a letter; without it staff say “your baby”.",
    Item.BORN_ON: "To know when contact may begin and to tell babies apart; without it a record cannot be taken in.",
    Item.PARENT_NAME: "To address the first letter; without it the letter goes to “Parent or carer”.",
    Item.ADDRESS: "To write to the family or visit it; without it no letter can be sent.",
    Item.POSTCODE: "To find the centre that serves the home; without it no centre is found.",
    Item.CONFINEMENT: "To send twins one letter and to notice when one baby is missing; without it twins look like a mistake.",
    Item.NHS_NUMBER: "For matching only, and never to a centre; without it more records wait for a person to say who is who.",
    Item.HV_SEEN_ON: "To let contact begin once the health visitor has been; without it contact waits for the earliest day.",
    Item.TOLD_ON: "To show that the parents were told of this sharing; without it the supplier must confirm it for each file.",
    Item.LANGUAGE: "To write in a language that the family reads; without it the letter is in English.",
    Item.INTERPRETER: "To bring an interpreter to the first visit; without it the centre finds out at the door.",
    Item.PHONE: "Only where the centre is to ring: numbers go stale; off unless you need it, for a letter comes first.",
    Item.EMAIL: "Only where the centre is to e-mail: addresses go stale; off unless you need it, for a letter comes first.",
}
# Telephone and e-mail are off unless somebody needs them; what counts as health data is a choice of its own.
SUGGESTED: Final = frozenset(Item) - {Item.PHONE, Item.EMAIL, Item.NHS_NUMBER, Item.HV_SEEN_ON}


def offered(*, to_centre: bool) -> tuple[Item, ...]:
    """The items that an agreement may list, in the order in which they are asked about."""
    return tuple(one for one in Item if not (to_centre and one in NEVER_TO_A_CENTRE))
