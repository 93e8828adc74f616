"""The command that says by which subject an organisation's own sign-in knows somebody."""

from datetime import datetime
from typing import Final

import click

from rightstart.cli.asking import actor, as_json, as_of, example
from rightstart.cli.sentences import NOT_ENTERED
from rightstart.cli.telling import Declined, say
from rightstart.directory import subjects
from rightstart.directory.people import NotEntered
from rightstart.directory.subjects import NotLinked
from rightstart.engine import database

WHY: Final = {
    NotLinked.SOMEBODY_ELSES: "This subject is somebody else's already.",
    NotLinked.KNOWN_BY_ANOTHER: "This provider knows them by another subject: --forget it first.",
}


@click.command("subject", epilog=example("rightstart people subject olivia@calderdale.example nhs-cis2 555012345678"))
@click.argument("email")
@click.argument("provider", required=False)
@click.argument("subject", required=False)
@click.option("--forget", is_flag=True, help="Forget by what any provider knows them; give no PROVIDER then.")
@as_of
@as_json
def subject(email: str, provider: str | None, subject: str | None, forget: bool, at: datetime, as_json: bool) -> None:
    """Say that PROVIDER (its id in the file that RIGHTSTART_OIDC names) knows the person with EMAIL by SUBJECT."""
    if forget == bool(provider and subject) or (forget and provider):
        raise click.UsageError("Give a PROVIDER and a SUBJECT, or --forget.")
    database.make_ready()
    answer: int | NotEntered | NotLinked
    if provider and subject:
        answer = subjects.enter(email=email, provider=provider, subject=subject, by=actor(), at=at)
    else:
        answer = subjects.forget(email=email, by=actor(), at=at)
    if isinstance(answer, NotEntered):
        raise Declined(answer.value, NOT_ENTERED[answer], as_json=as_json)
    if isinstance(answer, NotLinked):
        raise Declined(answer.value, WHY[answer], as_json=as_json)
    done = "No provider signs them in any more." if forget else "They can sign in there."
    say(as_json, {"forgotten" if forget else "person": answer}, done)
