"""What the pages of drafting say: every question in plain English, and why something cannot be drafted or taken in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rightstart.agreements.guiding import Part, Question, With
from rightstart.agreements.sign import NotSigned
from rightstart.agreements.signed_before import NotTaken
from rightstart.agreements.wording import NotDrafted
from rightstart.web.components import Colour, Tag


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its page has it: the heading (with who gives and who receives by name), a few words, and a short name."""

    heading: str
    lead: str
    short: str


ASKED: Final[Mapping[Question, Asked]] = {
    Question.PART: Asked(
        "What does {own} do under this agreement?",
        "You draft for your council. Say which way the details of families go.",
        "What your council does",
    ),
    Question.WITH: Asked(
        "Who is the agreement with?",
        "What kind of agreement it is, and who must sign it, follow from this.",
        "Who it is with",
    ),
    Question.PARTIES: Asked(
        "Which organisations does it bind?",
        "One agreement may cover many centres. Whoever is missing here must be entered by whoever runs Right Start.",
        "The parties",
    ),
    Question.OPERATORS: Asked(
        "Does somebody else run it for either side?",
        "Who decides and who runs the systems can be two organisations: a child health service run by a contractor, for "
        "example. Name an organisation, never a person. Leave it blank where each side runs its own.",
        "Who runs it",
    ),
    Question.PURPOSE: Asked(
        "What are the details for?",
        "Say it so that a parent would understand. The details may be used for this and for nothing else.",
        "Purpose",
    ),
    Question.ITEMS: Asked(
        "Which details may be told?",
        "Tick what is needed and nothing more. Whatever is not ticked does not travel: a file with another column in it is held.",
        "Details that may be told",
    ),
    Question.GIVER: Asked(
        "Which task of {giver} does it serve, and which law lets it tell?",
        "{giver} gives the details. Each side must name a task of its own.",
        "Task and law of who gives",
    ),
    Question.TAKER: Asked(
        "Which task of {taker} does it serve, and which law lets it receive?",
        "{taker} receives the details. Each side must name a task of its own.",
        "Task and law of who receives",
    ),
    Question.BASIS: Asked(
        "What is the lawful basis?",
        "UK GDPR asks for one basis in Article 6. Public bodies that tell of births to carry out their tasks use 6(1)(e). "
        "The tasks are those that you named for each side.",
        "Lawful basis",
    ),
    Question.HEALTH: Asked(
        "Which conditions cover the health details?",
        "You ticked a detail that is thought to be about health (the NHS number, or the health visitor’s visit). UK GDPR Article 9 "
        "and the Data Protection Act 2018 ask for a condition each. Ask your data protection officer which.",
        "Conditions for health details",
    ),
    Question.CONFIDENTIALITY: Asked(
        "Are the details held in confidence?",
        "Organisations differ on this, so each side states its own position. Ask the other side what theirs is.",
        "Confidentiality",
    ),
    Question.DELIVERY: Asked(
        "How often, and in which form?",
        "The other side is told when a delivery is overdue. Babies are weeks old for a short time: weekly is usual.",
        "How often",
    ),
    Question.CONTACT: Asked(
        "When may a family first be contacted?",
        "The days between a birth and the first contact let bad news arrive first: nobody should write to a family whose baby has "
        "died. Until the earliest day nothing is handed to a centre.",
        "First contact",
    ),
    Question.ATTESTS: Asked(
        "What must {giver} confirm for each file?",
        "The sender ticks these again for every file. What is agreed here and not confirmed holds the births concerned.",
        "What the supplier confirms",
    ),
    Question.EXCLUSIONS: Asked(
        "Who is left out?",
        "Right Start never passes on a family for whom a safeguard stands. Say here who is not to be told of at all.",
        "Who is left out",
    ),
    Question.INFORMING: Asked(
        "Who tells parents, and how?",
        "Parents must know who gets their details, at the latest a month after (UK GDPR Article 14), and how to say no.",
        "Telling parents",
    ),
    Question.OBJECTIONS: Asked(
        "How may parents object?",
        "Say whom they can tell, and what then happens. In Right Start an objection stops contact at once.",
        "Objections",
    ),
    Question.RETENTION: Asked(
        "How long are details kept?",
        "First for families whom no centre ever reached: after these months they are forgotten. Then for all others, in words.",
        "How long details are kept",
    ),
    Question.SECURITY: Asked(
        "How are the details kept safe?",
        "On their way and where they are kept, on both sides.",
        "Security",
    ),
    Question.END: Asked(
        "What happens when it ends?",
        "However it ends, nothing new passes and families not contacted yet are called back. Decide about those already contacted.",
        "At the end",
    ),
    Question.ASSESSMENT: Asked(
        "Which impact assessment covers it?",
        "A data protection impact assessment is needed before details flow. Give its reference and day, not its words.",
        "Impact assessment",
    ),
    Question.CONTACTS: Asked(
        "Whom do the two sides reach?",
        "An office of each side by its role, with an e-mail address or a telephone number that the office shares. Never a person: "
        "people leave, and agreements stay. Blank lines are left out.",
        "Contacts",
    ),
    Question.DAYS: Asked(
        "From when until when?",
        "After its last day, or when the review is overdue, nothing flows. Both sides are reminded 90, 30 and 7 days before.",
        "Days",
    ),
}
SECTIONS: Final[Mapping[str, tuple[Question, ...]]] = {
    "Between whom": (Question.PART, Question.WITH, Question.PARTIES, Question.OPERATORS),
    "What for, and what": (Question.PURPOSE, Question.ITEMS),
    "On which ground": (*(Question.GIVER, Question.TAKER, Question.BASIS, Question.HEALTH, Question.CONFIDENTIALITY),),
    "How it runs": (Question.DELIVERY, Question.CONTACT, Question.ATTESTS),
    "Families": (
        *(Question.EXCLUSIONS, Question.INFORMING, Question.OBJECTIONS, Question.RETENTION, Question.SECURITY),
    ),
    "Keeping it in order": (Question.END, Question.ASSESSMENT, Question.CONTACTS, Question.DAYS),
}
PARTS: Final = {
    Part.RECEIVES: ("It receives details of families", "From a supplier of births, or from another council."),
    Part.GIVES: ("It gives details of families", "To its centres, or to another council."),
}
WITHS: Final = {
    With.SUPPLIER: (
        "A supplier that tells us of births",
        "A data sharing agreement. Both sides sign it; where the supplier is a health body its Caldicott Guardian approves first.",
    ),
    With.SUPPLIER_ARRIVALS: (
        "A supplier that tells us of families with a young child who have moved in",
        "A data sharing agreement of its own. Both sides sign it.",
    ),
    With.COUNCIL_GIVES: (
        "Another council, whose families move to us",
        "An agreement about families who move. Both councils sign it.",
    ),
    With.OWN_CENTRES: (
        "Centres that the council runs itself",
        "An internal instruction: the council decides everything, and signs alone. One instruction may cover them all.",
    ),
    With.PROCESSOR: (
        "An operator that runs centres and acts on our instructions only",
        "A processor contract (UK GDPR Article 28): the council decides, the operator carries out. Council and operators sign.",
    ),
    With.CONTROLLER: (
        "An operator that runs centres and decides for itself what to do with the details",
        "A controller agreement: the operator answers for its own use, on a task of its own. Council and operators sign.",
    ),
    With.COUNCIL_TAKES: (
        "Another council, to which our families move",
        "An agreement about families who move. Both councils sign it.",
    ),
}
LAWYER: Final = Tag("Needs a lawyer", Colour.ORANGE)
SUGGESTED: Final = Tag("Suggested", Colour.YELLOW)

