"""Commands about social care's check: whether a council asks its team, and how many births wait for it."""

from collections.abc import Callable
from datetime import datetime

import click

from rightstart.cli import finding
from rightstart.cli.asking import actor, as_json, as_of, example
from rightstart.cli.sentences import NOT_ASKING
from rightstart.cli.telling import Declined, say
from rightstart.directory.people import OrganisationRow
from rightstart.directory.rules import OrganisationKind
from rightstart.engine import database
from rightstart.safeguards import social_care
from rightstart.safeguards.social_care import NotAsking

COUNCIL = click.option("--council", metavar="GSS", required=True, help="Which council.")


@click.group("social-care")
def social() -> None:
    """Whether a council's social care team is asked about births before anybody is contacted."""


@social.command("on", epilog=example("rightstart social-care on --council E08000033"))
@COUNCIL
@as_of
@as_json
def on(council: str, at: datetime, as_json: bool) -> None:
    """Births that come from now on wait until the team has said that it knows of nothing against contact."""
    whose = _changed(social_care.ask_from_now, council, at, as_json)
    say(as_json, {"council": whose.code, "asks": True}, f"{whose.name} asks its social care team from now on.")


@social.command("off", epilog=example("rightstart social-care off --council E08000033"))
@COUNCIL
@as_of
@as_json
def off(council: str, at: datetime, as_json: bool) -> None:
    """Births that come from now on do not wait for the team. Those that came before still do."""
    whose = _changed(social_care.ask_no_more, council, at, as_json)
    say(as_json, {"council": whose.code, "asks": False}, f"{whose.name} asks its social care team no more.")


def _changed(change: Callable[..., NotAsking | None], council: str, at: datetime, as_json: bool) -> OrganisationRow:
    """Have a council ask or not; gives which it is."""
    database.make_ready()
    whose = finding.organisation(council, OrganisationKind.COUNCIL, as_json=as_json)
    refused = change(council=whose.id, by=actor(), at=at)
    if refused:
        raise Declined(refused.value, NOT_ASKING[refused], as_json=as_json)
    return whose
