"""Attack 16: a thief of the database, with every code, asks which envelopes were paper, and which left together."""

from collections.abc import Callable
from pathlib import Path
from random import SystemRandom

import pytest
from sqlalchemy import text

from consult import intake, paper_entry, tokens
from consult.house import House
from tests import factories, paper_room
from tests.adversary import bounds, folders, making, signals
from tests.adversary.bounds import Tallies, Tally
from tests.adversary.conftest import Figure
from tests.factories import Opened

pytestmark = pytest.mark.usefixtures("cheap_hashes")
PLAYS, PAPERS, PHONES = 8, 6, 6
_LUCK = SystemRandom()
_KEPT = ("box_envelope", "people_seat", "money_honorarium")


@pytest.mark.requirement("ANON-20")
def test_no_value_size_or_place_tells_a_paper_envelope(playground: Path, figure: Figure):
    """Fails when a mark, another size, another kind of key or a row beside it tells what came by paper."""
    found = _attacked(playground / "paper", _leave_it)

    name, most = bounds.best(found)
    figure(
        "16",
        f"paper told from phone, 12 envelopes: best of {len(found)} signals finds {most.share:.1%} "
        f"(chance {most.chance_share:.1%}, 99.9 % bound {most.bound:.1%}; {name})",
    )
    again = bounds.beyond(_attacked(playground / "paper-again", _leave_it)) if bounds.beyond(found) else {}
    assert bounds.beyond(found).keys() & again.keys() == set()


def test_a_store_that_marks_paper_is_caught(playground: Path, figure: Figure):
    """Fails when the attack above would not see a mark: here the second key begins with zeros."""
    found = bounds.beyond(_attacked(playground / "marked", _mark))

    figure("16", f"a store that marks paper: {max((tally.share for tally in found.values()), default=0):.0%} found")
    assert found["box_envelope.words_key: paper is the lowest"].share > 0.9


@pytest.mark.requirement("ANON-20")
def test_one_paper_form_changes_what_one_phone_changes(house: House, monkeypatch: pytest.MonkeyPatch):
    """Fails when sending a form writes one row more, one less, or one of another size than a member's Send does."""
    part = factories.opened(house, seats=12)
    real, seen = intake.send, []

    def watched(*args):
        before = folders.tables(house.settings.folder)
        pay = real(*args)
        seen.append(_changes(before, folders.tables(house.settings.folder)))
        return pay

    monkeypatch.setattr(intake, "send", watched)
    for code, form in zip(part.codes[6:9], paper_room.forms(part, 3), strict=True):
        intake.send(house, code, form, tokens.PrivateWords(tokens.new_words()))
    words, _ = paper_room.typed(part)
    paper_entry.send(house, part.staff.facilitator, part.part_id, words)

    assert len(seen) == 8
    assert len({str(one) for one in seen}) == 1


def _attacked(folder: Path, spoil: Callable[[Opened, list[str]], None]) -> Tallies:
    tallies: Tallies = {}
    for number in range(PLAYS):
        part, papers = _played(folder / f"{number:02}", spoil)
        for name, by_code in _signals(part).items():
            _guess(name, by_code, papers, tallies)
    return tallies


def _played(folder: Path, spoil: Callable[[Opened, list[str]], None]) -> tuple[Opened, list[str]]:
    """Let six come by phone and six by paper, the pile anywhere among them; give who came by paper."""
    part = factories.opened(making.new_house(folder), seats=PAPERS + PHONES)
    codes = _LUCK.sample(part.codes, len(part.codes))
    by_paper, by_phone = codes[:PAPERS], codes[PAPERS:]
    forms = paper_room.forms(part, PAPERS + PHONES, mark="words")
    house, who = part.house, part.staff.facilitator
    words = paper_entry.begin(house, who, part.part_id)
    for code, form in zip(by_paper, forms, strict=False):
        paper_entry.add_form(house, who, part.part_id, words, form)
        paper_entry.add_card(house, who, part.part_id, words, code)
    pile_leaves = _LUCK.randint(0, PHONES)
    for number, (code, form) in enumerate(zip(by_phone, forms[PAPERS:], strict=True)):
        if number == pile_leaves:
            paper_entry.send(house, who, part.part_id, words)
        intake.send(house, code, form)
    if pile_leaves == PHONES:
        paper_entry.send(house, who, part.part_id, words)
    spoil(part, by_paper)
    return part, by_paper


def _leave_it(_part: Opened, _papers: list[str]) -> None:
    """Leave the store as it is."""


def _mark(part: Opened, papers: list[str]) -> None:
    """Do what a careless store would do: know paper by its key."""
    secret = part.house.keyring.secret(part.box_id)
    with part.house.database.writing() as session:
        for number, code in enumerate(papers):
            session.execute(
                text("UPDATE box_envelope SET words_key = :words WHERE key = :key"),
                {"words": bytes(31) + bytes([number]), "key": tokens.envelope_key(secret, code)},
            )


def _signals(part: Opened) -> dict[str, dict[str, float]]:
    """Give every value, size and place in a file of the rows of each card, found with codes and box secret."""
    house, secret = part.house, part.house.keyring.secret(part.box_id)
    tables, files = folders.tables(house.settings.folder), folders.files(house.settings.folder)
    keys = {code: _keys(house, secret, part, code) for code in part.codes}
    found: dict[str, dict[str, float]] = {}
    for name in _KEPT:
        table = tables[name]
        by_key = {bytes(row[table["columns"].index("key")]): row for row in table["rows"]}
        for code in part.codes:
            row = by_key[keys[code][name]]
            for column, value in zip(table["columns"], row, strict=True):
                found.setdefault(f"{name}.{column}", {})[code] = signals.as_number(value)
                if isinstance(value, bytes):
                    found.setdefault(f"{name}.{column} size", {})[code] = float(len(value))
            for file, held in files.items():
                if file.endswith((".sqlite3", "-wal")):
                    at = float(held.rfind(bytes(row[table["columns"].index("key")])))
                    found.setdefault(f"{name} in {file}", {})[code] = at
                    found.setdefault(f"{name} in its page of {file}", {})[code] = at % signals.PAGE
    return found


def _keys(house: House, secret: bytes, part: Opened, code: str) -> dict[str, bytes]:
    pay = intake.enter(house, code).pay
    assert pay is not None
    return {
        "box_envelope": tokens.envelope_key(secret, code),
        "people_seat": tokens.seat_key(secret, code),
        "money_honorarium": tokens.honorarium_key(house.pepper.value, pay),
    }


def _guess(name: str, by_code: dict[str, float], papers: list[str], into: Tallies) -> None:
    order = sorted(by_code, key=lambda code: (by_code[code], _LUCK.random()))
    for end, guessed in (("lowest", order[: len(papers)]), ("highest", order[-len(papers) :])):
        tally = into.setdefault(f"{name}: paper is the {end}", Tally())
        tally.add(len(set(guessed) & set(papers)), len(papers), len(by_code) / len(papers))


def _changes(before: folders.Tables, after: folders.Tables) -> dict[str, tuple[list[list[int]], list[list[int]]]]:
    """Give for each table the sizes of the cells of rows that went and of rows that came."""
    changed = {}
    for name, table in after.items():
        was, now = set(before[name]["rows"]), set(table["rows"])
        if was != now:
            changed[name] = (sorted(map(_sizes, was - now)), sorted(map(_sizes, now - was)))
    return changed


def _sizes(row: tuple) -> list[int]:
    return [len(value) if isinstance(value, bytes | str) else -1 for value in row]