NOT_DRAFTED: Final = {
    NotDrafted.UNKNOWN_COUNCIL: "This council is not entered here. Ask whoever runs Right Start",
    NotDrafted.UNKNOWN_GIVER: "The organisation that gives is not entered here. Select another one",
    NotDrafted.WRONG_GIVER: "The organisation that gives cannot give here. Select another one",
    NotDrafted.UNKNOWN_RECIPIENT: "An organisation that receives is not entered here. Select another one",
    NotDrafted.WRONG_RECIPIENT: "Select centres of your own council only",
    NotDrafted.NO_RECIPIENT: "Select at least one centre",
    NotDrafted.WRONG_KIND: "This kind of agreement is not one for this way of sharing. Select whom it is with again",
    NotDrafted.OTHER_PARTIES: "There is an agreement under this reference already. Enter another one, or draft its next version",
    NotDrafted.FORBIDDEN_ITEM: "Take out the NHS number: no centre may ever be given it",
    NotDrafted.DATES: "The last day and the review must come after the first day",
    NotDrafted.DAYS: "The earliest day must not be after the target, and the supplier’s word must be allowed at least a day of age",
    NotDrafted.FREQUENCY: "Select how often: daily, weekly, fortnightly or monthly",
    NotDrafted.NO_SUCH_CODE: "Select one of the choices",
    NotDrafted.MONTHS: "Enter a number of months from 1 to 312",
    NotDrafted.CONTACTS: "Each contact is an office of one of the parties, with an e-mail address or a telephone number",
    NotDrafted.NOT_A_PDF: "Choose a PDF: this file is none",
    NotDrafted.STATISTICS_ONLY: "Births statistics files are never for contacting anybody, whatever else is cited beside them",
    NotDrafted.ONLY_BOUNDS: "What is cited only sets limits and gives no ground to share. Add a law that gives one",
    NotDrafted.NOT_COMMENCED: (
        "This law has not begun by the first day, or was not seen to have begun. Add another one that carries the sharing by itself"
    ),
    NotDrafted.HEALTH_SERVICE_ONLY: (
        "What is received under section 269 may be used for the health service only (s.269(12)), and a centre’s first contact is "
        "none of its functions. Add another law that carries the sharing by itself"
    ),
    NotDrafted.NOT_FOR_COUNCILS: "This ground is not open to councils that carry out their tasks. Add another one",
}
NOT_TAKEN: Final = {
    NotTaken.UNKNOWN: "It is not here any more. Somebody may have confirmed it, or dropped it",
    NotTaken.NO_PAPER: "Choose the signed PDF",
    NotTaken.TOO_LARGE: "Choose a PDF of at most 20 MB",
    NotTaken.ENDED: "The last day is over. Nothing can flow under an agreement that has ended",
    NotTaken.MIXED: "Select one supplier, or one or more of your own centres, and not both",
    NotTaken.SIGNATURES: "Say for each side who signed it and when",
    NotTaken.FUTURE: "The day of a signature cannot be in the future",
    NotTaken.AFTER_ITS_END: "It was signed after its last day. Check the days",
}
NOT_SIGNED: Final = {
    NotSigned.UNKNOWN: "There is no such agreement",
    NotSigned.NOT_A_PARTY: "This organisation does not sign this agreement",
    NotSigned.NOT_PROPOSED: "It is not put to both sides yet",
    NotSigned.ALREADY_SIGNED: "It is signed already",
    NotSigned.ALREADY_APPROVED: "It is approved already",
    NotSigned.NOT_APPROVED: "The Caldicott Guardian has not approved it",
    NotSigned.WRONG_ROLE: "A director, a senior information risk owner or a director of the other side must have signed",
    NotSigned.OTHER_DOCUMENT: "The PDF is another one by now. Open the page again",
    NotSigned.NOT_ON_PAPER: "There is no paper beside it",
    NotSigned.INCOMPLETE: "Something that the entry must say is still blank",
    NotSigned.ENDED: "It has ended",
}
TABLES: Final = (ASKED, PARTS, WITHS, NOT_DRAFTED, NOT_TAKEN, NOT_SIGNED)
