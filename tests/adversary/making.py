"""Plays rounds through the real doors, in a process of its own, and leaves what an attacker may hold: bytes."""

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import SystemRandom

from sqlalchemy import Connection

from consult import counting, intake, tokens
from consult.clock import SetClock
from consult.house import House, assemble
from consult.money import desk
from consult.money.months import month_now
from consult.papers import Reply
from consult.schema import make_tables
from consult.settings import Settings
from tests import factories
from tests.adversary.folders import copy_database
from tests.adversary.naive import counts, tables
from tests.factories import Opened

NOON = datetime(2026, 5, 4, 15, 0, tzinfo=UTC)
CHOICES = tuple(f"Reason {number}" for number in range(1, 13))
Counted = Callable[[Opened, counting.Tell], object]
_IDLE: list[Connection] = []
_LUCK = SystemRandom()
WAYS: dict[str, Counted] = {"right": factories.count, **counts.WRONG}


@dataclass
class Notes:
    """What the maker knows, by person in order of arrival."""

    said: list[dict[str, str]] = field(default_factory=list)
    cards: list[str] = field(default_factory=list)
    pay: list[str] = field(default_factory=list)


def new_house(folder: Path) -> House:
    """Put an empty house into a folder."""
    folder.mkdir(mode=0o700, parents=True)
    house = assemble(Settings(folder=folder), SetClock(NOON))
    make_tables(house.database.engine)
    return house


def play(folder: Path, members: int, way: str, *, copies: bool = True) -> None:
    """Play one round to the end of its count, with a copy of the database's files after every Send."""
    part, notes = answered(folder, members, copies=copies, short=way != "right")
    (folder / "truth.json").write_text(json.dumps(vars(notes)), encoding="utf-8")
    factories.close(part)

    def tell(step: str) -> None:
        if step == "committed" and copies:
            copy_database(folder / "house", folder / "after" / step)

    WAYS[way](part, tell)


def play_open(folder: Path, members: int) -> None:
    """Play one round that is still open, in which one member of four stops and sends nothing."""
    _part, notes = answered(folder, members, copies=True, silent=members // 4)
    (folder / "truth.json").write_text(json.dumps(vars(notes)), encoding="utf-8")


def answered(folder: Path, members: int, *, copies: bool, silent: int = 0, short: bool = False) -> tuple[Opened, Notes]:
    """
    Open a round and let the members come, each in her own way; it stays open.

    So many `silent` ones stop. `short`: two questions and few words, so that all answers fit one page.
    """
    house = new_house(folder / "house")
    # As in a server that is never idle: with one connection open, the write-ahead log stays.
    idle = house.database.engine.connect()
    idle.exec_driver_sql("SELECT 1")
    idle.rollback()
    _IDLE.append(idle)
    part = factories.opened(house, listed=factories.small_questions(2, CHOICES), seats=members)
    notes = Notes()
    picks = _LUCK.sample(range(members), members)
    quiet = set(_LUCK.sample(range(members), silent))
    for number, code in enumerate(part.codes):
        if copies:
            copy_database(folder / "house", folder / "backups" / f"{number:03}")
        if number in quiet:
            _stop(part, code, notes)
        else:
            _arrive(part, code, _short() if short else _said(picks[number] % len(CHOICES)), notes)
    if copies:
        copy_database(folder / "house", folder / "backups" / f"{members:03}")
    return part, notes


def _arrive(part: Opened, code: tokens.InviteCode, said: dict[str, str], notes: Notes) -> None:
    """Come in, keep a place, stop or not, send, be paid on the spot: whatever members do, in any mix."""
    house = part.house
    intake.enter(house, tokens.grouped(code))
    words = tokens.PrivateWords(tokens.new_words())
    paper = {key: Reply(words=said[key], quotable=_LUCK.random() < 0.5) for key in ("q1", "q2")}
    if "pick" in said:
        pick = int(said["pick"].removeprefix("option "))
        paper["pick"] = Reply(picks=frozenset({pick}), other=said["pick (other)"])
    if _LUCK.random() < 0.5:
        intake.keep_draft(house, code, words, paper, at=2)
    if _LUCK.random() < 0.3:
        intake.stop(house, code)
    pay = intake.send(house, code, paper, words if _LUCK.random() < 0.5 else None)
    _paid(part, pay)
    _note(notes, said, code, pay)


def _stop(part: Opened, code: tokens.InviteCode, notes: Notes) -> None:
    """Come in, keep a place or not, stop, be paid on the spot."""
    words = tokens.PrivateWords(tokens.new_words())
    if _LUCK.random() < 0.5:
        intake.keep_draft(part.house, code, words, {"q1": Reply(words="not yet")}, at=1)
    pay = intake.stop(part.house, code)
    _paid(part, pay)
    _note(notes, {}, code, pay)


def _paid(part: Opened, pay: tokens.HonorariumCode) -> None:
    house = part.house
    with house.database.writing() as session:
        desk.pay(session, part.staff.desk, house.pepper, pay, "desk 1", month=month_now(house.clock))


def _note(notes: Notes, said: dict[str, str], code: str, pay: str) -> None:
    notes.said.append(said)
    notes.cards.append(code)
    notes.pay.append(pay)


def _said(pick: int) -> dict[str, str]:
    """Give words that no other member gives, of any length."""
    listed = tokens.word_list("en")
    told = {key: " ".join(_LUCK.choices(listed, k=_LUCK.randint(3, 12))) for key in ("q1", "q2", "pick (other)")}
    return told | {"pick": f"option {pick}"}


def _short() -> dict[str, str]:
    return {key: " ".join(_LUCK.choices(tokens.word_list("en"), k=3)) for key in ("q1", "q2")}


def main() -> None:
    """Play as many rounds as asked."""
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--members", type=int, default=12)
    asked.add_argument("--plays", type=int, default=1)
    asked.add_argument("--way", choices=["open", *WAYS, *tables.TABLES], default="right")
    given = asked.parse_args()
    factories.cheapen_hashes()
    for number in range(given.plays):
        folder = given.folder / f"play-{number:02}"
        if given.way in tables.TABLES:
            tables.TABLES[given.way](folder, given.members)
        elif given.way == "open":
            play_open(folder, given.members)
        else:
            play(folder, given.members, given.way)


if __name__ == "__main__":
    main()
