"""Hides how what was typed is carried out right after the answer: by a thread of this process, that nobody waits for.

Every code starts it, right or wrong. What it does not come to, a job does within a minute.
"""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from django.db import connections
from django.utils import timezone

from rightstart import journey
from rightstart.rights import ask
from rightstart.terms import Actor

BY: Final = Actor.job("say-no")
_hand: Final = ThreadPoolExecutor(1, thread_name_prefix="say-no")
log = logging.getLogger("rightstart.web")


def carry_out() -> Future[None]:
    return _hand.submit(_work)


def _work() -> None:
    try:
        ask.carry_out(mark=journey.mark, by=BY, at=timezone.now())
    except Exception as error:
        log.error("what was typed to say no waits for the next minute: %s", type(error).__name__)
    finally:
        connections.close_all()
