"""Hides what a page is called to a manager who reads who saw a family there."""

from typing import Final

PAGES: Final = {
    "worklist": "Worklist",
    "worklist_search": "Search on the worklist",
    "family": "Family page",
    "changed": "Something has changed",
    "referred": "Noted a referral",
    "joined": "Families who joined",
    "join": "Joining and after",
    "attend": "Joining and after",
    "export-families": "File for another system",
    "notices": "Notices",
    "make-letters": "Made letters",
    "print-letters": "Printed letters",
    "take-sheet": "Took a visit sheet",
    "preview-letter": "Preview of a letter",
    "covered": "List of a centre that covers",
    "covered-family": "Family page of a centre that covers",
    "elsewhere": "Opened from another centre",
}
OTHER: Final = "Another page"
