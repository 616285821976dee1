"""A house for a bench: throw-away, told as the demo tells it, with one round open."""

import json
import tempfile
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from consult.clock import SetClock, SystemClock
from consult.demo import asking
from consult.demo.asking import Asked, Teller
from consult.demo.cast import gather
from consult.demo.story import FACTS
from consult.house import assemble
from consult.migrations import upgrade
from consult.settings import Settings

TOLD = json.loads(files("consult.text").joinpath("demo.json").read_text(encoding="utf-8"))


@contextmanager
def teller():
    """Give a teller in a new folder on the disk that holds temporary files."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "house"
        clock = SetClock(SystemClock().now())
        facts = {**FACTS, "consent_signed_off": clock.now().date()}
        house = assemble(Settings(folder=folder).model_copy(update=facts), clock)
        upgrade(house.database)
        cast = gather(house)
        yield Teller(house, clock, cast, asking.begin_fund(house, cast))
        house.database.close()


def open_round(told: Teller, seats: int) -> Asked:
    """Open a round with so many seats (a part has 500 at most)."""
    return asking.open_up(told, TOLD["rounds"]["answered"], told.cast.advisory_ids[0], "steward", seats)
