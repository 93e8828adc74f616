"""Hides where somebody stands in a draft: for which council, what is answered so far, and what the sides are called."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from rightstart.agreements import guiding
from rightstart.agreements.guiding import Answer, Answers, Flow, Question, With
from rightstart.agreements.rules import Hop
from rightstart.agreements.unfinished import UnfinishedRow
from rightstart.directory import people
from rightstart.directory.people import OrganisationRow
from rightstart.directory.rules import OrganisationKind
from rightstart.web.drafting.suggestions import suggested

# Until it is said who they are.
SIDES: Final = ("The side that gives", "The side that receives")


@dataclass(frozen=True)
class Place:
    """One draft in progress, seen by somebody of the council on a day."""

    row: UnfinishedRow
    own: OrganisationRow
    on: date
    days: Answer | None = None  # of a next version: what the newest one's days make of themselves

    @property
    def answers(self) -> Answers:
        return self.row.answers

    @property
    def next_version(self) -> bool:
        return bool(self.row.next_of)

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        return guiding.asked(self.answers, next_version=self.next_version)

    @cached_property
    def open(self) -> tuple[Question, ...]:
        return guiding.unanswered(self.answers, self.on, next_version=self.next_version)

    @cached_property
    def flow(self) -> Flow | None:
        return guiding.flow(self.answers, self.own.code)

    @cached_property
    def names(self) -> dict[str, str]:
        """The parties by code, where it is said who they are."""
        found = people.coded(self.flow.parties) if self.flow else {}
        return {code: one.name for code, one in found.items()} | {self.own.code: self.own.name}

    @property
    def sides(self) -> tuple[str, str]:
        """Who gives and who receives, by name; several centres together."""
        if self.flow is None:
            return SIDES
        takers = [self.names.get(code, code) for code in self.flow.recipients]
        receiving = takers[0] if len(takers) == 1 else "Each centre"
        return self.names.get(self.flow.giver, self.flow.giver), receiving

    @property
    def to_centre(self) -> bool:
        return (guiding.instrument(self.answers) or (None, None))[0] is Hop.COUNCIL_TO_CENTRE

    def suggested(self, question: Question) -> Answer:
        if question is Question.DAYS and self.days is not None:
            return self.days
        return suggested(question, self.answers, self.on)

    def to_start_from(self, question: Question) -> tuple[dict[str, Any], bool]:
        """What stands in a question's page at first, and whether some of it is a suggestion: what is said, else suggested."""
        said, suggestion = self.answers.get(question, {}), self.suggested(question)
        if question in self.answers and question not in self.open:
            return dict(said), False
        filled = {name: value for name, value in suggestion.items() if value and said.get(name) in (None, "", [])}
        return {**suggestion, **said, **filled}, bool(filled)

    def after(self, question: Question) -> Question | None:
        """The question that comes next; None where the answers are to be checked."""
        later = self.asked[self.asked.index(question) + 1 :] if question in self.asked else ()
        return next(iter(later), None)

    def others(self) -> tuple[OrganisationRow, ...]:
        """Whom the agreement may be with, as far as it is said what they are."""
        match guiding.partner(self.answers):
            case With.SUPPLIER | With.SUPPLIER_ARRIVALS:
                return people.organisations(OrganisationKind.SUPPLIER)
            case With.COUNCIL_GIVES | With.COUNCIL_TAKES:
                return tuple(one for one in people.organisations(OrganisationKind.COUNCIL) if one.id != self.own.id)
            case With.OWN_CENTRES | With.PROCESSOR | With.CONTROLLER:
                return people.organisations(OrganisationKind.CENTRE, council=self.own.id)
            case None:
                return ()
