"""What an alert says, in an e-mail and on the page: the matter and the next step, and never anything about anybody."""

from typing import Final, NamedTuple

from rightstart.alerts.rules import AlertKind


class Words(NamedTuple):
    """`matter` ends an e-mail's subject and heads the line on the page; `step` is what to do now."""

    matter: str
    step: str


WORDS: Final = {
    AlertKind.CONSIGNMENT_HELD: Words(
        "A consignment is held", "Open its receipt: it names what must be settled before any row goes further."
    ),
    AlertKind.DELIVERY_OVERDUE: Words(
        "A delivery is overdue", "Send it, or a nil return if there was nothing. Ask the other side if you are waiting."
    ),
    AlertKind.STATUS_STALE: Words(
        "A supplier’s status has gone stale",
        "Nobody of this feed is contacted until the supplier sends its next file, status file or nil return.",
    ),
    AlertKind.QUARANTINE_OVERDUE: Words(
        "Rows in quarantine are overdue", "Correct them or send them back: until then nobody can act on them."
    ),
    AlertKind.ROW_REJECTED: Words(
        "A row came back to you", "Put it right as the reason says and send the record again."
    ),
    AlertKind.FAMILY_STOPPED: Words(
        "A family was stopped", "Possible matches are frozen. Confirm which family it is, and free the others."
    ),
    AlertKind.SOCIAL_CARE_ASKED: Words(
        "Births wait for social care’s check",
        "Say of each whether your team knows of anything against contact. Nobody is contacted before you do.",
    ),
    AlertKind.LIKE_SUPPRESSED: Words(
        "A birth looks like a child whom nobody may contact",
        "It is held. Compare it with what you know; two people end it if it is another family.",
    ),
    AlertKind.STOP_UNCONFIRMED: Words(
        "A stopped family is not confirmed yet", "Look at each possible match and say whether it is the family."
    ),
    AlertKind.MOVED_AWAY: Words(
        "A family has moved to another council",
        "Its centre was called back. Hand it to its new council where you agreed on that, or leave it to that one’s own feed.",
    ),
    AlertKind.MOVED_IN: Words("A family has moved in", "Another council handed it over. See what came with it."),
    AlertKind.RETURNED_MAIL: Words(
        "An address seems wrong",
        "A letter came back, or somebody else lives there. Contact to it has stopped. Look for another, or say there is none.",
    ),
    AlertKind.RETRACE_ANSWERED: Words(
        "There is an answer about an address", "Write to the new address, or close the family’s first contact."
    ),
    AlertKind.CORRECTION_OFFERED: Words(
        "A correction is offered to you", "See whether your own record should be put right."
    ),
    AlertKind.CALL_BACK_DUE: Words(
        "A family was called back from you", "Destroy every copy, on paper and elsewhere, and say so on your worklist."
    ),
    AlertKind.CALL_BACK_RING: Words(
        "Ring a centre today",
        "A family was called back and no copy may stay. Ring the centre now, and note what it says.",
    ),
    AlertKind.CALL_BACK_OVERDUE: Words(
        "A call-back is not answered",
        "Ring the centre’s manager: every copy must be destroyed, and a person must say so.",
    ),
    AlertKind.DOWNSTREAM_DUE: Words(
        "Another system has still to stop",
        "Tell its office, and note that all mailings for this family are stopped there.",
    ),
    AlertKind.DOWNSTREAM_RING: Words(
        "Ring another system’s office today",
        "All mailings for a family must stop there. Ring the office now, and note its answer.",
    ),
    AlertKind.DOWNSTREAM_OVERDUE: Words(
        "Another system has not stopped yet",
        "Ring the office that runs it: all mailings for this family must stop, and a person must say so.",
    ),
    AlertKind.LETTERS_READY: Words(
        "Letters wait to be printed", "Print the batch, look through it, and say when it is posted."
    ),
    AlertKind.LETTER_TO_STOP: Words(
        "A letter must not go out", "Open Letters: it says which one to take out of the pile, or to stop on its way."
    ),
    AlertKind.LETTER_OVERDUE: Words(
        "A letter that must not go out is not accounted for",
        "Find out where it is and note it on the page Letters: was it taken out, stopped on its way, or delivered?",
    ),
    AlertKind.HOLD_OVERDUE: Words(
        "Holds are due to be looked at again",
        "Look at each: it stays, or you ask for it to be lifted. Families wait meanwhile.",
    ),
    AlertKind.QUALITY_REPORT: Words("A quality report is ready", "See how the last month’s files were."),
    AlertKind.CANARY_LET_THROUGH: Words(
        "A made-up birth that must be held got through",
        "Everything of every council is stopped. See who was sent what, and let it go on only once the cause is mended.",
    ),
    AlertKind.CANARIES_MISSING: Words(
        "The gate could not be proved",
        "Made-up births that must come through did not, or the run broke off. Nothing is stopped: have whoever runs "
        "Right Start find out why.",
    ),
    AlertKind.REFUSAL_REVIEW_DUE: Words(
        "A decision not to share is due to be looked at again",
        "Open it: say that it stays, with the day of the next review, or end it. Until then it stands and nothing is shared.",
    ),
    AlertKind.AGREEMENT_ENDS: Words(
        "An agreement is about to end",
        "Nothing flows under it from that day on. Agree on the next version and have it signed before.",
    ),
    AlertKind.AGREEMENT_REVIEW: Words(
        "An agreement is to be reviewed",
        "Nothing flows under it once the day has passed. Review it together and have the next version signed before.",
    ),
    AlertKind.AGREEMENT_STOPPED: Words(
        "Nothing flows under an agreement any more",
        "It is suspended, its review is overdue, or it is over. See which, and what would let it flow again.",
    ),
    AlertKind.PARENTS_UNTOLD: Words(
        "Parents are to be told within a month",
        "Some were not, or have only days left. Open the page: it says whom, and why nobody has told them yet.",
    ),
    AlertKind.REQUEST_WAITS: Words(
        "A family has requested something",
        "Open it and take it over, or give it to whoever answers it. Its clock runs.",
    ),
    AlertKind.CORRECTION_TO_REVIEW: Words(
        "A parent says that a detail is wrong",
        "Look at what it should be. Accept it, and its supplier is told; or leave the detail as it is, with the reason.",
    ),
    AlertKind.GLASS_BROKEN: Words(
        "A centre opened a family of another centre",
        "See who, and for which reason. Ask them if the reason does not fit.",
    ),
    AlertKind.ACCESS_CHANGED: Words(
        "Somebody may now sign, lift or give roles",
        "Such a role was given, or who holds one was sent a new way in. Look whether that is right.",
    ),
    AlertKind.ACCESS_DUE: Words(
        "Roles are due to be looked at again",
        "Confirm for each person that they still need their roles, or end them.",
    ),
    AlertKind.ACCESS_OVERDUE: Words(
        "Roles have not been looked at for 90 days",
        "Confirm for each person that they still need their roles, or have them ended.",
    ),
    AlertKind.PERSON_COVERED: Words(
        "Families were taken from somebody who is not at work",
        "A colleague covers them, or they are everybody’s. See who is away and who covers, and change it if it does not fit.",
    ),
    AlertKind.CENTRE_SILENT: Words(
        "A centre is silent, and another one covers it",
        "Families wait there and nobody took a step. Ring the centre. The page says who covers and since when.",
    ),
    AlertKind.CENTRE_UNTOUCHED: Words(
        "Families of a silent centre are untouched",
        "Nobody works with them. Ring the centre, and name a centre that covers it. The page says how many wait.",
    ),
    AlertKind.LIST_UNREAD: Words(
        "Nobody has opened your worklist",
        "Families wait. Open it now: then no other centre covers yours. Your council has been told.",
    ),
    AlertKind.COVERING: Words(
        "Your centre covers another one",
        "Families wait there and nobody took a step. Open its list, start at the top, and record what you do.",
    ),
    AlertKind.SHEET_TO_STRIKE: Words(
        "A family must be struck out on a visit sheet",
        "It was called back. Whoever holds the sheet must not contact it. Strike it out now, and say so on Visit sheets.",
    ),
    AlertKind.SHEET_OVERDUE: Words(
        "The time of a visit sheet is over",
        "Destroy it and every copy, on paper and elsewhere, and say so on Visit sheets.",
    ),
    AlertKind.REQUEST_DUE: Words(
        "A family’s request is due",
        "It has days left, or is late. Open it: it says what is to be done next.",
    ),
    AlertKind.BREACH_CANDIDATE: Words(
        "A possible breach waits for you",
        "Open it and say what it is. The 72 hours within which the regulator may have to be told run already.",
    ),
    AlertKind.BREACH_DUE: Words(
        "The 72 hours of a breach run",
        "Decide whether the regulator is told, or say that it is no breach. The page says how many hours are left.",
    ),
    AlertKind.BREACH_OVERDUE: Words(
        "The 72 hours of a breach are over",
        "Tell the regulator now and say why it is late, or note why it need not be told.",
    ),
    AlertKind.FLOW_STOPPED: Words(
        "Your council’s agreement with you has stopped",
        "No family comes to you under it any more, and addresses are not shown. Your worklist says what to do with copies.",
    ),
    AlertKind.AGREEMENT_TO_APPROVE: Words(
        "An agreement waits for your approval",
        "Read it and its document, then approve it, or comment on what must change. Your organisation cannot sign before.",
    ),
    AlertKind.AGREEMENT_TO_SIGN: Words(
        "An agreement waits for your signature",
        "Read it and its document, then sign it, or comment on what must change. Nothing flows under it before.",
    ),
    AlertKind.AGREEMENT_TO_ADVISE: Words(
        "An agreement waits for your advice",
        "Read it and record what you advise: go ahead, with changes, or against. The parties decide.",
    ),
    AlertKind.AGREEMENT_COMMENT: Words(
        "Something was said about an agreement", "Read the comment or the advice, and answer it if it asks something."
    ),
    AlertKind.AGREEMENT_SIGNED: Words(
        "An agreement is signed by all who must", "It begins on its first day by itself. Nothing more is to be done."
    ),
}
