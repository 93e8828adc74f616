"""Stories of a worker or a database killed between a word and its recall: no family marked stays with its centre unseen, and no

letter to it in the pile.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

import psycopg
import pytest
from django.db import connection, connections

from rightstart import journey
from rightstart.contact.letters import batches, queueing
from rightstart.directory.rules import RoleKind
from rightstart.directory.telephones import keep_number
from rightstart.engine import postgres
from rightstart.engine.isolation import seen_by
from rightstart.engine.postgres import Server
from rightstart.handover.hand_over import acknowledge
from rightstart.ledger.audit import verify_store
from rightstart.ledger.seal import seal
from rightstart.places.directories import surnames
from rightstart.release.records import PROMISED, records
from rightstart.safeguards.rules import MarkerKind
from rightstart.terms import nhs_check_digit
from tests import opened
from tests.journey import look
from tests.journey.killed import ACTS, NAME, Ended, Order, Workers
from tests.journey.world import BY, CALDERDALE, World, row
from tests.server import FAST, pid
from tests.stages.sealing import LOG

SEED: Final = 20261005
TICK, LONGEST_TICKS = 0.002, 30_000
SEALED: Final = 0.1  # how often the ledger is sealed between two kills
# A commit that was told is not forgotten by a server that is killed; only a fall of the whole machine could undo it.
LASTING: Final = FAST | {"synchronous_commit": "on", "full_page_writes": "on"}

FATES: Final = """
WITH bears AS (
    SELECT id AS birth_id, convert_to(reference, 'UTF8') AS key FROM births_birth
    UNION SELECT birth_id, record_key FROM births_identity UNION SELECT birth_id, nhs_key FROM births_identity
)
SELECT b.id,
    ARRAY(SELECT m.kind FROM bears JOIN safeguards_marker m USING (key) WHERE bears.birth_id = b.id ORDER BY 1),
    ARRAY(SELECT outcome FROM release_decision WHERE birth_id = b.id AND superseded_at IS NOT NULL ORDER BY id),
    ARRAY(SELECT outcome FROM release_decision WHERE birth_id = b.id AND superseded_at IS NULL),
    ARRAY(SELECT reason FROM release_decision WHERE birth_id = b.id AND superseded_at IS NULL),
    ARRAY(SELECT replaced_at IS NULL FROM handover_line WHERE birth_id = b.id ORDER BY id),
    ARRAY(SELECT c.urgent FROM handover_callback c JOIN release_decision d ON d.id = c.decision_id WHERE d.birth_id = b.id),
    ARRAY(SELECT a.kind FROM alerts_alert a JOIN handover_line l ON l.reference = a.about WHERE l.birth_id = b.id ORDER BY 1),
    ARRAY(
        SELECT (t.withdrawn_at IS NOT NULL, EXISTS (
            SELECT FROM alerts_alert a JOIN contact_letterbatch p ON p.id = t.batch_id
            WHERE a.about = p.reference || '-' || t.number
        ))::text FROM contact_letter t WHERE t.family_id = b.family_id
    )
FROM births_birth b WHERE %(birth)s::bigint IS NULL OR b.id = %(birth)s
"""
# Records without their leaf, and leaves without the record of what they tell.
UNPROVEN: Final = """
WITH kept AS (
    SELECT leaf_hash FROM safeguards_marker
    UNION ALL SELECT leaf_hash FROM release_decision UNION ALL SELECT leaf_hash FROM handover_callback
), told AS (
    SELECT hash FROM ledger_leaf
    WHERE convert_from(body, 'UTF8')::jsonb ->> 'act' IN ('marked', 'decided', 'called-back')
)
(TABLE kept EXCEPT ALL TABLE told) UNION ALL (TABLE told EXCEPT ALL TABLE kept)
"""


class Word(NamedTuple):
    """One way in which it is said that a family must not be contacted: by which act, and what."""

    act: str
    says: str


KINDS: Final = (
    *(MarkerKind.DEATH_INFORMAL, MarkerKind.PROTECTED_ADDRESS, MarkerKind.OBJECTION),
    *(MarkerKind.ADOPTION, MarkerKind.WITHDRAWN),
)
ROWS: Final[dict[str, dict[str, str]]] = {
    "died": {"kind": "status", "contact": "died"},
    "objection": {"kind": "status", "objection": "yes"},
    "hold": {"kind": "status", "contact": "hold"},
    "withdrawn": {"kind": "births", "action": "withdraw"},
}
SAID: Final = [Word(act, kind.value) for act in ("mark", "stop") for kind in KINDS]
WRITTEN: Final = [Word("file", what) for what in ROWS]


class Baby(NamedTuple):
    birth: int
    record: str
    key: str

    def told(self, word: Word) -> dict[str, Any]:
        """A word about this baby, as the act takes it."""
        if word.act == "mark":
            return {"birth": self.birth, "kind": word.says}
        if word.act == "stop":
            return {"key": self.key, "kind": word.says}
        said = {"record_id": self.record} | ROWS[word.says]
        return {"kind": said.pop("kind"), "rows": [said]}


class Fate(NamedTuple):
    """What has become of a birth."""

    markers: Sequence[str]
    past: Sequence[str]
    current: Sequence[str]
    reason: Sequence[str]
    lines: Sequence[bool]
    call_backs: Sequence[bool]
    alerts: Sequence[str]
    letters: Sequence[str]

    @property
    def is_called_back(self) -> bool:
        """Marked, withheld, gone from its centre's sight, its removal demanded once, and its letter stopped and told of."""
        gone = self.current == ["withheld"] and not any(self.lines) and self.letters == [STOPPED]
        return bool(self.markers) and gone and len(self.call_backs) == 1


