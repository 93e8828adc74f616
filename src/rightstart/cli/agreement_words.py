"""What the commands say where an agreement is not drafted, signed or changed."""

from typing import Final

from rightstart.agreements.sign import NotChanged, NotSigned
from rightstart.agreements.wording import NotDrafted

NOT_DRAFTED: Final = {
    NotDrafted.UNKNOWN_COUNCIL: "There is no council with this code.",
    NotDrafted.UNKNOWN_GIVER: "There is no organisation with the giver's code.",
    NotDrafted.WRONG_GIVER: "On hop 1 a supplier gives, on hop 2 the council itself.",
    NotDrafted.UNKNOWN_RECIPIENT: "There is no organisation with one of the recipients' codes.",
    NotDrafted.WRONG_RECIPIENT: "On hop 1 the council receives, on hop 2 centres of that council.",
    NotDrafted.NO_RECIPIENT: "It names no centre that receives.",
    NotDrafted.WRONG_KIND: "This kind of instrument is not one for this hop.",
    NotDrafted.OTHER_PARTIES: "The agreement with this reference is between others, or of another kind. Take another one.",
    NotDrafted.FORBIDDEN_ITEM: "It lists an item that no centre may ever be given (the NHS number).",
    NotDrafted.DATES: "It ends, or is due for review, before it begins.",
    NotDrafted.FREQUENCY: "Its frequency is none of daily, weekly, fortnightly and monthly.",
    NotDrafted.NO_SUCH_CODE: "A position on confidentiality, who informs parents, or the exit rule is none of those there are.",
    NotDrafted.MONTHS: "Families never reached are kept for at least a month, and not for longer than 26 years.",
    NotDrafted.CONTACTS: "A contact is no party to it, or has neither an e-mail address nor a telephone number.",
    NotDrafted.NOT_A_PDF: "The signed paper is not a PDF.",
    NotDrafted.STATISTICS_ONLY: "It cites births statistics files. They are never for contacting anybody.",
    NotDrafted.ONLY_BOUNDS: "One side cites bounds only. It must cite a ground too: see `rightstart agreement gateways`.",
    NotDrafted.NOT_COMMENCED: "One side rests on a law alone that has not begun, or was not seen to. Cite another ground too.",
    NotDrafted.HEALTH_SERVICE_ONLY: (
        "One side rests on s.269 alone, which may be used for functions of the health service only (s.269(12)), and a "
        "centre's first contact is none. Cite another ground too."
    ),
    NotDrafted.NOT_FOR_COUNCILS: "A council rests on a ground alone that is not open to councils. Cite another one too.",
    NotDrafted.DAYS: "Its days do not fit: earliest contact is not after the target, and freshness at least a day.",
}

NOT_SIGNED: Final = {
    NotSigned.UNKNOWN: "There is no such version of an agreement with this reference.",
    NotSigned.NOT_A_PARTY: "This organisation is not one that signs this agreement.",
    NotSigned.NOT_PROPOSED: "It is a draft still. A party proposes it first: rightstart agreement propose.",
    NotSigned.ALREADY_SIGNED: "This organisation has signed already.",
    NotSigned.ALREADY_APPROVED: "It has been approved already.",
    NotSigned.NOT_APPROVED: "The Caldicott Guardian of this organisation has not approved it yet.",
    NotSigned.WRONG_ROLE: "This role does not sign: a senior information risk owner or a director does.",
    NotSigned.OTHER_DOCUMENT: "This is not the document that was proposed: give the very same file.",
    NotSigned.NOT_ON_PAPER: (
        "It was not drafted beside a signed PDF. On the site a person with the role signs it: Agreements, then its reference."
    ),
    NotSigned.INCOMPLETE: "The agreement leaves out something that it must say. Draft the next version.",
    NotSigned.ENDED: "The agreement has ended. Draft the next version.",
}

NOT_CHANGED: Final = {
    NotChanged.UNKNOWN: "There is no agreement with this reference, or no such version of it.",
    NotChanged.NOT_A_PARTY: "This organisation is not one that signs this agreement.",
    NotChanged.INCOMPLETE: "The agreement leaves out something that it must say. Draft the next version.",
    NotChanged.ALREADY_PROPOSED: "This version has been proposed already. Each party signs it now.",
    NotChanged.NOTHING_SIGNED: "No version of it is signed, so there is nothing to suspend.",
    NotChanged.ALREADY_SUSPENDED: "This organisation has suspended it already.",
    NotChanged.NOT_SUSPENDED: "This organisation has not suspended it. A suspension is lifted by whoever made it.",
    NotChanged.ALREADY_ENDED: "It has ended by then already.",
    NotChanged.IN_THE_PAST: "An agreement cannot be ended for a day that is over.",
}

TABLES: Final = (NOT_DRAFTED, NOT_SIGNED, NOT_CHANGED)
