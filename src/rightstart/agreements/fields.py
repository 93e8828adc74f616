"""What each thing that an agreement says is called in plain words, and how its value reads; pure."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from rightstart.agreements.citing import in_names
from rightstart.agreements.rules import ExitRule, FirstContact, InstrumentKind
from rightstart.agreements.wording import Confidentiality, Contact, Informer
from rightstart.directory.rules import RoleKind
from rightstart.terms import Item, day_in_words

# In the order in which a reader wants them: why, on which ground, what, when, how it is kept, how it ends.
LABELS: Final[Mapping[str, str]] = {
    "purpose": "purpose",
    "giver_task": "task of who gives",
    "giver_gateway": "legal gateway of who gives",
    "giver_confidentiality": "position of who gives on confidentiality",
    "giver_operator": "who runs it for who gives",
    "taker_task": "task of who receives",
    "taker_gateway": "legal gateway of who receives",
    "taker_confidentiality": "position of who receives on confidentiality",
    "taker_operator": "who runs it for who receives",
    "lawful_basis": "lawful basis",
    "special_category": "condition for health data (UK GDPR Article 9)",
    "dpa_condition": "condition in the Data Protection Act 2018, Schedule 1",
    "items": "items",
    "attests": "what the supplier confirms for each file",
    "contract": "version of the feed contract",
    "frequency": "how often",
    "tells_back": "whether the supplier is told of returned letters and corrections",
    "earliest_contact_day": "earliest day of contact after birth",
    "visit_opens": "whether the health visitor’s visit opens contact earlier",
    "target_day": "day after birth by which contact is aimed for",
    "freshness_days": "how many days old the supplier’s word may be",
    "first_contact": "how first contact is made",
    "exclusions": "who is left out",
    "informed_by": "who informs parents",
    "informed_how": "how parents are informed",
    "objections": "how parents may object",
    "retention_months": "months for which families never reached are kept",
    "retention": "how long all else is kept",
    "security": "security",
    "exit_rule": "what becomes of families contacted, at the end",
    "exit_clause": "exit clause",
    "dpia_reference": "reference of the data protection impact assessment",
    "dpia_on": "date of the data protection impact assessment",
    "contacts": "contacts by role",
    "paper": "signed paper beside the entry",
    "from_on": "first day",
    "ends_on": "first day without it",
    "review_on": "day of review",
}
ITEMS: Final[Mapping[Item, str]] = {
    Item.BABY_SURNAME: "baby’s surname",
    Item.BABY_FORENAME: "baby’s forename",
    Item.BORN_ON: "date of birth",
    Item.PARENT_NAME: "whom to write to",
    Item.ADDRESS: "address",
    Item.POSTCODE: "postcode",
    Item.CONFINEMENT: "number of babies",
    Item.NHS_NUMBER: "NHS number (for matching only)",
    Item.HV_SEEN_ON: "health visitor’s first visit",
    Item.TOLD_ON: "when the parent was told",
    Item.LANGUAGE: "language",
    Item.INTERPRETER: "interpreter needed",
    Item.PHONE: "telephone",
    Item.EMAIL: "email",
}
CONFIDENTIALITY: Final[Mapping[Confidentiality, str]] = {
    Confidentiality.NOT_CONFIDENTIAL: "the details are not held in confidence",
    Confidentiality.CONSENT: "parents consent",
    Confidentiality.LEGAL_AUTHORITY: "the law authorises it",
    Confidentiality.PUBLIC_INTEREST: "an overriding public interest",
}
INFORMERS: Final[Mapping[Informer, str]] = {
    Informer.GIVER: "who gives",
    Informer.TAKER: "who receives",
    Informer.BOTH: "both sides",
    Informer.HEALTH_VISITOR: "the health visitor",
}
FIRST_CONTACTS: Final[Mapping[FirstContact, str]] = {
    FirstContact.LETTER_FIRST: "a letter first; a visit only after a reply or a referral",
    FirstContact.LETTER_THEN_VISIT: "a letter first; after it by any channel, also by a visit",
    FirstContact.ANY_BUT_VISIT: "by any channel; but a visit only after a reply or a referral",
    FirstContact.ANY_CHANNEL: "by any channel, also by a visit",
}
EXIT_RULES: Final[Mapping[ExitRule, str]] = {
    ExitRule.FINISH_CONTACTS: "contact that has begun may be finished; everything else is called back",
    ExitRule.RECALL_ALL: "everything is called back, also of families already contacted",
}
OFFICES: Final[Mapping[RoleKind, str]] = {
    RoleKind.SUPPLIER_SENDER: "who sends the files",
    RoleKind.DATA_STEWARD: "data steward",
    RoleKind.IG_LEAD: "information governance lead",
    RoleKind.SAFEGUARDING_LEAD: "safeguarding lead",
    RoleKind.SOCIAL_CARE: "social care",
    RoleKind.DIRECTOR: "director",
    RoleKind.SIRO: "senior information risk owner",
    RoleKind.SIGNING_DIRECTOR: "director who signs",
    RoleKind.CALDICOTT_GUARDIAN: "Caldicott Guardian",
    RoleKind.DATA_PROTECTION_OFFICER: "data protection officer",
    RoleKind.CENTRE_WORKER: "the centre’s workers",
    RoleKind.CENTRE_MANAGER: "the centre’s manager",
    RoleKind.ADMINISTRATOR: "administrator",
    RoleKind.MONITOR_VIEWER: "national monitor",
}
INSTRUMENTS: Final[Mapping[InstrumentKind, str]] = {
    InstrumentKind.DATA_SHARING: "Data sharing agreement",
    InstrumentKind.ARRIVALS_SHARING: "Agreement about families who move in",
    InstrumentKind.INTERNAL_INSTRUCTION: "Internal instruction",
    InstrumentKind.PROCESSOR_CONTRACT: "Processor contract",
    InstrumentKind.CONTROLLER_AGREEMENT: "Controller to controller agreement",
}
# By the codes of the feed contract.
ATTESTED: Final[Mapping[str, str]] = {
    "live_only": "Only live births are in the file",
    "deaths": "Babies known to have died are removed or marked",
    "protected": "Protected addresses are removed or marked",
    "adoptions": "Adoptions are removed or marked",
    "objectors": "Families that object are removed or marked, and the others were told",
}
_CODED: Final[Mapping[str, Mapping[str, str]]] = {
    "giver_confidentiality": {code.value: words for code, words in CONFIDENTIALITY.items()},
    "taker_confidentiality": {code.value: words for code, words in CONFIDENTIALITY.items()},
    "informed_by": {code.value: words for code, words in INFORMERS.items()},
    "first_contact": {code.value: words for code, words in FIRST_CONTACTS.items()},
    "exit_rule": {code.value: words for code, words in EXIT_RULES.items()},
}
_CITES: Final = frozenset({"giver_gateway", "taker_gateway", "lawful_basis", "special_category", "dpa_condition"})


def in_words(name: str, value: object) -> str:
    """The value of one term as people read it; empty where nothing is said."""
    match value:
        case None | "":
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return in_names(value) if name in _CITES else _CODED.get(name, {}).get(value, value)
        case int():
            return str(value)
        case date():
            return day_in_words(value)
        case frozenset():
            return ", ".join(words for _, words in sorted((one, _member(one)) for one in value))
        case tuple():
            return "; ".join(map(_contact, value))
        case _:
            raise TypeError(f"{name} has no words")


def _member(one: object) -> str:
    return ITEMS[one] if isinstance(one, Item) else str(one)


def _contact(one: Contact) -> str:
    return f"{OFFICES[one.role]} of {one.party}: {', '.join(filter(None, (one.email, one.telephone)))}"