IN_THE_PILE, STOPPED = "(f,f)", "(t,t)"
WITH_ITS_CENTRE: Final = Fate([], [], ["disclose"], [""], [True], [], [], [IN_THE_PILE])


class Families:
    """Families handed over to one centre and seen there, one for each kill; and what can be seen of them all."""

    def __init__(self, workers: Workers, dsn: str, ledger: Path, *, count: int) -> None:
        self.workers, self.dsn, self.ledger, self.dice = workers, dsn, ledger, Random(SEED)
        self.world = World()
        self.world.hand_in(*_rows(count))
        acknowledge(centre=self.world.ids["CAL-01"], by=BY, at=self.world.at)
        self._print_letters()
        self.viewer = self.world.viewer("CAL-01")
        told = [(one.record_id, bytes(one.record_key).hex()) for one in opened.notices()]
        babies = [Baby(look.birth_of(record), record, key) for record, key in told]
        self.babies = iter(self.dice.sample(babies, count))
        self.undisturbed: dict[Word, tuple[Ended, Fate]] = {}

    def tell(self, word: Word, baby: Baby, *, at: int = 0, struck: str = "worker") -> Ended:
        """A worker is told; back when nothing of it is left, for the database learns only later that nobody is there."""
        ended = self.workers.do(Order(word.act, baby.told(word), self.world.today, at, struck))
        if struck == "worker":
            self._until_nobody_asks()
        return ended

    def tell_again(self, word: Word, baby: Baby) -> None:
        ACTS[word.act](self.world, **baby.told(word))

    def fate(self, baby: Baby) -> Fate:
        return _fates(baby.birth)[baby.birth]

    def kills(self, words: Sequence[Word], *, each: int) -> Iterator[tuple[Word, Baby, int]]:
        """Each word so many times, each time of a baby of its own and at another moment of its act, in no order."""
        for word in words:
            baby = next(self.babies)
            ended = self.tell(word, baby)
            assert ended.how == "done"
            self.undisturbed[word] = ended, self.fate(baby)
            assert self.fate(baby).is_called_back
        moments = [(word, at) for word in words for at in self._moments(self.undisturbed[word][0], each)]
        for word, at in self.dice.sample(moments, len(moments)):
            yield word, next(self.babies), at

    def look_round(self) -> None:
        """Every birth is with its centre or called back, for its centre too, and the ledger proves each of these acts."""
        fates = _fates()
        there = {birth for birth, fate in fates.items() if fate == WITH_ITS_CENTRE}
        assert {birth: fate for birth, fate in fates.items() if birth not in there and not fate.is_called_back} == {}
        with seen_by(self.viewer) as using, connections[using].cursor() as cursor:
            cursor.execute("SELECT ARRAY(SELECT birth_id FROM handover_line), (SELECT count(*) FROM handover_callback)")
            [(seen, demanded)] = cursor.fetchall()
        assert (set(seen), demanded) == (there, len(fates) - len(there))
        assert look.ask(UNPROVEN) == []
        if self.dice.random() < SEALED:
            seal(signer=LOG, at=self.world.at)
        key = LOG.key.public_key()
        verdict = verify_store(key=key, directory=self.ledger, records=records(), promised=PROMISED)
        assert verdict.findings == ()

    def _print_letters(self) -> None:
        """A letter to each of them lies in the pile."""
        told = {"number": "01422 000000", "hours": "9 to 5", "by": BY, "at": self.world.at}
        keep_number(organisation_code=CALDERDALE, role=RoleKind.DATA_STEWARD, **told)
        council = self.world.ids[CALDERDALE]
        batch = queueing.make(sender=council, by=BY, at=self.world.at)
        assert isinstance(batch, batches.Batch)
        batches.print_letters(sender=council, reference=batch.reference, by=BY, at=self.world.at)

    def _moments(self, whole: Ended, count: int) -> list[int]:
        """Moments of an act, those around its COMMITs first (at most half), the others spread over all of it."""
        around = [before + more for before in whole.commits for more in range(3)]
        around = self.dice.sample(around, min(len(around), count // 2))
        rest = count - len(around)
        return around + [1 + int((place + self.dice.random()) * whole.asked / rest) for place in range(rest)]

    def _until_nobody_asks(self) -> None:
        with psycopg.connect(self.dsn, autocommit=True) as eye:
            for _ in range(LONGEST_TICKS):
                if not eye.execute("SELECT 1 FROM pg_stat_activity WHERE application_name = %s", [NAME]).fetchall():
                    return
                time.sleep(TICK)
        pytest.fail("a session outlives its worker")


def _fates(birth: int | None = None) -> dict[int, Fate]:
    """What has become of each birth, or of one."""
    with connection.cursor() as cursor:
        cursor.execute(FATES, {"birth": birth})
        return {birth: Fate(*rest) for birth, *rest in cursor.fetchall()}


def _rows(count: int) -> Iterator[dict[str, str]]:
    """So many families of different names and homes."""
    names = list(dict.fromkeys(one.surname for one in surnames()))
    stems = [str(999_000_000 + 7 * place) for place in range(2 * count)]
    numbers = [stem + digit for stem in stems if (digit := nhs_check_digit(stem))]
    for place in range(count):
        home = f"{place + 1} High Street"
        yield row(f"R{place}", names[place], "2026-09-14", address_line_1=home, nhs_number=numbers[place])


@pytest.fixture
def lasting(server: Server, database: str) -> Iterator[Server]:
    """A server that keeps what it said it had kept, though it be killed."""
    _start_anew(server, LASTING)
    yield server
    _start_anew(server, FAST)


def _start_anew(server: Server, settings: Mapping[str, str]) -> None:
    connections.close_all()
    postgres.stop(server.home)
    postgres.ensure(server.home, settings)


def test_a_worker_killed_at_any_step_has_called_back_whom_it_marked_or_done_nothing(
    workers: Workers, database: str, tmp_path: Path
) -> None:
    families = Families(workers, database, tmp_path, count=165)
    for word, baby, at in families.kills(SAID, each=15):
        whole, wanted = families.undisturbed[word]
        assert families.tell(word, baby, at=at).how == "killed"
        sent = whole.commits[-1] + 1
        left = [WITH_ITS_CENTRE] * (at <= sent) + [wanted] * (at >= sent)
        assert families.fate(baby) in left, f"{word} killed at {at} of {whole.asked}"
        families.look_round()
        families.tell_again(word, baby)
        assert families.fate(baby) == wanted, f"{word} killed at {at} of {whole.asked}"
    families.look_round()


def test_a_file_whose_worker_is_killed_is_carried_to_the_same_end_by_the_next_one(
    workers: Workers, database: str, tmp_path: Path
) -> None:
    families = Families(workers, database, tmp_path, count=40)
    for word, baby, at in families.kills(WRITTEN, each=9):
        whole, wanted = families.undisturbed[word]
        before = look.count("intake_consignment")
        assert families.tell(word, baby, at=at).how == "killed"
        families.look_round()
        received = look.count("intake_consignment") > before
        carry_on = families.dice.choice((journey.carry_unfinished, journey.advance_all))
        carry_on(by=BY, at=families.world.at)
        left = wanted if received else WITH_ITS_CENTRE
        assert families.fate(baby) == left, f"{word} killed at {at} of {whole.asked}"
        families.tell_again(word, baby)
        assert families.fate(baby) == wanted, f"{word} killed at {at} of {whole.asked}"
        assert look.count("intake_consignment") == before + 1
    families.look_round()


def test_a_word_that_was_acknowledged_outlives_its_database_and_any_other_is_undone_or_whole(
    workers: Workers, lasting: Server, database: str, tmp_path: Path
) -> None:
    families = Families(workers, database, tmp_path, count=56)
    for word, baby, at in families.kills([*SAID, *WRITTEN], each=3):
        whole, wanted = families.undisturbed[word]
        first = pid(lasting.home)
        ended = families.tell(word, baby, at=at, struck=families.dice.choice(("server", "postmaster")))
        connections.close_all()
        postgres.ensure(lasting.home, LASTING)
        assert pid(lasting.home) != first
        left = {"done": [wanted], "failed": [WITH_ITS_CENTRE, wanted]}[ended.how]
        assert families.fate(baby) in left, f"{word}: database killed at {at} of {whole.asked}"
        families.look_round()
        families.tell_again(word, baby)
        assert families.fate(baby) == wanted, f"{word}: database killed at {at} of {whole.asked}"
    families.look_round()
