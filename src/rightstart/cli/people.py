"""Commands about organisations and their telephone numbers, people and the roles that people hold."""

import sys
from datetime import date, datetime

import click

from rightstart.cli.asking import Day, Word, actor, as_json, as_of, example
from rightstart.cli.sentences import NOT_ENTERED, NOT_OFFICE, ORGANISATIONS, ROLES
from rightstart.cli.telling import Declined, document, say, table
from rightstart.directory import people as directory
from rightstart.directory import roles, telephones
from rightstart.directory.office_numbers import NotOffice
from rightstart.directory.people import HeldRole, NotEntered
from rightstart.directory.roles import RoleEnded, RoleGiven
from rightstart.directory.rules import OrganisationKind, RoleKind
from rightstart.directory.telephones import NumberKept
from rightstart.engine import database
from rightstart.terms import london_date


@click.group("people")
def people() -> None:
    """Organisations, people and the roles that people hold."""


@people.command("list", epilog=example("rightstart people list --organisations"))
@click.option("--organisations", is_flag=True, help="The organisations with their codes, instead of people.")
@as_json
def show(organisations: bool, as_json: bool) -> None:
    """List everybody who may sign in, with their roles."""
    database.make_ready()
    if organisations:
        _show_organisations(as_json)
    else:
        _show_people(as_json)


def _show_organisations(as_json: bool) -> None:
    found = directory.organisations()
    codes = {one.id: one.code for one in found}
    rows = [(one.kind, one.code, one.name, codes[one.council_id] if one.council_id else None) for one in found]
    if as_json:
        names = ("kind", "code", "name", "council")
        document([dict(zip(names, row, strict=True)) for row in rows])
    else:
        table(("kind", "code", "name", "council"), [(ORGANISATIONS[kind], *rest) for kind, *rest in rows])


def _show_people(as_json: bool) -> None:
    found = directory.people()
    if as_json:
        document([{"email": one.email, "name": one.name, "active": one.active, "roles": one.roles} for one in found])
    else:
        rows = [(one.email, one.name, "; ".join(map(_role, one.roles)) or "no role: can do nothing") for one in found]
        table(("e-mail", "name", "roles"), rows)


def _role(held: HeldRole) -> str:
    until = f" until {held.until_on}" if held.until_on else ""
    return f"{ROLES[held.kind]} at {held.code} from {held.from_on}{until}"


@people.command(
    "organisation", epilog=example('rightstart people organisation centre HUB1 "Elland Hub" --council E08000033')
)
@click.argument("kind", metavar="KIND", type=Word(OrganisationKind))
@click.argument("code")
@click.argument("name")
@click.option("--council", metavar="GSS", help="The council that a centre belongs to.")
@click.option("--address", default="", help="Of a centre.")
@click.option("--postcode", default="", help="Of a centre.")
@click.option(
    "--registrar", is_flag=True, help="A supplier that registers births: no health body, no Caldicott Guardian."
)
@as_of
@as_json
def enter(
    kind: OrganisationKind,
    code: str,
    name: str,
    council: str | None,
    address: str,
    postcode: str,
    registrar: bool,
    at: datetime,
    as_json: bool,
) -> None:
    """Enter an organisation: KIND is supplier (CODE: its ODS code), council (its GSS code), centre or monitor.

    The same again changes nothing; another name or address replaces the old one.
    """
    database.make_ready()
    answer = directory.add_organisation(
        kind=kind,
        code=code,
        name=name,
        council_code=council,
        address=address,
        postcode=postcode,
        registrar=registrar,
        by=actor(),
        at=at,
    )
    if isinstance(answer, NotEntered):
        raise Declined(answer.value, NOT_ENTERED[answer], as_json=as_json)
    say(as_json, {"code": code, "kind": kind}, f"{name} is entered as {ORGANISATIONS[kind]} {code}.")


@people.command("add", epilog=example('rightstart people add olivia@calderdale.example --name "Olivia Smith"'))
@click.argument("email")
@click.option("--name", required=True)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking for it.")
@as_of
@as_json
def add(email: str, name: str, password_stdin: bool, at: datetime, as_json: bool) -> None:
    """Let somebody sign in. Who is entered already stays as they are, password and all."""
    if "@" not in email:
        raise click.UsageError("EMAIL is not an e-mail address.")
    password = sys.stdin.readline().rstrip("\n") if password_stdin else _asked()
    if not password:
        raise click.UsageError("The password is empty.")
    database.make_ready()
    number = directory.add_person(email=email, name=name, password=password, by=actor(), at=at)
    say(as_json, {"person": number}, "They can sign in. What they may do stands in roles: `rightstart people role`.")


