"""Hides how the agreement reads: every heading of the Information Commissioner's checklist for data sharing agreements; pure."""

from collections.abc import Iterable
from typing import Final

from rightstart.agreements.kit import words
from rightstart.agreements.kit.justified import justified
from rightstart.agreements.kit.words import stated
from rightstart.agreements.rules import Hop, InstrumentKind
from rightstart.agreements.wording import Statement
from rightstart.engine.paper import Block, Heading, Paper, Paragraph

OTHER_CONTROLLER: Final = {
    InstrumentKind.DATA_SHARING: "Yes. Each side decides for itself what the details are for, and answers for its own part.",
    InstrumentKind.ARRIVALS_SHARING: "Yes. Each side decides for itself what the details are for, and answers for its own part.",
    InstrumentKind.INTERNAL_INSTRUCTION: "No. The centres are the council’s own: the council alone decides and answers.",
    InstrumentKind.PROCESSOR_CONTRACT: "No. The council decides; whoever runs the centre acts for it and on its written "
    "instructions. A contract with a processor must say all that UK GDPR Article 28(3) lists. This entry does not hold those "
    "terms: keep them in a contract beside this paper.",
    InstrumentKind.CONTROLLER_AGREEMENT: "Yes. Whoever runs the centre decides for itself what the details are for, and answers "
    "for its own part.",
}


def agreement(one: Statement) -> Paper:
    """The agreement of the parties, drawn from its entry."""
    blocks = (*words.preface(one), *_purpose(one), *_items(one), *_basis(one), *_rights(one), *_governance(one))
    title = f"{words.kind(one)}: {one.giver.name} and {words.takers(one)}"
    return words.paper(one, title, (*blocks, *_further(one), *justified(one), *_signatures(one)))


def _purpose(one: Statement) -> Iterable[Block]:
    giver, taker = one.giver.name, words.takers(one)
    yield Heading("Purpose of the sharing")
    yield stated(one, "purpose")
    yield stated(one, "giver_task", f"The task of {giver}")
    yield stated(one, "taker_task", f"The task of {taker}")
    yield Heading("The organisations in it")
    yield Paragraph(f"Who gives: {giver} ({one.giver.code}).", (words.PARTIES,))
    yield Paragraph(
        f"Who receives: {words.together([f'{taker.name} ({taker.code})' for taker in one.takers])}.", (words.PARTIES,)
    )
    if one.hop is Hop.COUNCIL_TO_CENTRE:
        yield Paragraph(f"The council: {one.council.name} ({one.council.code}).", (words.PARTIES,))
    yield stated(one, "giver_operator", f"Who runs it for {giver}")
    yield stated(one, "taker_operator", f"Who runs it for {taker}")
    yield Heading("Whether it is with another controller")
    yield Paragraph(OTHER_CONTROLLER[one.kind], (words.KIND,))


def _items(one: Statement) -> Iterable[Block]:
    yield Heading("Data items")
    yield Paragraph("These details are shared, and no others. What is not listed is neither taken in nor handed over.")
    yield words.items_table(one)


def _basis(one: Statement) -> Iterable[Block]:
    giver, taker = one.giver.name, words.takers(one)
    yield Heading("Lawful basis")
    yield stated(one, "lawful_basis", "The basis that the parties name")
    yield stated(one, "giver_gateway", f"The law by which {giver} gives")
    yield stated(one, "taker_gateway", f"The law by which {taker} receives")
    yield stated(one, "giver_confidentiality", f"The position of {giver} on confidentiality")
    yield stated(one, "taker_confidentiality", f"The position of {taker} on confidentiality")
    yield Paragraph(
        "What those texts say, as they were read for this product. Whether they carry this sharing is for the parties."
    )
    yield from words.law(one)
    yield Heading("Special category data")
    yield stated(one, "special_category", "Condition in UK GDPR Article 9")
    yield stated(one, "dpa_condition", "Condition in the Data Protection Act 2018, Schedule 1")


def _rights(one: Statement) -> Iterable[Block]:
    yield Heading("Access and individual rights")
    yield stated(one, "informed_by", "Who informs parents")
    yield stated(one, "informed_how", "How parents are informed")
    yield stated(one, "objections", "How parents may object")
    yield Paragraph(
        "Parents may ask either party what is held about them, to have it put right, and to complain. Which party answers, and "
        "within which time, the entry does not say: agree on it, and keep it in your procedures."
    )


def _governance(one: Statement) -> Iterable[Block]:
    yield Heading("Governance")
    yield from _coming(one)
    yield Heading("Who is contacted, and when", 3)
    yield stated(one, "exclusions", "Who is left out")
    yield stated(one, "earliest_contact_day", "Earliest day of contact, in days after birth")
    yield stated(one, "visit_opens", "Whether the health visitor’s visit opens contact earlier")
    yield stated(one, "target_day", "Day after birth by which contact is aimed for")
    yield stated(one, "first_contact", "How first contact is made")
    yield Heading("How they are kept", 3)
    yield stated(one, "security", "Security")
    yield stated(one, "retention_months", "Months after birth for which families never reached are kept")
    yield stated(one, "retention", "How long all else is kept")
    yield Heading("How long it lasts, and how it ends", 3)
    yield stated(one, "from_on", "First day")
    yield stated(one, "review_on", "Day of review; after it nothing moves until it has been reviewed")
    yield stated(one, "ends_on", "First day without it")
    yield stated(one, "exit_rule", "What becomes of families contacted, at the end")
    yield stated(one, "exit_clause", "Exit clause")


def _coming(one: Statement) -> Iterable[Block]:
    """How files come; a council hands its own centres no files, so what the entry has for them is told apart."""
    inside = one.hop is Hop.COUNCIL_TO_CENTRE
    yield Heading("How good the details are" if inside else "How the details come, and how good they are", 3)
    yield stated(one, "freshness_days", "Days for which the supplier’s last word may be relied on")
    if inside:
        yield Paragraph(
            "The next four stand in every entry. They are about files, and have no effect from a council to a centre."
        )
    yield stated(one, "frequency", "How often files come")
    yield stated(one, "contract", "Version of the feed contract, which sets the form of the files")
    yield Paragraph("The supplier confirms for each file:")
    yield words.attested(one)
    yield stated(one, "tells_back", "Whether the supplier is told of returned letters and corrections")


def _further(one: Statement) -> Iterable[Block]:
    yield Heading("Further details")
    yield stated(one, "dpia_reference", "Data protection impact assessment")
    yield stated(one, "dpia_on", "Date of that assessment")
    yield Paragraph("Whom to turn to, by office:")
    yield words.contacts(one)


def _signatures(one: Statement) -> Iterable[Block]:
    yield Heading("Signatures")
    yield Paragraph(
        "Who signs, and when, is kept in the register of agreements with its proof, and not on this paper.",
        (words.PARTIES,),
    )
