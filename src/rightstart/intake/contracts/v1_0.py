"""The feed contract 1.0: every column with its form, note and example, and the columns that are never taken."""

from typing import Final

from rightstart.intake.contract import Attestation, Column, Contract, Form, Kind
from rightstart.terms import Item

_DATE = "YYYY-MM-DD, DD/MM/YYYY or YYYYMMDD"
COLUMNS: Final = (
    Column("record_id", Form.RECORD_ID, "your own id of the birth record, the same after corrections, up to 64 characters",
           "EXAMPLE-0001", must=True, longest=64),
    Column("action", Form.CODE, "new (default), correct or withdraw", "new", codes=("new", "correct", "withdraw")),
    Column("baby_surname", Form.TEXT, "the baby's surname", "Example", must=True, item=Item.BABY_SURNAME),
    Column("born_on", Form.DATE, f"date of birth: {_DATE}", "2026-10-05", must=True, item=Item.BORN_ON),
    Column("address_line_1", Form.TEXT, "first line of the home address", "12 Example Street", must=True,
           item=Item.ADDRESS),
    Column("address_line_2", Form.TEXT, "second line", "Exampleton", item=Item.ADDRESS),
    Column("address_line_3", Form.TEXT, "third line", item=Item.ADDRESS),
    Column("address_line_4", Form.TEXT, "fourth line", item=Item.ADDRESS),
    Column("postcode", Form.POSTCODE, "postcode of the home; ZZZSECUR for a protected address", "HX1 1UJ", must=True,
           item=Item.POSTCODE),
    Column("contact", Form.CODE, "blank where nothing is known against contact; hold; died. No reason is asked for",
           codes=("hold", "died")),
    Column("outcome", Form.CODE, "live or stillbirth; may be left out where live births only is attested", "live",
           unless=Attestation.LIVE_ONLY, codes=("live", "stillbirth")),
    Column("parent_name", Form.TEXT, "whom to write to; else Parent or carer", "Alex Example", item=Item.PARENT_NAME),
    Column("baby_forename", Form.TEXT, "for recognising only; blank where not named yet", item=Item.BABY_FORENAME),
    Column("birth_order", Form.COUNT, "1 to 9, where more than one baby was born", item=Item.CONFINEMENT),
    Column("births_in_confinement", Form.COUNT, "1 to 9, where more than one baby was born", item=Item.CONFINEMENT),
    Column("nhs_number", Form.NHS_NUMBER, "the baby's, ten digits; for matching only", "999 000 0018",
           item=Item.NHS_NUMBER),
    Column("uprn", Form.UPRN, "unique property reference number, up to 12 digits", item=Item.ADDRESS),
    Column("address_kind", Form.CODE, "usual (default), discharge or temporary", "usual", item=Item.ADDRESS,
           codes=("usual", "discharge", "temporary")),
    Column("address_until", Form.DATE, f"last day at a discharge or temporary address: {_DATE}", item=Item.ADDRESS),
    Column("hv_seen_on", Form.DATE, f"date of the health visitor's new birth visit: {_DATE}", "2026-10-16",
           item=Item.HV_SEEN_ON),
    Column("told_on", Form.DATE, f"date when the parent was told of this sharing: {_DATE}", "2026-10-06",
           unless=Attestation.OBJECTORS, item=Item.TOLD_ON),
    Column("objection", Form.CODE, "yes or no", "no", unless=Attestation.OBJECTORS, codes=("yes", "no")),
    Column("language", Form.LANGUAGE, "preferred language as a BCP 47 tag: en, ur, pl", "en", item=Item.LANGUAGE),
    Column("interpreter", Form.CODE, "yes or no", "no", item=Item.INTERPRETER, codes=("yes", "no")),
    Column("phone", Form.PHONE, "only where the agreement lists it", item=Item.PHONE),
    Column("email", Form.EMAIL, "only where the agreement lists it", item=Item.EMAIL),
)  # fmt: skip

# Clinical and social columns that are never taken, by the spellings in use; matched on the header's key.
REFUSED: Final = {
    "birth weight": r"weight|(^|_)bwt?(_|$)",
    "gestation": r"gestat|(^|_)ga(_|$)|weeks_pregnan",
    "Apgar score": r"apgar",
    "abnormality": r"abnormal|anomal|congenital|malform",
    "delivery type": r"(delivery|birth)_(type|method|mode)|(type|method|mode)_of_(delivery|birth)|caesarean|forceps",
    "ethnicity": r"ethnic|(^|_)race(_|$)",
    "religion": r"religio|(^|_)faith(_|$)",
    "occupation": r"occupation|employment|(^|_)job(_|$)",
    "marital status": r"marital|married|civil_partner",
    "GP": r"(^|_)gps?(_|$)|general_practi|(^|_)practice(_|$)|surgery",
    "mother's NHS number or date of birth": (
        r"(mother|maternal|mum|(^|_)mat)s?_?.*(nhs|dob|birth|born|(^|_)age(_|$))|(nhs|dob|birth).*(mother|maternal|mum)"
    ),
    "social-care status": (
        r"social_?(care|work|service)|child_protection|looked_after|child_in_need|safeguard|(^|_)(lac|cpp?|cin)(_|$)"
    ),
}

# A family that moves in is met until the child is five; a status file speaks of both.
WINDOW_DAYS: Final = {Kind.BIRTHS: 400, Kind.STATUS: 1_827, Kind.ARRIVALS: 1_827}

V1_0: Final = Contract("1.0", COLUMNS, REFUSED, WINDOW_DAYS, share_limit=0.30)
