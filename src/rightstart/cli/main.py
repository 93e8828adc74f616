"""The command line: hides how commands are put together, and how what nobody foresaw is told without a word about anybody."""

import sys
import traceback

import click
from django.db import Error as DatabaseError
from django.db import InterfaceError, OperationalError

import rightstart.engine.ignition  # noqa: F401 - makes Django ready, before any model is imported
from rightstart.cli import (
    agreements,
    areas,
    backing,
    breaches,
    canaries,
    demonstration,
    directories,
    downstream,
    evidence,
    feed,
    first_day,
    flows,
    joining,
    letters,
    loading,
    monitoring,
    one_birth,
    papers,
    passing,
    people,
    proof,
    proving,
    refusals,
    requesting,
    retaining,
    running,
    second_steps,
    social,
    stopping,
    subjects,
    suppressing,
)
from rightstart.cli.doctor import doctor
from rightstart.engine.place import EngineError

REFUSED = 1


class InOrder(click.Group):
    """Commands listed as they were put together, as one meets them, not by the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=InOrder,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 done; 1 refused or nothing found, with the reason; 2 wrong usage.",
)
@click.version_option(package_name="rightstart", prog_name="rightstart")
def commands() -> None:
    """Right Start carries birth notices from health services to the right children's centre.

    Only under an agreement in force, never against a safeguard, and with proof of every disclosure.
    """


for command in (
    *(demonstration.demo, running.serve, running.work, doctor),
    first_day.show_first_day,
    *(
        feed.synth,
        feed.contract,
        feed.check,
        feed.receive,
        passing.advance,
        passing.hand_over,
        evidence.show_worklist,
        evidence.due,
        evidence.quality,
    ),
    *(one_birth.explain_birth, one_birth.mark_birth, one_birth.lift),
    *(stopping.stop_family, stopping.stop, stopping.resume, suppressing.suppression, social.social),
    canaries.canary,
    *(
        agreements.agreement,
        areas.area,
        people.people,
        downstream.downstream,
        letters.letters,
        directories.listings,
        joining.joined,
        evidence.reach,
        monitoring.monitor,
        proof.ledger,
        requesting.request,
        breaches.breach,
        retaining.retention,
        backing.backup,
        backing.restore,
    ),
):
    commands.add_command(command)
people.people.add_command(loading.load_lists)
people.people.add_command(second_steps.second_step)
people.people.add_command(subjects.subject)
for command in (*flows.COMMANDS, *papers.COMMANDS, *proving.COMMANDS, *refusals.COMMANDS):
    agreements.agreement.add_command(command)


def main() -> None:
    """Run one command and exit."""
    try:
        commands(prog_name="rightstart")
    except EngineError as trouble:
        _refuse(str(trouble))
    except (OperationalError, InterfaceError) as error:
        _refuse(f"The database cannot be reached, or went away ({_kind(error)}). Run `rightstart doctor`.")
    except Exception as error:
        _refuse(_unforeseen(error))


def _refuse(said: str) -> None:
    click.echo(said, err=True)
    sys.exit(REFUSED)


def _unforeseen(error: BaseException) -> str:
    """What kind of error and where, but not its own words: they may hold what a family told us."""
    frames = traceback.extract_tb(error.__traceback__)
    steps = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    told = f"Right Start met an error that nobody foresaw: {_kind(error)}. What was being written was not kept."
    return "\n".join((told, *steps))


def _kind(error: BaseException) -> str:
    code = getattr(error.__cause__, "sqlstate", None) if isinstance(error, DatabaseError) else None
    return f"{type(error).__name__} {code}" if code else type(error).__name__


if __name__ == "__main__":
    main()
