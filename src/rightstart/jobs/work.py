"""Hides what runs by itself: the daily pass, and each minute what was left unfinished, what is due, and the ledger's seal.

Every job may run twice, or be cut short and run again, and leaves the same end. None has an argument but the moment it
was due, so that nothing about anybody stands in the queue. A job that fails tells where, never what it had in hand.
"""

import logging
from datetime import datetime, time, timedelta
from typing import Final, assert_never

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.job_context import JobContext
from procrastinate.jobs import Status

from rightstart import journey
from rightstart.access import inviting
from rightstart.alerts import tell
from rightstart.breaches import watch
from rightstart.canaries import send as canaries
from rightstart.contact import notices
from rightstart.contact.letters import queueing
from rightstart.cover import away
from rightstart.handover import offices
from rightstart.intake import kept, quality
from rightstart.jobs.by_the_clock import (
    EACH_FEW_MINUTES,
    EACH_MINUTE,
    EACH_MONTH,
    EACH_MORNING,
    EACH_NIGHT,
    EACH_WEEK,
    periodic,
)
from rightstart.ledger import asking
from rightstart.ledger.own import own_signer
from rightstart.ledger.publish import NothingToPublish, Published, Unpublishable, publish
from rightstart.ledger.seal import Behind, Broken, NothingToSeal, Sealed, seal
from rightstart.ledger.witnesses import Taken
from rightstart.movers import hand_on
from rightstart.release import seen
from rightstart.rights import ask, tries
from rightstart.rights.retention import clock
from rightstart.safeguards import suppress
from rightstart.terms import LONDON, Actor
from rightstart.visits import out

MORNING: Final = time(5)
CANARIES_WITHIN: Final = timedelta(minutes=30)  # for so long a run may look as the canaries' centre
SILENT_SECONDS: Final = 30  # three heartbeats missed: the worker is gone
KEPT_HOURS: Final = 30 * 24  # what failed stays to be looked at for a month
log = logging.getLogger("rightstart.jobs")


@periodic(EACH_MORNING)
def advance(by: Actor, at: datetime) -> None:
    """The daily pass over every birth: what became due goes out, what may no longer stay is called back.

    First each council that handed families on tells the new one how fresh the word on them is.
    """
    if at.astimezone(LONDON).time() >= MORNING:
        hand_on.pass_on_words(by=by, at=at)
        journey.advance_all(by=by, at=at)


@periodic(EACH_MORNING)
def send_canaries(by: Actor, at: datetime) -> None:
    """Try the gate with made-up births, where that is switched on and has not passed today."""
    if at.astimezone(LONDON).time() >= MORNING:
        canaries.send(by=by, at=at, until=at + CANARIES_WITHIN)


@periodic(EACH_MINUTE)
def carry_unfinished(by: Actor, at: datetime) -> None:
    """Whatever was received and not carried to its end, because something broke on the way."""
    journey.carry_unfinished(by=by, at=at)


@periodic(EACH_MINUTE)
def carry_out_no(by: Actor, at: datetime) -> None:
    """Whoever said no by the code on a letter, where the page itself did not come to it; and forget who tried how often."""
    ask.carry_out(mark=journey.mark, by=by, at=at)
    tries.forget(at=at)


@periodic(EACH_MINUTE)
def hand_over_due(by: Actor, at: datetime) -> None:
    journey.hand_over_due(by=by, at=at)


@periodic(EACH_MINUTE)
def tell_alerts(by: Actor, at: datetime) -> None:
    """E-mail what a role is to be told of, where a mail server is named."""
    tell.tell_due(at=at)


@periodic(EACH_MINUTE)
def seal_ledger(by: Actor, at: datetime) -> None:
    """Give every leaf its place, sign, and bring the published files up to date."""
    match seal(signer=own_signer(), at=at, published=settings.LEDGER_DIRECTORY):
        case Broken(size) | Behind(size) as found:
            log.error("nothing is sealed: the ledger is %s at %s; see `doctor`", type(found).__name__.lower(), size)
        case Sealed() | NothingToSeal():
            _publish()
        case never:
            assert_never(never)


@periodic(EACH_FEW_MINUTES)
def ask_witnesses(by: Actor, at: datetime) -> None:
    """Have every witness with an address cosign what is published, and publish its word."""
    asked = asking.ask_witnesses(directory=settings.LEDGER_DIRECTORY, at=at)
    for one in asked:
        if not isinstance(one.answer, Taken):
            log.error("the witness %s has not cosigned: %s", one.name, one.answer.value)
    if asked:
        _publish()


def _publish() -> None:
    match publish(directory=settings.LEDGER_DIRECTORY):
        case Unpublishable(why, position):
            log.error("the ledger cannot be published: %s at %s", why.value, position)
        case Published() | NothingToPublish():
            pass
        case never:
            assert_never(never)


@periodic(EACH_MINUTE)
def tell_offices(by: Actor, at: datetime) -> None:
    """E-mail the offices of other systems which stop waits for them, where a mail server is named."""
    offices.tell_offices(by=by, at=at)


@periodic(EACH_MINUTE)
def finish_letters(by: Actor, at: datetime) -> None:
    """Whatever batch of letters was begun and is not whole, where the page itself did not come to its end."""
    queueing.finish(at=at)


@periodic(EACH_WEEK)
def make_letters(by: Actor, at: datetime) -> None:
    """The week's batch of first letters for each council that sends them."""
    queueing.make_weekly(by=by, at=at)


@periodic(EACH_MONTH)
def tell_of_quality(by: Actor, at: datetime) -> None:
    """Tell each supplier that the report of the month before is ready."""
    quality.tell_suppliers(at=at)


@periodic(EACH_NIGHT)
def destroy_keys(by: Actor, at: datetime) -> None:
    """Destroy the keys of kept files whose time is over."""
    kept.destroy_due(by=by, at=at)


@periodic(EACH_NIGHT)
def retain(by: Actor, at: datetime) -> None:
    """Erase every family whose time is over, what was stated or told long ago, and who was signed in and is so no more."""
    clock.run(by=by, at=at)
    notices.forget(at=at)
    inviting.forget(at=at)
    seen.forget(at=at)
    away.forget(at=at)
    out.forget(at=at)
    SessionStore.clear_expired()


@periodic(EACH_NIGHT)
def end_suppressions(by: Actor, at: datetime) -> None:
    """Forget what suppressed children would be known by, once its time is over, and destroy the keys that nothing needs."""
    suppress.end_due(by=by, at=at)


@periodic(EACH_FEW_MINUTES)
def watch_breaches(by: Actor, at: datetime) -> None:
    """Write down what may be a breach, and tell each council's leads of those whose 72 hours run."""
    watch.watch(by=by, at=at)


@app.periodic(cron=EACH_NIGHT)
@app.task(name="tidy", queueing_lock="tidy", pass_context=True)
async def tidy(context: JobContext, timestamp: int) -> None:
    """Forget jobs that ended long ago."""
    await context.app.job_manager.delete_old_jobs(
        KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )


@app.periodic(cron=EACH_MINUTE)
@app.task(name="reap", queueing_lock="reap", pass_context=True)
async def reap(context: JobContext, timestamp: int) -> None:
    """Have the jobs of workers that were killed run again; where the same job waits already, that one will do."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        log.warning("job %s (%s) was cut short and runs again", job.id, job.task_name)
        try:
            await manager.retry_job(job)
        except UniqueViolation:
            await manager.finish_job(job, Status.ABORTED, delete_job=False)
