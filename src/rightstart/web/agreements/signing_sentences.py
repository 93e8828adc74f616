"""What the pages of one agreement say of acts, signatures, advice, comments and links."""

from typing import Final

from rightstart.agreements.by_link import MOST_TRIES, NoCode, WrongCode
from rightstart.agreements.inviting import NotInvited
from rightstart.agreements.remarks import MOST_WORDS, NotRemarked
from rightstart.agreements.reviewing import Happening, Manner
from rightstart.agreements.sign import NotSigned
from rightstart.agreements.states import Advice
from rightstart.web.components import Colour, Tag

HAPPENINGS: Final = {
    Happening.PROPOSED: "Put to signature",
    Happening.APPROVED: "Approved",
    Happening.SIGNED: "Signed",
    Happening.SUSPENDED: "Suspended",
    Happening.RESUMED: "Resumed",
    Happening.ENDED: "Ended",
}
MANNERS: Final = {
    Manner.HERE: "signed in here",
    Manner.LINK: "by a link sent to its office",
    Manner.PAPER: "by hand, on paper",
    Manner.ENTERED: "entered by whoever runs Right Start",
}
ADVICE: Final = {
    Advice.GO_AHEAD: "Go ahead",
    Advice.WITH_CHANGES: "Go ahead only with changes",
    Advice.AGAINST: "Do not go ahead",
}
ADVICE_TAGS: Final = {
    Advice.GO_AHEAD: Tag(ADVICE[Advice.GO_AHEAD], Colour.GREEN),
    Advice.WITH_CHANGES: Tag(ADVICE[Advice.WITH_CHANGES], Colour.ORANGE),
    Advice.AGAINST: Tag(ADVICE[Advice.AGAINST], Colour.RED),
}
NOT_SIGNED: Final = {
    NotSigned.UNKNOWN: "There is no such agreement.",
    NotSigned.NOT_A_PARTY: "Your organisation is not one that does this for this agreement.",
    NotSigned.NOT_PROPOSED: "It has not been put to signature yet. Nobody signs what is still being written.",
    NotSigned.ALREADY_SIGNED: "Your organisation has signed it already.",
    NotSigned.ALREADY_APPROVED: "Your organisation’s Caldicott Guardian has approved it already.",
    NotSigned.NOT_APPROVED: "Your Caldicott Guardian approves it first. You are told when that is done.",
    NotSigned.WRONG_ROLE: "Your role does not do this for your organisation.",
    NotSigned.OTHER_DOCUMENT: "The document is another one than you were shown. Nothing was signed. Read the one below, "
    "and decide again.",
    NotSigned.NOT_ON_PAPER: "It was not signed on paper.",
    NotSigned.INCOMPLETE: "It leaves out something that it must say, so it cannot be signed. Have the next version drafted.",
    NotSigned.ENDED: "It is over, so it cannot be signed. Have the next version drafted.",
}
NOT_REMARKED: Final = {
    NotRemarked.UNKNOWN: "There is no such agreement",
    NotRemarked.NOT_A_PARTY: "Your organisation is not a party to this agreement",
    NotRemarked.NO_WORDS: "Enter your comment",
    NotRemarked.TOO_LONG: f"Write at most {MOST_WORDS:,} characters",
    NotRemarked.SOMEBODY: "Take out names, numbers, postcodes and e-mail addresses: write of offices and systems, not of people",
}
NOT_INVITED: Final = {
    NotInvited.UNKNOWN: "There is no such agreement",
    NotInvited.NOT_THE_COUNCIL: "The council of the agreement sends these links, and yours is not it",
    NotInvited.NOT_A_PARTY: "Select a party to this agreement",
    NotInvited.OWN: "Your own people sign in. Ask whoever runs Right Start for an account",
    NotInvited.WRONG_ROLE: "Select a role that this party has",
    NotInvited.HAS_ACCOUNT: "Somebody there holds this role and can sign in. They are told by e-mail when it is their turn",
    NotInvited.NO_ADDRESS: "Enter an e-mail address in the correct format, like office@example.org",
    NotInvited.OVER: "This version is over. Nobody can sign it any more",
    NotInvited.NO_MAIL: "No mail server is set up here, so no link can be sent. Tell whoever runs Right Start",
    NotInvited.NOT_SENT: "The mail server did not take the message. No link was made. Check the address and try again",
}
NO_CODE: Final = {
    NoCode.UNKNOWN: "This link does not open anything.",
    NoCode.NOT_OF_ROLE: "Your role reads and comments. It signs nothing.",
    NoCode.TOO_SOON: "A code was sent a moment ago. Look into your mailbox, or ask again in a minute.",
    NoCode.TOO_MANY: "No more codes are sent for this link. Ask the council for a new link.",
    NoCode.NOT_SENT: "The mail server did not take the message. Try again in a few minutes.",
}
WRONG_CODE: Final = {
    WrongCode.UNKNOWN: "This link does not open anything",
    WrongCode.WRONG: "The code is not right. Check it and try again",
    WrongCode.NONE: "There is no code that is still good. Ask for a new one",
    WrongCode.SPENT: f"That code is used up, or was wrong {MOST_TRIES} times. Ask for a new one",
}
TABLES: Final = (HAPPENINGS, MANNERS, ADVICE, ADVICE_TAGS, NOT_SIGNED, NOT_REMARKED, NOT_INVITED, NO_CODE, WRONG_CODE)
