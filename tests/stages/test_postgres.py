"""The launcher of our own PostgreSQL, on real servers."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from rightstart.engine import place, postgres
from rightstart.engine.postgres import EngineError, Server, Trouble
from tests.server import kill, pid, pid_file

FAST = {"fsync": "off", "shared_buffers": "16MB"}


@pytest.fixture
def ground() -> Iterator[Path]:
    """An empty directory that any user may pass through; every server made right under it is discarded."""
    directory = Path(tempfile.mkdtemp(prefix="rightstart-ground-"))
    directory.chmod(0o711)
    yield directory
    for home in [directory, *directory.iterdir()]:
        if home.is_dir():
            postgres.discard(home)
    shutil.rmtree(directory)


def answer(server: Server, question: str) -> object:
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        row = connection.execute(question.encode()).fetchone()
    assert row
    return row[0]


def test_a_new_home_gets_a_server_with_the_owner_and_its_empty_database(ground: Path) -> None:
    server = postgres.ensure(ground, FAST)

    with psycopg.connect(server.dsn(postgres.OWNER)) as connection:
        assert connection.execute("SELECT current_user, current_database()").fetchone() == (
            "rightstart_owner",
            "rightstart",
        )
        assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def test_the_owner_is_no_superuser_and_does_not_go_round_row_security(ground: Path) -> None:
    server = postgres.ensure(ground, FAST)

    question = "SELECT rolsuper OR rolbypassrls OR rolreplication FROM pg_roles WHERE rolname = 'rightstart_owner'"
    assert answer(server, question) is False


def test_no_port_is_open_and_the_socket_is_for_the_servers_own_user_only(ground: Path) -> None:
    server = postgres.ensure(ground, FAST)

    assert answer(server, "SHOW listen_addresses") == ""
    assert server.socket == postgres.socket_dir(ground)
    assert server.socket.stat().st_mode & 0o077 == 0


def test_it_waits_for_the_disk_unless_told_otherwise(ground: Path) -> None:
    assert answer(postgres.ensure(ground), "SHOW fsync") == "on"


def test_the_order_of_text_is_that_of_code_points_everywhere(ground: Path) -> None:
    server = postgres.ensure(ground, FAST)

    assert answer(server, "SELECT string_agg(x, '' ORDER BY x) FROM unnest(ARRAY['é', 'b', 'Z', 'a']) x") == "Zabé"


def test_the_server_stays_for_the_next_command_until_it_is_stopped(ground: Path) -> None:
    postgres.ensure(ground, FAST)
    first = pid(ground)

    postgres.ensure(ground, FAST)
    assert pid(ground) == first

    postgres.stop(ground)
    postgres.stop(ground)
    assert not pid_file(ground).exists()


def test_what_was_committed_is_there_after_a_stop(ground: Path) -> None:
    with psycopg.connect(postgres.ensure(ground, FAST).dsn()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS n")

    postgres.stop(ground)

    assert answer(postgres.ensure(ground, FAST), "SELECT n FROM kept") == 42


@pytest.mark.parametrize("name", ["a b  c", 'it\'s, "here" $HOME `x` \\', "ünïcödé", "x" * 200])
def test_a_home_may_have_any_path(ground: Path, name: str) -> None:
    server = postgres.ensure(ground / name, FAST)

    assert answer(server, "SELECT 1") == 1
    assert pid_file(ground / name).exists()


@pytest.mark.parametrize("children_too", [True, False])
def test_killed_in_mid_transaction_it_comes_back_with_all_committed_rows_and_no_other(
    ground: Path, children_too: bool
) -> None:
    server = postgres.ensure(ground)
    with psycopg.connect(server.dsn(), autocommit=True) as committed:
        committed.execute("CREATE TABLE births (n int)")
        for start in range(0, 100_000, 20_000):
            committed.execute("INSERT INTO births SELECT generate_series(%s::int, %s)", [start, start + 19_999])
    with closing(psycopg.connect(server.dsn())) as half_way:
        half_way.execute("INSERT INTO births SELECT generate_series(100000, 149999)")
        kill(ground, children_too=children_too)
        back = postgres.ensure(ground)

    assert answer(back, "SELECT count(*) FROM births") == 100_000
    assert answer(back, "SELECT max(n) FROM births") == 99_999


def test_commands_at_once_share_one_server(ground: Path) -> None:
    order = "import sys, pathlib; from rightstart.engine import postgres; postgres.ensure(pathlib.Path(sys.argv[1]))"
    commands = [subprocess.Popen([sys.executable, "-c", order, str(ground / "new")]) for _ in range(4)]

    assert [command.wait() for command in commands] == [0, 0, 0, 0]
    assert answer(postgres.ensure(ground / "new"), "SELECT count(*) FROM pg_database WHERE datname = 'rightstart'") == 1


def as_servers_user(home: Path, *order: str) -> subprocess.Popen[bytes]:
    who = place.account(home.resolve())
    return subprocess.Popen(order, user=who.uid if who.change else None)


@pytest.mark.parametrize("order", [("sleep", "600"), ("true",)], ids=["a stranger", "a zombie"])
def test_a_stale_pid_file_that_names_a_living_process_does_not_stop_the_start(
    ground: Path, order: tuple[str, ...]
) -> None:
    server = postgres.ensure(ground, FAST)
    kill(ground, children_too=True)
    other = as_servers_user(ground, *order)
    lines = pid_file(ground).read_text().splitlines()
    pid_file(ground).write_text("\n".join([str(other.pid), *lines[1:]]) + "\n")

    assert answer(postgres.ensure(ground, FAST), "SELECT 1") == 1
    assert server.socket.is_dir()
    other.kill()
    other.wait()


def test_a_pid_file_cut_short_by_a_full_disk_does_not_stop_the_start(ground: Path) -> None:
    postgres.ensure(ground, FAST)
    postgres.stop(ground)
    pid_file(ground).write_text("999999\n")
    shutil.chown(pid_file(ground), place.account(ground).uid)

    assert answer(postgres.ensure(ground, FAST), "SELECT 1") == 1


def test_a_server_whose_socket_was_cleared_away_is_started_anew(ground: Path) -> None:
    shutil.rmtree(postgres.ensure(ground, FAST).socket)

    assert answer(postgres.ensure(ground, FAST), "SELECT 1") == 1


def test_making_a_cluster_that_was_cut_off_is_begun_again(ground: Path) -> None:
    postgres.ensure(ground, FAST)
    postgres.stop(ground)
    data = pid_file(ground).parent
    data.rename(data.with_name("data.new"))

    assert answer(postgres.ensure(ground, FAST), "SELECT 1") == 1
    assert not data.with_name("data.new").exists()


def test_a_setting_that_postgresql_refuses_is_told_in_its_own_words(ground: Path) -> None:
    with pytest.raises(EngineError, match="would not start") as caught:
        postgres.ensure(ground, {"shared_buffers": "plenty"})

    assert caught.value.trouble is Trouble.FAILED
    assert 'invalid value for parameter "shared_buffers"' in caught.value.said


def test_a_cluster_of_another_major_version_is_refused_and_left_alone(ground: Path) -> None:
    postgres.ensure(ground, FAST)
    postgres.stop(ground)
    (pid_file(ground).parent / "PG_VERSION").write_text("17\n")

    with pytest.raises(EngineError, match="another major version"):
        postgres.ensure(ground, FAST)


def test_what_a_family_told_us_does_not_come_into_the_log(ground: Path) -> None:
    with psycopg.connect(postgres.ensure(ground, FAST).dsn(), autocommit=True) as connection:
        connection.execute("CREATE TABLE births (nhs_number text PRIMARY KEY, born_on date)")
        connection.execute("INSERT INTO births VALUES ('9990000018', NULL)")
        for bad in (["9990000018", None], ["9990000026", "Olivia"]):
            with pytest.raises(psycopg.Error):
                connection.execute("INSERT INTO births VALUES (%s, %s)", bad)
    postgres.stop(ground)

    place_of_logs = ground / "postgres"
    logs = "".join(f.read_text() for f in [place_of_logs / "log", *(place_of_logs / "data" / "log").iterdir()])
    assert "database system is shut down" in logs
    assert not any(told in logs for told in ("99900000", "Olivia"))


def test_a_socket_directory_that_somebody_else_made_is_refused(ground: Path) -> None:
    home = ground / ("x" * 120)
    squatted = postgres.socket_dir(home)
    squatted.mkdir(mode=0o777)
    squatted.chmod(0o777)

    with pytest.raises(EngineError, match="belongs to another user"):
        postgres.ensure(home, FAST)


def test_an_older_server_is_refused_with_its_version_and_what_is_needed() -> None:
    postgres.refuse_older(170000)
    postgres.refuse_older(180006)

    with pytest.raises(EngineError, match=r"PostgreSQL 15\. Right Start needs version 17 or newer"):
        postgres.refuse_older(150018)


def test_home_is_what_the_environment_says_or_else_that_of_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIGHTSTART_HOME", "/srv/right start")
    assert postgres.home() == Path("/srv/right start")

    monkeypatch.delenv("RIGHTSTART_HOME")
    assert postgres.home() == Path(__file__).resolve().parents[2] / ".home"
