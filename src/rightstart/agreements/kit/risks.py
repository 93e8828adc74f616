"""Hides nothing: the ten risks of telling of births, what Right Start does about each, and what it leaves to the parties; pure.

What it does is what the product does today; where it does nothing, that is said.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Risk:
    """`terms`: the terms of the entry by which the parties themselves act on it."""

    name: str
    harm: str
    done: str
    left: str
    terms: tuple[str, ...]


RISKS: Final = (
    Risk(
        "Contact after a bereavement",
        "A letter of welcome reaches parents whose baby was stillborn or has died. Councils have done this.",
        "Stillbirths are refused when a file comes in. A death, also one that is only said, withholds the baby and its twins. "
        "Nothing is shown, printed or handed over without a fresh check. A death that is told of later takes the family off the "
        "centre’s list and calls back its letter, and the centre is chased until somebody answers. A telephone call is enough "
        "to freeze a family. Without the supplier’s positive word that nothing is known, nobody is contacted.",
        "Nobody can be protected by a death that is not told of. Agree how it is told by telephone on the same day, and who "
        "takes out letters that are printed already. Other systems that write to families must be stopped by their own people.",
        ("exclusions", "attests", "earliest_contact_day"),
    ),
    Risk(
        "An address is disclosed that must not be known",
        "Somebody who is a danger to a family learns where it lives, or a worker goes to an unsafe door.",
        "A protected address withholds the family, and is blanked in what is kept and what was handed over. It is shown to no "
        "centre. What is said to be a refuge, a prison or a ward is held for a person. No address stands in links, logs or "
        "e-mails.",
        "An address that no file marks as protected looks like any other. Agree who marks them, and how fast. Printed lists and "
        "letters lie where people leave them.",
        ("exclusions", "attests", "security"),
    ),
    Risk(
        "Centre staff see more than they need",
        "Workers or volunteers of a centre read health details, or details of families whom they do not serve.",
        "A centre receives the details that its agreement lists and no others; never the NHS number, and never why a family is "
        "held. The database itself keeps each centre to its own families. A right needs a role at that very centre on that very "
        "day.",
        "List as few details as the first contact needs. Decide who gets a role, and check it at each review.",
        ("items", "security"),
    ),
    Risk(
        "Details are used for something else",
        "Birth details are used for school attendance, immigration or fraud, and families stop trusting health services.",
        "Details go to the recipients of an agreement in force and to nobody else. Each disclosure names the agreement by which "
        "it was made, in a record that cannot be changed unseen. No organisation can search the families of another.",
        "What people do with what they have read, no system sees. Put the purpose into training, and refuse requests for any "
        "other.",
        ("purpose", "exclusions"),
    ),
    Risk(
        "Details are out of date",
        "A family is contacted on an old word: it has moved, has objected, or its baby has died since.",
        "How old the supplier’s word may be is set by the agreement, and an older one stops contact. Both sides see when a "
        "delivery is due and are told when it is late. Each letter is checked when it is queued, printed and posted.",
        "Choose a limit that fits how often files come. Keep to the deliveries, and send changes as soon as they are known.",
        ("freshness_days", "frequency"),
    ),
    Risk(
        "A family is told to the wrong centre",
        "A centre that does not serve a family learns of its birth, or two centres write to it.",
        "The centre is found by the home’s postcode and the area that each centre serves on that day. Where that is not plain, "
        "a person decides. A corrected postcode or a redrawn area calls the family back from the first centre and hands it to "
        "the next.",
        "Keep the areas up to date and try a change before it is made. Postcodes in files must be those of the home.",
        ("items",),
    ),
    Risk(
        "Copies in spreadsheets",
        "Lists are saved, printed or sent on, and outlive every safeguard.",
        "A centre works on a page and is sent no list. Letters and labels are made for one printing and are not kept here. A "
        "call-back stays open until a person of the centre confirms that copies are destroyed.",
        "The files that a supplier sends exist there too. Letters and labels are copies, and so is each table that council "
        "staff save. Agree where copies may lie and who destroys them. No system can see that it was done.",
        ("security", "retention"),
    ),
    Risk(
        "Staff leave",
        "Somebody who has left, or has another post, still signs in.",
        "A role begins and ends on a day, and what it opened is shut from that day on. After twelve hours people have to sign "
        "in again.",
        "Roles do not end by themselves when people leave: tell whoever enters roles on the same day. Right Start asks for a "
        "password and nothing besides; if you need a second factor, put it before the site.",
        ("security", "contacts"),
    ),
    Risk(
        "The supplier’s files change",
        "A column is renamed or a code changes its meaning, and a mark against contact is no longer understood.",
        "The form of the files is a contract with versions. A column that is not in it, or not in the agreement, stops the "
        "file; so does an unknown code. A file whose share of deaths, holds or withdrawals is unlike the supplier’s own past is "
        "held for a person.",
        "A feed that is wrong from its first day looks right. Check the first files by hand, and tell of changes before they "
        "are made.",
        ("contract", "attests"),
    ),
    Risk(
        "A family is known again in small numbers",
        "A report of one birth in a small place tells who it was.",
        "Counts name nobody, and are shown to the staff of the council, and to a supplier of its own files. Small numbers are "
        "not hidden in them. The public record of acts holds no details of anybody.",
        "Do not publish counts or pass them on before small numbers have been taken out of them.",
        ("retention",),
    ),
)
