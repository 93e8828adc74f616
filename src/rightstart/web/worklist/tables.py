"""Hides how families, attempts and call-backs become rows on a centre's pages."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse

from rightstart.contact.choosing import Choice, Show, Whose
from rightstart.contact.letters.rules import Sender
from rightstart.contact.rules import DOUBTED, Channel, Interpreter, Referral
from rightstart.contact.shown import Baby, FamilyView, MadeAttempt, Removal, WaitingFamily
from rightstart.handover.rules import Chase
from rightstart.web import notes
from rightstart.web.components import Cell, Colour, Column, Link, SummaryRow, Table, Tag, Tick
from rightstart.web.days import counted, day, days_ago, language, short_day
from rightstart.web.worklist.sentences import (
    ATTEMPTS,
    CHANNELS,
    CHASES,
    FIRST_STEPS,
    NEXT_STEPS,
    ORDERS,
    REFERRERS,
    SHOWS,
    SHUT,
    TRACE_STEPS,
    WHOSE,
)

SOON_DAYS = 7
NOBODY, TO_NOBODY = "Nobody", "nobody"
MOVED_IN: Final = Tag("Moved in", Colour.BLUE)


@dataclass(frozen=True, slots=True)
class Carers:
    """Who works at the centre, by number, and which of them is looking."""

    me: int
    names: Mapping[int, str]

    def named(self, person: int | None) -> str:
        """Who takes care of a family: nobody, where they no longer work here."""
        if person is None or person not in self.names:
            return NOBODY
        return "You" if person == self.me else self.names[person]

    def stead(self, family: FamilyView) -> str:
        """In whose stead somebody takes care of a family: "Covering for Anna"; empty where it is theirs."""
        person = family.covers_for
        if person is None or family.assigned_to not in self.names:
            return ""
        return f"Covering for {'you' if person == self.me else self.names.get(person, 'a colleague')}"

    def lines(self, family: FamilyView) -> list[str]:
        return [*filter(None, (self.named(family.assigned_to), self.stead(family)))]

    def value(self, person: int | None) -> str:
        """Who takes care of a family, as one of the choices."""
        return str(person) if person in self.names else TO_NOBODY

    def choices(self) -> list[tuple[str, str]]:
        """Whom a family can be given to: oneself first, then the others by name, then nobody."""
        others = [(str(one), name) for one, name in self.names.items() if one != self.me]
        return [*([(str(self.me), "Me")] if self.me in self.names else []), *others, (TO_NOBODY, NOBODY)]


@dataclass(frozen=True, slots=True)
class RemovalRow:
    """A call-back as the page shows it: a reference, when it was handed over, how long it has waited."""

    reference: str
    handed: str
    demanded: str
    tag: Tag


def worklist_table(families: Sequence[FamilyView], today: date, sender: Sender, carers: Carers) -> Table:
    names = ("Family", "Next step", "Due by", "Age", "Where", "Assigned to")
    address = _address()
    rows = [[*_row(family, address + family.reference, today, sender), _carer(family, carers)] for family in families]
    return Table("Families to contact", [Column(name) for name in names], rows, caption_hidden=True)


def _carer(family: FamilyView, carers: Carers) -> Cell:
    tick = Tick("reference", family.reference, "Select", f" {family.addressee}{_hidden(family)}")
    return Cell(carers.named(family.assigned_to), note=carers.stead(family), tick=tick)


def covered_table(families: Sequence[FamilyView], today: date, sender: Sender, address: str) -> Table:
    """The families of another centre, which this one covers. `address`: what stands before a family's reference."""
    names = ("Family", "Next step", "Due by", "Age", "Where")
    rows = [_row(family, address + family.reference, today, sender) for family in families]
    return Table("Families to contact", [Column(name) for name in names], rows, caption_hidden=True)


