"""The demo's story: one round answered, counted, released and decided; one open; one waiting; one closed."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from consult import count_child
from consult.clock import SetClock, SystemClock
from consult.demo import asking, reading
from consult.demo.asking import Asked, Teller
from consult.demo.cast import gather
from consult.house import assemble
from consult.migrations import upgrade
from consult.settings import Settings

ANSWERED_AGO, CLOSED_AGO, OPEN_AGO, WAITING_AGO = 84, 40, 14, 2
PEOPLE = 11
FACTS = {
    "contact": "the coordinator at 902-555-0100",
    "outside_contact": "the complaints office at 902-555-0101",
    "benefits_help": "the legal help line at 902-555-0102",
    "pay_places": "the front desk, 12 to 8 pm, any day but Sunday",
}


@dataclass(frozen=True, slots=True)
class Story:
    """What a newcomer needs to walk in: all of it is for this throw-away folder only."""

    url: str
    accounts: tuple[dict[str, str], ...]
    invites: tuple[str, ...]
    opening_phrases: tuple[dict[str, str], ...]
    outcomes: str

    def as_json(self) -> str:
        """Give it on one line, for a script."""
        return json.dumps(asdict(self))


def tell(folder: Path, url: str) -> Story:
    """Build the story in a folder; takes a few seconds, most of them slow hashes."""
    now = SystemClock().now()
    clock = SetClock(now)
    facts = {**FACTS, "consent_signed_off": now.date()}
    house = assemble(Settings(folder=folder, site_address=url).model_copy(update=facts), clock)
    upgrade(house.database)
    told = json.loads(files("consult.text").joinpath("demo.json").read_text(encoding="utf-8"))
    clock.put(asking.days_before(now.date(), ANSWERED_AGO))
    cast = gather(house)
    teller = Teller(house, clock, cast, asking.begin_fund(house, cast))
    _answered(teller, told)
    closed = _closed(teller, told, now.date())
    opened = _open(teller, told, now.date())
    clock.put(asking.days_before(now.date(), WAITING_AGO))
    asking.write(teller, told["rounds"]["waiting"], cast.advisory_ids[1])
    house.database.close()
    phrases = (_phrase(closed, "steward-2slgbtq"), _phrase(opened, "steward-ans"))
    accounts = tuple({"name": name, "password": cast.password, "role": role} for name, role in cast.roles())
    return Story(url, accounts, opened.codes, phrases, f"{url}/outcomes")


def _answered(teller: Teller, told: dict[str, Any]) -> None:
    asked = asking.open_up(teller, told["rounds"]["answered"], teller.cast.advisory_ids[0], "steward")
    papers = asking.papers_of(asked.script, told["answers"], PEOPLE)
    asking.answer(teller, asked.codes[:PEOPLE], papers)
    teller.clock.put(asking.days_before(asked.script.closes_on, -1))
    steward = teller.cast.actor(teller.house, "steward")
    count_child.count(teller.house, steward, asked.part_id, asked.phrases[0], lambda _step: None)
    reading.read_and_theme(teller, asked, told)
    teller.clock.put(asking.days_before(asked.script.themes_by, 7))
    number = reading.release(teller, asked)
    teller.clock.put(asking.days_before(asked.script.decisions_by, 3))
    reading.decide(teller, number, told)


def _closed(teller: Teller, told: dict[str, Any], now: date) -> Asked:
    teller.clock.put(asking.days_before(now, CLOSED_AGO))
    asked = asking.open_up(teller, told["rounds"]["closed"], teller.cast.advisory_ids[3], "steward-2slgbtq")
    _short_answers(teller, asked, told, people=8)
    return asked


def _open(teller: Teller, told: dict[str, Any], now: date) -> Asked:
    teller.clock.put(asking.days_before(now, OPEN_AGO))
    asked = asking.open_up(teller, told["rounds"]["open"], teller.cast.advisory_ids[2], "steward-ans")
    _short_answers(teller, asked, told, people=6)
    return Asked(asked.round_id, asked.part_id, asked.script, asked.codes[6:], asked.phrases)


def _short_answers(teller: Teller, asked: Asked, told: dict[str, Any], people: int) -> None:
    short = {
        question.key: [[words, [], False] for words in told["short"][:people]] for question in asked.script.questions
    }
    asking.answer(teller, asked.codes[:people], asking.papers_of(asked.script, short, people))


def _phrase(asked: Asked, steward: str) -> dict[str, str]:
    return {
        "round": asked.script.title,
        "steward": steward,
        "phrase": asked.phrases[0],
        "closes": str(asked.script.closes_on),
    }
