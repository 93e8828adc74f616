"""Keys of single things lie outside the database: each is given out once, and what is destroyed opens nothing any more."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from stat import S_IMODE

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightstart.engine import keystore, sealing
from rightstart.engine.keys import KeyDestroyed
from rightstart.engine.sealing import Sealing


class Told(msgspec.Struct, frozen=True, array_like=True):
    name: str
    street: str | None = None


NOTES = Sealing(Told, room="notes", about="note")


def test_two_at_once_never_get_the_same_slot_and_find_their_own_keys_again(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as many:
        taken = list(many.map(lambda count: keystore.take(tmp_path, "notes", count), [1, 7, 40, 3] * 8))
    slots = [slot for one in taken for slot in one]
    assert len(slots) == len(set(slots)) == 8 * 51
    told = {slot: key for one in taken for slot, key in one.items()}
    assert keystore.keys_of(tmp_path, "notes", slots) == told


def test_a_slot_is_never_given_out_again_also_after_its_key_is_gone(tmp_path: Path) -> None:
    first = keystore.take(tmp_path, "notes", 3)
    keystore.destroy(tmp_path, "notes", first)
    keystore.destroy(tmp_path, "notes", first)
    assert not first.keys() & keystore.take(tmp_path, "notes", 3).keys()
    assert keystore.destroyed(tmp_path, "notes", [*first, 3, 99]) == {0, 1, 2, 99}


def test_a_write_cut_short_spoils_no_later_key(tmp_path: Path) -> None:
    kept = keystore.take(tmp_path, "notes", 2)
    with keystore.path_of(tmp_path, "notes").open("ab") as file:
        file.write(b"half a key")
    more = keystore.take(tmp_path, "notes", 2)
    assert keystore.keys_of(tmp_path, "notes", [*kept, *more]) == kept | more
    assert 2 not in more


def test_its_owner_alone_reads_the_file(tmp_path: Path) -> None:
    keystore.take(tmp_path, "notes", 1)
    assert S_IMODE(keystore.path_of(tmp_path, "notes").stat().st_mode) == 0o600


def test_what_is_sealed_is_read_while_its_key_is_there_and_left_out_afterwards(tmp_path: Path) -> None:
    slots, sealed = NOTES.seal_new(tmp_path, [Told("Smith", "1 High Street"), Told("Jones")])
    rows = [("first", slots[0], sealed[0]), ("second", slots[1], sealed[1]), ("erased", slots[1], None)]
    assert list(NOTES.read(tmp_path, rows)) == [
        (Told("Smith", "1 High Street"), ("first",)),
        (Told("Jones"), ("second",)),
    ]
    keystore.destroy(tmp_path, "notes", slots[:1])
    assert list(NOTES.read(tmp_path, rows)) == [(Told("Jones"), ("second",))]
    assert NOTES.seal_under(tmp_path, slots, [Told("A"), Told("B")])[0] is None
    assert not any(b"Smith" in one for one in sealed)


def test_one_kind_of_thing_never_stands_for_another(tmp_path: Path) -> None:
    [slot], [sealed] = NOTES.seal_new(tmp_path, [Told("Smith")])
    others = Sealing(Told, room="notes", about="line")
    with pytest.raises(KeyDestroyed):
        list(others.read(tmp_path, [(slot, sealed)]))


@given(st.lists(st.tuples(st.text(), st.none() | st.text()), max_size=20), st.data())
def test_of_any_things_those_come_back_whose_keys_were_not_destroyed(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, str | None]], data: st.DataObject
) -> None:
    home = tmp_path_factory.mktemp("home")
    things = [Told(*one) for one in told]
    slots, sealed = NOTES.seal_new(home, things)
    gone = data.draw(st.sets(st.sampled_from(slots))) if slots else set()
    keystore.destroy(home, "notes", gone)
    back = [one for one, _ in NOTES.read(home, zip(slots, sealed, strict=True))]
    assert back == [one for one, slot in zip(things, slots, strict=True) if slot not in gone]


def test_what_is_remembered_is_the_same_and_left_out_all_the_same_once_its_key_is_gone(tmp_path: Path) -> None:
    with NOTES.remembering():
        slots, sealed = NOTES.seal_new(tmp_path, [Told("Smith"), Told("Jones")])
        rows = [("first", slots[0], sealed[0]), ("second", slots[1], sealed[1])]
        [(smith, _), (jones, _)] = NOTES.read(tmp_path, rows)
        with NOTES.remembering():
            assert (
                [thing for thing, _ in NOTES.read(tmp_path, rows)] == [smith, jones] == [Told("Smith"), Told("Jones")]
            )
        exchanged = [("first", slots[0], sealed[1])]
        with pytest.raises(KeyDestroyed):
            list(NOTES.read(tmp_path, exchanged))
        keystore.destroy(tmp_path, "notes", slots[:1])
        assert list(NOTES.read(tmp_path, rows)) == [(Told("Jones"), ("second",))]


def test_nothing_is_remembered_beyond_the_block_nor_more_than_a_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[int] = []
    open_it = keystore.opened
    monkeypatch.setattr(
        keystore,
        "opened",
        lambda keys, slot, *rest, **about: opened.append(slot) or open_it(keys, slot, *rest, **about),
    )
    monkeypatch.setattr(sealing, "MOST_REMEMBERED", 2)
    with NOTES.remembering():
        slots, sealed = NOTES.seal_new(tmp_path, [Told("Smith"), Told("Jones")])
        more, others = NOTES.seal_new(tmp_path, [Told("Brown")])
        rows = list(zip([*slots, *more], [*sealed, *others], strict=True))
        assert len(list(NOTES.read(tmp_path, rows))) == 3
    assert opened == more
    list(NOTES.read(tmp_path, rows))
    assert opened == [*more, *slots, *more]