def in_words(choice: Choice) -> str:
    """What is shown, and what comes first: "Overdue · Assigned to me · Youngest baby first"."""
    said = [SHOWS[choice.show]] if choice.show is not Show.ALL else []
    said += [WHOSE[choice.whose]] if choice.whose is not Whose.ANYBODYS else []
    return " · ".join((*said, ORDERS[choice.order]))


def _address() -> str:
    """What stands before a family's reference: looked up once, for it is the same in every row."""
    return reverse("family", args=["-"]).removesuffix("-")


def waiting_table(families: Sequence[WaitingFamily], address: str = "") -> Table:
    columns = [Column("Family"), Column("Reference"), Column("Last confirmed")]
    address = address or _address()
    rows = [
        [
            Cell(link=Link(one.addressee, address + one.reference, f", {one.reference}"), note=babies(one.babies)),
            Cell(one.reference),
            Cell(_confirmed(one.confirmed_on)),
        ]
        for one in families
    ]
    return Table("Wait: do not contact these families for now", columns, rows)


def waiting_rows(family: WaitingFamily) -> list[SummaryRow]:
    return [_babies_row(family.babies), SummaryRow("Last confirmed", [_confirmed(family.confirmed_on)])]


def _confirmed(on: date | None) -> str:
    return day(on) if on else "Not yet"


def _babies_row(ones: Sequence[Baby]) -> SummaryRow:
    return SummaryRow("Babies" if len(ones) > 1 else "Baby", [babies(ones)])


def _row(family: FamilyView, address: str, today: date, sender: Sender) -> list[Cell]:
    names = babies(family.babies)
    return [
        Cell(
            link=Link(family.addressee, address, _hidden(family)), note=names, tag=MOVED_IN if family.arrived else None
        ),
        Cell(next_step(family, sender), note=_needs(family)),
        Cell(short_day(family.due_on), tag=due_tag(family.due_on, today)),
        Cell(age(family.babies, today)),
        Cell(family.postcode, note=family.address[0] if family.address else ""),
    ]


def _hidden(family: FamilyView) -> str:
    """Many rows say "Parent or carer": the postcode tells their links apart for those who hear them."""
    return f", {family.postcode}" if family.postcode else f", {family.reference}"


def due_tag(due_on: date, today: date) -> Tag | None:
    left = (due_on - today).days
    if left < 0:
        return Tag("Overdue", Colour.RED)
    if left == 0:
        return Tag("Due today", Colour.ORANGE)
    return Tag("Due soon", Colour.YELLOW) if left <= SOON_DAYS else None


def next_step(family: FamilyView, sender: Sender) -> str:
    """What to do now. `sender`: who sends the first letters here."""
    last = family.made[-1].outcome if family.made else None
    if family.trace and (family.trace in DOUBTED or (family.made and family.made[-1].doubts_home)):
        return TRACE_STEPS[family.trace]
    return NEXT_STEPS[last] if last else FIRST_STEPS[sender]


def _needs(family: FamilyView) -> str:
    """What to have ready: an interpreter, another language; else when it was last tried."""
    needs = []
    spoken = family.spoken
    if spoken.language and not spoken.language.casefold().startswith("en"):
        needs.append(language(spoken.language))
    if spoken.interpreter is Interpreter.NEEDED:
        needs.append("interpreter needed")
    if family.attempts:
        last = family.attempts[-1]
        needs.append(f"last: {CHANNELS[last.channel].lower()}, {short_day(last.made_on)}")
    text = "; ".join(needs)
    return text[:1].upper() + text[1:]


def babies(ones: Sequence[Baby]) -> str:
    """The babies' names as far as the agreement lists them: Olivia and Jack Smith."""
    surnames = list(dict.fromkeys(one.surname for one in ones if one.surname))
    forenames = [one.forename for one in ones if one.forename]
    named = " and ".join((*forenames, *["baby"] * (len(ones) - len(forenames))) if forenames else ())
    text = " ".join(
        filter(None, (named or ("Baby" if len(ones) == 1 else f"{len(ones)} babies"), " / ".join(surnames)))
    )
    return text[:1].upper() + text[1:]


