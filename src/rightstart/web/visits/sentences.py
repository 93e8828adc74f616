"""What the pages of visit sheets say: each table complete."""

from typing import Final

from rightstart.visits.rules import Form, State
from rightstart.visits.take import NotTaken
from rightstart.web.components import Colour, Tag

FORMS: Final = {
    Form.PDF: "Paper: a PDF to print",
    Form.CSV: "Table: CSV",
    Form.XLSX: "Table: Excel workbook",
}
NOT_TAKEN: Final = {
    NotTaken.NOBODY: "None of these families may be visited or rung at the moment. Look again tomorrow.",
    NotTaken.TOO_MANY: "Select at most {most} families. A sheet is for two days.",
    NotTaken.HALTED: "Everything is stopped at the moment. No sheet can be taken.",
}
STATES: Final = {
    State.OUT: Tag("May be kept", Colour.GREEN),
    State.OVER: Tag("Destroy it now", Colour.RED),
    State.DESTROYED: Tag("Destroyed", Colour.GREY),
}
