"""Attack 2: a thief of the database before the close, with every code and the order in which people came."""

import zlib

from tests.adversary import attack, folders, judging
from tests.adversary.conftest import Figure, Plays
from tests.adversary.folders import Play


def test_sealed_bytes_do_not_say_who_says_what_or_who_stopped(plays: Plays, figure: Figure):
    """Fails when a cell, a size or a place in the file tells short from long, one choice from another, or a stop."""
    caught, line = judging.holds(attack.before_the_close, lambda again: plays("open", 12, 12, again))

    figure("2", f"12 members, before the close: {line}")
    assert caught == {}


def test_no_word_lies_in_any_file(plays: Plays, figure: Figure):
    """Fails when a draft, an envelope, a log or a temporary page keeps a word as it was typed, in any plain coding."""
    found = [leak for play in plays("open", 12, 12)[:2] for leak in _plain_words(play)]

    figure("2", f"words found as they were typed, in every file and every copy: {len(found)}")
    assert found == []


def test_all_that_is_sealed_has_one_size(plays: Plays):
    """Fails when the size of an envelope or a draft depends on what is in it."""
    tables = folders.tables(plays("open", 12, 12)[0].today)
    envelopes = {len(_cell(tables["box_envelope"], row, "sealed")) for row in tables["box_envelope"]["rows"]}
    cells = {len(_cell(tables["people_seat"], row, "sealed")) for row in tables["people_seat"]["rows"]}

    assert len(envelopes) == 1
    assert len(cells) == 1


def _plain_words(play: Play) -> list[str]:
    """Search for four words in a row, in the codings a file might have."""
    wanted = [" ".join(said.split()[:3]) for one in play.truth.said for said in one.values() if " " in said]
    held = folders.files(play.today) | folders.files(play.folder / "backups")
    forms = [form for said in wanted for form in _forms(said) if form]
    return [name for name, content in held.items() for form in forms if form in content]


def _forms(said: str) -> list[bytes]:
    if said.startswith("option "):
        return []
    return [said.encode(), said.encode("utf-16-le"), said.upper().encode(), zlib.compress(said.encode())[2:10]]


def _cell(table: dict[str, list], row: tuple, column: str) -> bytes:
    return row[table["columns"].index(column)]
