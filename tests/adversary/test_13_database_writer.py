"""Attack 13: someone who writes to the database, but has no box secret, while envelopes wait."""

import sqlite3
from collections.abc import Callable
from secrets import token_bytes

import pytest

from consult import intake, papers
from consult.envelopes import envelope_info, seal
from consult.house import House
from consult.papers import Reply
from consult.people.seats import InviteRefused
from consult.words import heap
from tests import factories
from tests.adversary.conftest import Figure
from tests.factories import Opened

pytestmark = pytest.mark.usefixtures("cheap_hashes")
MEMBERS = 8
Write = Callable[[sqlite3.Connection, Opened], None]
INSERT = "INSERT INTO box_envelope (key, box_id, words_key, sealed) VALUES (?, ?, ?, ?)"


def _rows(db: sqlite3.Connection) -> list[tuple[bytes, str, bytes, bytes]]:
    return db.execute("SELECT key, box_id, words_key, sealed FROM box_envelope ORDER BY key").fetchall()


def _copy(db: sqlite3.Connection, _part: Opened) -> None:
    """Put each envelope in a second time, under keys of his own."""
    db.executemany(INSERT, [(token_bytes(32), box, token_bytes(32), sealed) for _key, box, _words, sealed in _rows(db)])


def _add(db: sqlite3.Connection, part: Opened) -> None:
    """Seal papers of his own to the box's public key, which the database holds."""
    public, hash_, size, box = db.execute("SELECT public_key, text_hash, envelope_bytes, id FROM box_box").fetchone()
    questions = part.script.questions
    padded = papers.to_bytes(questions, {"q1": Reply(words="planted")}, size)
    for _ in range(MEMBERS):
        key = token_bytes(32)
        info = envelope_info(part.box_id, hash_, key, token_bytes(32))
        db.execute(INSERT, (key, box, token_bytes(32), seal(public, padded, info)))


def _swap(db: sqlite3.Connection, _part: Opened) -> None:
    """Exchange what lies under two keys."""
    one, other = _rows(db)[:2]
    for key, sealed in ((one[0], other[3]), (other[0], one[3])):
        db.execute("UPDATE box_envelope SET sealed = ? WHERE key = ?", (sealed, key))


def _replace(db: sqlite3.Connection, _part: Opened) -> None:
    """Put one envelope's bytes in the place of all others, so that one voice is all voices."""
    db.execute("UPDATE box_envelope SET sealed = ?", (_rows(db)[0][3],))


def _change(db: sqlite3.Connection, _part: Opened) -> None:
    """Turn one bit of one envelope."""
    key, _box, _words, sealed = _rows(db)[0]
    db.execute("UPDATE box_envelope SET sealed = ? WHERE key = ?", (bytes([sealed[0] ^ 1]) + sealed[1:], key))


def _rename(db: sqlite3.Connection, _part: Opened) -> None:
    """Move one envelope to a key of his own."""
    db.execute("UPDATE box_envelope SET key = ? WHERE key = ?", (token_bytes(32), _rows(db)[0][0]))


@pytest.mark.parametrize(
    ("write", "left_out", "counted"),
    [
        (_copy, MEMBERS, MEMBERS),
        (_add, MEMBERS, MEMBERS),
        (_swap, 2, MEMBERS - 2),
        (_change, 1, MEMBERS - 1),
        (_rename, 1, MEMBERS - 1),
    ],
    ids=["copies", "adds", "swaps", "changes", "renames"],
)
def test_what_he_writes_is_left_out_and_nothing_counts_twice(
    house: House, figure: Figure, write: Write, left_out: int, counted: int
):
    """Fails when an envelope opens in another place than its own, or without the box secret in its seal."""
    part = _answered(house)

    _written(house, part, write)
    factories.close(part)
    result = factories.count(part)

    words = _words(part)
    figure("13", f"{write.__doc__} Left out: {result.left_out}; counted: {len(words)}; counted twice: 0")
    assert result.left_out == left_out
    assert len(words) == len(set(words)) == counted
    assert set(words) <= {f"member {number}" for number in range(MEMBERS)}


def test_one_voice_never_becomes_all_voices(house: House, figure: Figure):
    """Fails when a copied envelope counts: then seven members would be unheard and one heard eight times."""
    part = _answered(house)

    _written(house, part, _replace)
    factories.close(part)
    result = factories.count(part)

    figure("13", f"{_replace.__doc__} Left out: {result.left_out}; too few are left, so nothing is read")
    assert (result.left_out, result.answers, result.purged_unread) == (MEMBERS - 1, 0, True)
    assert _words(part) == []


def test_another_box_and_another_text_take_nothing_over(house: House):
    """Fails when an envelope of one advisory's box opens in another's, though both have the same questions."""
    part = _answered(house)
    second = factories.opened_beside(part, seats=6)
    factories.send_all(second, [{"q1": Reply(words=f"other {number}")} for number in range(6)])

    _written(house, part, lambda db, _part: db.execute("UPDATE box_envelope SET box_id = ?", (second.box_id.hex,)))
    factories.close(part)
    result = factories.count(second)

    assert result.left_out == MEMBERS
    assert sorted(_words(second)) == sorted(f"other {number}" for number in range(6))


def test_a_copied_or_older_cell_lets_nobody_in_twice(house: House):
    """Fails when the cell of one seat works in another, or a row written back pays a second time."""
    part = factories.opened(house, seats=6)
    intake.send(house, part.codes[0], {})

    def copy_cell(db: sqlite3.Connection, _part: Opened) -> None:
        (sealed,) = db.execute("SELECT sealed FROM people_seat LIMIT 1").fetchone()
        db.execute("UPDATE people_seat SET sealed = ?", (sealed,))

    _written(house, part, copy_cell)

    worked = [code for code in part.codes if _comes_in(house, code)]
    assert len(worked) <= 1


def _comes_in(house: House, code: str) -> bool:
    try:
        intake.enter(house, code)
    except InviteRefused:
        return False
    return True


def _answered(house: House) -> Opened:
    part = factories.opened(house, seats=MEMBERS)
    factories.send_all(part, [{"q1": Reply(words=f"member {number}")} for number in range(MEMBERS)])
    return part


def _written(house: House, part: Opened, write: Write) -> None:
    db = sqlite3.connect(house.settings.folder / "consult.sqlite3")
    with db:
        write(db, part)
    db.close()


def _words(part: Opened) -> list[str]:
    with part.house.database.reading() as session:
        return [
            row["words"] for row in heap.of_round(session, part.round_id) if row["advisory_id"] == part.advisory_id.hex
        ]
