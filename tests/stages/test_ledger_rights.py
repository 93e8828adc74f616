"""Truths about who may do what with the ledger in the database."""

import pytest
from django.db import DatabaseError, connections

from rightstart.ledger.kept import latest
from rightstart.ledger.models import Leaf
from tests.stages.sealing import sealed, written

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize("table", ["leaf", "entry", "checkpoint"])
@pytest.mark.parametrize("role", ["owner", "default", "intake"])
def test_nobody_changes_or_removes_what_is_in_the_ledger(table: str, role: str) -> None:
    written(1)
    sealed()
    column = {"leaf": "at", "entry": "position", "checkpoint": "at"}[table]
    for statement in (
        f"UPDATE ledger_{table} SET {column} = {column}",
        f"DELETE FROM ledger_{table}",
        f"TRUNCATE ledger_{table}",
    ):
        with pytest.raises(DatabaseError, match=r"only ever added to|permission denied|cannot truncate"):
            connections[role].cursor().execute(statement)


def test_no_working_role_says_which_transaction_wrote_a_leaf() -> None:
    for role in ("default", "intake"):
        for column, value in (("xid", "'1'"), ("id", "1")):
            with pytest.raises(DatabaseError, match="permission denied"):
                connections[role].cursor().execute(
                    f"INSERT INTO ledger_leaf (hash, body, at, {column}) VALUES (sha256('a'), 'a', now(), {value})"
                )
    with pytest.raises(DatabaseError, match="permission denied"):
        connections["intake"].cursor().execute("INSERT INTO ledger_entry VALUES (0, 1)")


@pytest.mark.parametrize("viewer", ["centre", "council", "supplier", "monitor"])
def test_a_viewer_sees_checkpoints_and_no_more_of_the_ledger(viewer: str) -> None:
    written(1)
    sealed()
    assert latest(using=viewer) is not None
    for table in ("leaf", "entry"):
        with pytest.raises(DatabaseError, match="permission denied"):
            connections[viewer].cursor().execute(f"SELECT * FROM ledger_{table}")
    with pytest.raises(DatabaseError, match="permission denied"):
        connections[viewer].cursor().execute("INSERT INTO ledger_leaf (hash, body, at) VALUES ('', '', now())")


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        ("(1, {leaf})", "no gaps"),
        ("(0, {leaf}), (2, {leaf} + 1)", "no gaps"),
        ("(0, 999999)", "without its leaf"),
        ("(-1, {leaf})", "entry_is_placed"),
    ],
)
def test_the_database_refuses_a_gap_and_a_place_without_its_leaf(rows: str, refusal: str) -> None:
    written(1, 2)
    leaf = Leaf.objects.order_by("pk").values_list("pk", flat=True)[0]
    with pytest.raises(DatabaseError, match=refusal):
        connections["default"].cursor().execute(f"INSERT INTO ledger_entry VALUES {rows.format(leaf=leaf)}")
