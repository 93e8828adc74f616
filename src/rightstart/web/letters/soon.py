"""Hides how a batch that was begun is made to its end right after the answer: by a thread of this process, that nobody waits for.

What it does not come to, a job does within a minute.
"""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from django.db import connections
from django.utils import timezone

from rightstart.contact.letters import queueing

_hand: Final = ThreadPoolExecutor(1, thread_name_prefix="letters")
log = logging.getLogger("rightstart.web")


def finish() -> Future[None]:
    return _hand.submit(_work)


def _work() -> None:
    try:
        queueing.finish(at=timezone.now())
    except Exception as error:
        log.error("a batch of letters broke off and is tried again within a minute: %s", type(error).__name__)
    finally:
        connections.close_all()
