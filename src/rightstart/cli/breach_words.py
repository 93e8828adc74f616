"""What the commands about breaches say of coded answers; what the codes of a breach mean stands in `breaches/wording.py`."""

from typing import Final

from rightstart.breaches.log import NotOpened

NOT_OPENED: Final = {
    NotOpened.UNKNOWN: "The council's log has no such entry.",
    NotOpened.UNKNOWN_BIRTH: "The council has no birth with this reference.",
    NotOpened.UNKNOWN_CONSIGNMENT: "The council has no file with this reference.",
    NotOpened.UNKNOWN_CENTRE: "The council has no centre with this code.",
    NotOpened.DAYS: "The last day comes before the first.",
    NotOpened.NOT_YET: "Nobody can have known of it in the future.",
    NotOpened.CLOSED: "This entry is closed: open another one.",
}
TABLES: Final = (NOT_OPENED,)
