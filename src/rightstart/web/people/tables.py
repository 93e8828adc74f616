"""Hides how people and their roles become rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from rightstart.access.rules import Look
from rightstart.access.staff import Member
from rightstart.directory.people import HeldRole
from rightstart.web.components import Cell, Column, Link, SummaryRow, Table, Tag
from rightstart.web.days import day, short_day
from rightstart.web.people.sentences import LOOKS, POSTS


@dataclass(frozen=True, slots=True)
class Held:
    """A role that can be ended: its words, and what a form sends back of it."""

    words: str
    since: str
    place: str
    role: str


def due_first(found: Sequence[Member]) -> list[Member]:
    """Those whose roles are due to be looked at, the most overdue first."""
    due = [one for one in found if one.look in (Look.DUE, Look.OVERDUE)]
    return sorted(due, key=lambda one: (str(one.due_on), one.email))


def due_table(found: Sequence[Member]) -> Table:
    columns = [Column("Name"), Column("Roles"), Column("Look at by")]
    rows = [[_name(one), _roles(one), Cell(_due(one), tag=_tag(one))] for one in found]
    return Table("To be looked at", columns, rows)


def people_table(found: Sequence[Member]) -> Table:
    columns = [Column("Name"), Column("Email address"), Column("Roles"), Column("Look at by")]
    rows = [[_name(one), Cell(one.email), _roles(one), Cell(_due(one), tag=_tag(one))] for one in found]
    return Table("Everybody", columns, rows)


def _name(one: Member) -> Cell:
    return Cell(link=Link(one.name, reverse("person", args=[one.id])), tag=None if one.active else Tag("Left"))


def _roles(one: Member) -> Cell:
    return Cell("; ".join(f"{POSTS[role.kind]}, {role.organisation}" for role in one.roles) or "None")


def _due(one: Member) -> str:
    return short_day(one.due_on) if one.due_on else ""


def _tag(one: Member) -> Tag | None:
    return LOOKS[one.look] if one.look else None


def person_rows(one: Member) -> list[SummaryRow]:
    rows = [
        SummaryRow("Name", [one.name]),
        SummaryRow("Email address", [one.email]),
        SummaryRow("Account", ["Open" if one.active else "Closed: they cannot sign in"]),
    ]
    if one.due_on:
        rows.append(SummaryRow("Roles to be looked at by", [day(one.due_on)], tag=_tag(one)))
    if one.elsewhere:
        rows.append(SummaryRow("Elsewhere", ["Works for another organisation too"]))
    if one.past:
        rows.append(SummaryRow("Roles before", [_ended(role) for role in one.past]))
    return rows


def _ended(role: HeldRole) -> str:
    until = f", until {short_day(role.until_on)}" if role.until_on else ""
    return f"{POSTS[role.kind]}, {role.organisation}{until}"


def held(one: Member) -> list[Held]:
    """The roles that go on, each to be ended."""
    return [
        Held(f"{POSTS[role.kind]}, {role.organisation}", _since(role), role.code, role.kind.value) for role in one.roles
    ]


def _since(role: HeldRole) -> str:
    until = f" until {day(role.until_on)}" if role.until_on else ""
    return f"from {day(role.from_on)}{until}"
