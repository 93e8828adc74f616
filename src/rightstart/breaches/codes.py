"""What people say of a breach, in codes and never in words of their own, which could tell of somebody; pure."""

from enum import StrEnum


class Opened(StrEnum):
    """What opened an entry of the log."""

    NOT_OURS = "not-ours"
    CALLED_BACK = "called-back"
    BY_HAND = "by-hand"


class Sort(StrEnum):
    """What an entry is about."""

    NOT_OURS = "not-ours"
    CALL_BACK = "call-back"
    CONSIGNMENT = "consignment"
    CENTRE = "centre"
    BIRTH = "birth"


class Kind(StrEnum):
    """What broke (Art 4(12))."""

    CONFIDENTIALITY = "confidentiality"
    INTEGRITY = "integrity"
    AVAILABILITY = "availability"


class Cause(StrEnum):
    SUPPLIER_FILE = "supplier-file"
    LATE_WORD = "late-word"
    WRONG_ADDRESS = "wrong-address"
    WRONG_RECIPIENT = "wrong-recipient"
    SAFEGUARD_MISSED = "safeguard-missed"
    LOST = "lost"
    LOOKED_UP = "looked-up"
    BROKEN_INTO = "broken-into"
    SYSTEM_FAULT = "system-fault"
    OTHER = "other"


class Risk(StrEnum):
    """To the rights and freedoms of people, by a person's word."""

    UNLIKELY = "unlikely"
    RISK = "risk"
    HIGH = "high"


class Consequence(StrEnum):
    """What may come of it for people (Art 33(3)(c))."""

    DISTRESS = "distress"
    FOUND = "found"
    UNWANTED_CONTACT = "unwanted-contact"
    FAMILY_CONFLICT = "family-conflict"
    MISUSE = "misuse"
    HELP_MISSED = "help-missed"
    NONE = "none"


class Measure(StrEnum):
    """What was done about it (Art 33(3)(d))."""

    CALLED_BACK = "called-back"
    DESTROYED = "destroyed"
    STOPPED = "stopped"
    LETTERS_STOPPED = "letters-stopped"
    SUPPLIER_TOLD = "supplier-told"
    RECIPIENTS_TOLD = "recipients-told"
    SUSPENDED = "suspended"
    CAUSE_MENDED = "cause-mended"
    FAMILY_SAFE = "family-safe"


class NotBreach(StrEnum):
    """Why something is no breach of this council's."""

    NOTHING_SEEN = "nothing-seen"
    RIGHT_THEN = "right-then"
    SUPPLIERS_OWN = "suppliers-own"
    AS_AGREED = "as-agreed"
    NO_PERSONAL_DATA = "no-personal-data"
    DRILL = "drill"


class NotNotified(StrEnum):
    """Why the regulator need not be told."""

    UNLIKELY_RISK = "unlikely-risk"
    OTHER_CONTROLLER = "other-controller"


class Late(StrEnum):
    """Why the regulator is told later than 72 hours after it was known (Art 33(1) demands reasons)."""

    FACTS_MISSING = "facts-missing"
    OTHERS_LATE = "others-late"
    NOT_RECOGNISED = "not-recognised"
    NOBODY_THERE = "nobody-there"
    RISK_ROSE = "risk-rose"


class Way(StrEnum):
    """How people are told."""

    HEALTH_VISITOR = "health-visitor"
    LETTER = "letter"
    TELEPHONE = "telephone"
    IN_PERSON = "in-person"
    PUBLIC = "public"


class NotTold(StrEnum):
    """Why people are not told (Art 34(1) and (3); Data Protection Act 2018, Schs 2 and 3)."""

    NOT_HIGH = "not-high"
    UNREADABLE = "unreadable"
    RISK_GONE = "risk-gone"
    SERIOUS_HARM = "serious-harm"
    OTHER_CONTROLLER = "other-controller"


class Advice(StrEnum):
    """What the data protection officer advises; the council decides."""

    NO_BREACH = "no-breach"
    KEEP_IN_LOG = "keep-in-log"
    NOTIFY = "notify"
    NOTIFY_AND_TELL = "notify-and-tell"
