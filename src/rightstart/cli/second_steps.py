"""The command that takes a lost second step away."""

from datetime import datetime

import click

from rightstart.cli.asking import actor, as_json, as_of, example
from rightstart.cli.sentences import NOT_ENTERED
from rightstart.cli.telling import Declined, say
from rightstart.directory import second_factor
from rightstart.directory.people import NotEntered
from rightstart.engine import database


@click.command("second-step", epilog=example("rightstart people second-step olivia@calderdale.example --take-away"))
@click.argument("email")
@click.option(
    "--take-away", is_flag=True, required=True, help="Take it away; they set up another when they next sign in."
)
@as_of
@as_json
def second_step(email: str, take_away: bool, at: datetime, as_json: bool) -> None:
    """Take the app, keys and recovery codes away from somebody who has lost them, and sign them out everywhere.

    Make sure first, face to face or on a number you know, that it is they who ask.
    """
    database.make_ready()
    answer = second_factor.take_away(email=email, by=actor(), at=at)
    if isinstance(answer, NotEntered):
        raise Declined(answer.value, NOT_ENTERED[answer], as_json=as_json)
    if answer == 0:
        raise Declined("none-there", "They have no second step.", as_json=as_json)
    say(as_json, {"taken": answer}, "Their second step is taken away. They set up another when they next sign in.")
