"""Hides how a piece of work becomes a job that runs by the clock."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Final, TypeAlias

from django.utils import timezone
from procrastinate.contrib.django import app

from rightstart.engine.logs import where
from rightstart.terms import Actor

EACH_MINUTE: Final = "* * * * *"
EACH_FEW_MINUTES: Final = "*/5 * * * *"
# In UTC, as the queue reckons: one of the two is ten past five in London, whatever summer time says.
EACH_MORNING: Final = "10 4,5 * * *"
EACH_MONTH: Final = "0 7 1 * *"
EACH_WEEK: Final = "30 5 * * 1"
EACH_HOUR: Final = "20 * * * *"
EACH_NIGHT: Final = "40 1 * * *"

Work: TypeAlias = Callable[[Actor, datetime], None]


class JobBroke(Exception):
    """A job ended in an error; says which kind and where, for the error's own words may hold what a family told us."""

    safe_to_tell = True


def periodic(cron: str) -> Callable[[Work], Work]:
    """Have a job run by the clock, under its own name; at most one of a kind waits."""

    def registered(work: Work) -> Work:
        name = work.__name__.replace("_", "-")

        @wraps(work)
        def run(timestamp: int) -> None:
            try:
                work(Actor.job(name), timezone.now())
            except Exception as error:
                raise JobBroke(where(error)) from None

        app.periodic(cron=cron)(app.task(name=name, queueing_lock=name)(run))
        return work

    return registered