def _asked() -> str:
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))


@people.command("role", epilog=example("rightstart people role olivia@calderdale.example data-steward E08000033"))
@click.argument("email")
@click.argument("kind", metavar="ROLE", type=Word(RoleKind))
@click.argument("organisation", metavar="CODE")
@click.option("--from", "from_on", type=Day(), help="The first day.  [default: today]")
@click.option("--until", "until_on", type=Day(), help="End the role: from this day on it opens nothing.")
@as_of
@as_json
def role(
    email: str,
    kind: RoleKind,
    organisation: str,
    from_on: date | None,
    until_on: date | None,
    at: datetime,
    as_json: bool,
) -> None:
    """Let somebody hold ROLE at the organisation CODE, or end it with --until."""
    if from_on and until_on:
        raise click.UsageError("Give --from to begin a role, or --until to end one.")
    database.make_ready()
    answer: RoleGiven | RoleEnded | NotEntered
    if until_on:
        answer = roles.end_role(
            email=email, organisation_code=organisation, kind=kind, until_on=until_on, by=actor(), at=at
        )
    else:
        begins = from_on or london_date(at)
        answer = roles.give_role(
            email=email, organisation_code=organisation, kind=kind, from_on=begins, by=actor(), at=at
        )
    if isinstance(answer, NotEntered):
        raise Declined(answer.value, NOT_ENTERED[answer], as_json=as_json)
    done = f"ends on {until_on}" if until_on else f"holds from {from_on or london_date(at)}"
    say(as_json, {"role": kind, "organisation": organisation}, f"The role of {ROLES[kind]} at {organisation} {done}.")


@people.command(
    "contact",
    epilog=example(
        'rightstart people contact E08000033 safeguarding-lead "01632 960123" --hours "Monday to Friday, 9 to 5"'
    ),
)
@click.argument("organisation", metavar="CODE")
@click.argument("kind", metavar="ROLE", type=Word(RoleKind))
@click.argument("number", required=False)
@click.option("--hours", default="", help="When somebody answers, in words.")
@click.option("--forget", is_flag=True, help="Forget the number that is kept.")
@as_of
@as_json
def contact(
    organisation: str, kind: RoleKind, number: str | None, hours: str, forget: bool, at: datetime, as_json: bool
) -> None:
    """Keep the telephone number under which ROLE at the organisation CODE is rung: of an office, never a person's own.

    The same role again replaces the number. `rightstart people numbers` lists them.
    """
    if bool(number) == forget:
        raise click.UsageError("Give a NUMBER to keep, or --forget.")
    database.make_ready()
    answer = _keep(organisation, kind, number, hours, at)
    if isinstance(answer, NotEntered):
        raise Declined(answer.value, NOT_ENTERED[answer], as_json=as_json)
    if isinstance(answer, NotOffice):
        raise Declined(answer.value, NOT_OFFICE[answer], as_json=as_json)
    if answer == 0:
        raise Declined("not-kept", "No number is kept for this role there.", as_json=as_json)
    done = "is forgotten" if forget else "is kept"
    say(as_json, {"role": kind, "organisation": organisation}, f"The number of {ROLES[kind]} at {organisation} {done}.")


def _keep(
    code: str, role: RoleKind, number: str | None, hours: str, at: datetime
) -> NumberKept | NotOffice | NotEntered | int:
    if number is None:
        return telephones.forget_number(organisation_code=code, role=role, by=actor(), at=at)
    return telephones.keep_number(organisation_code=code, role=role, number=number, hours=hours, by=actor(), at=at)


@people.command("numbers", epilog=example("rightstart people numbers"))
@as_json
def numbers(as_json: bool) -> None:
    """List the telephone numbers that are kept, with their hours."""
    database.make_ready()
    rows = [(code, office.role, office.number, office.hours) for code, office in telephones.numbers()]
    if as_json:
        document([dict(zip(("organisation", "role", "number", "hours"), row, strict=True)) for row in rows])
    else:
        told = [(code, ROLES[kind], number, hours) for code, kind, number, hours in rows]
        table(("organisation", "role", "number", "hours"), told)