def age(ones: Sequence[Baby], today: date) -> str:
    born = [one.born_on for one in ones if one.born_on]
    return counted((today - min(born)).days, "day", "days") if born else ""


def family_rows(family: FamilyView, today: date, carers: Carers | None) -> list[SummaryRow]:
    """What is known of a family; and who takes care of it, for whoever knows them."""
    born = sorted({one.born_on for one in family.babies if one.born_on})
    told = "The health service says that the parents were told of this sharing"
    return [
        _babies_row(family.babies),
        SummaryRow("Born", [f"{day(on)} ({days_ago((today - on).days).lower()})" for on in born] or ["Not given"]),
        SummaryRow("Address", [*family.address, family.postcode] if family.postcode else ["Not given"]),
        SummaryRow("What the parents were told", [f"{told}, on {day(family.told_on)}" if family.told_on else told]),
        *([SummaryRow("Seen by the health visitor", [day(family.hv_seen_on)])] if family.hv_seen_on else []),
        SummaryRow("Language", [language(family.spoken.language)], tag=_interpreter(family)),
        *([SummaryRow("Telephone", [family.phone])] if family.phone else []),
        *([SummaryRow("Email", [family.email])] if family.email else []),
        SummaryRow("Details received", [day(family.handed_on)], tag=MOVED_IN if family.arrived else None),
        SummaryRow("Last confirmed by the health service", [_confirmed(family.confirmed_on)]),
        SummaryRow("First contact due by", [day(family.due_on)], tag=due_tag(family.due_on, today)),
        *([SummaryRow("Referred to you", [_referred(family.referral)])] if family.referral else []),
        *([SummaryRow("Assigned to", carers.lines(family))] if carers else []),
    ]


def _referred(one: Referral) -> str:
    return f"{REFERRERS[one.by_whom]}, on {day(one.on)}. You may call, write or offer a home visit"


def _interpreter(family: FamilyView) -> Tag | None:
    return Tag("Interpreter needed", Colour.PURPLE) if family.spoken.interpreter is Interpreter.NEEDED else None


def not_offered(family: FamilyView | WaitingFamily | None) -> tuple[frozenset[Channel], list[SummaryRow]]:
    """The ways of trying that are not offered now, and, for those that share it, why not and what opens them."""
    found: dict[str, list[str]] = defaultdict(list)
    if not isinstance(family, FamilyView):
        return frozenset(), []
    shut = {channel: SHUT[why] for channel, why in family.shut.items() if why in SHUT}
    for channel, words in shut.items():
        found[words].append(CHANNELS[channel])
    return frozenset(shut), [SummaryRow(", ".join(names), [words]) for words, names in found.items()]


def attempt_table(attempts: Sequence[MadeAttempt]) -> Table:
    columns = [Column("Day"), Column("How"), Column("What came of it"), Column("Note")]
    rows = [
        [Cell(short_day(one.made_on)), Cell(CHANNELS[one.channel]), Cell(_came(one)), Cell(notes.shown(one.note))]
        for one in reversed(attempts)
    ]
    return Table("What was tried", columns, rows)


def _came(one: MadeAttempt) -> str:
    said = ATTEMPTS[one.outcome]
    if one.spoken.language:
        said += f": {language(one.spoken.language)}"
    return f"{said} (no longer so: contact may go on)" if one.ended else said


def removal_rows(removals: Sequence[Removal]) -> list[RemovalRow]:
    colours = {Chase.ASKED: Colour.GREY, Chase.REMIND: Colour.YELLOW}
    return [
        RemovalRow(
            one.reference,
            day(one.handed_on),
            day(one.demanded_on),
            Tag(CHASES[one.chase], colours.get(one.chase, Colour.RED)),
        )
        for one in removals
    ]
