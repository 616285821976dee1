"""What a reader waits for at her bench, beside each other at 150, 2,000 and 20,000 answers: python bench/reading.py."""

import random
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import event
from sqlalchemy import insert as insert_into

from consult import sort_child
from consult.clock import SystemClock
from consult.house import assemble
from consult.ids import BatchId, new_id
from consult.migrations import upgrade
from consult.settings import Settings
from consult.words import codebook, reading
from consult.words.codebook import Draft
from consult.words.reader import bench, bench_groups, bench_pages, sortings, undoing
from consult.words.reader.bench_pages import Wish
from consult.words.tables import Answer, Batch, Opened
from tests.words_room import HOURS, K, seed

SIZES = (150, 2_000, 20_000)
TIMES = 7
SAID = "quiet"
LOOK = ("first page", "all questions", "groups", "ends of a group", "counts of themes", "codebook", "last step")


def texts(count):
    """Give so many different answers: two sentences of twelve matters, a word exchanged here and there."""
    dice = random.Random(7)
    words = sorted({word for text in HOURS for word in text.split()})
    found = []
    for number in range(count):
        said = f"{HOURS[number % len(HOURS)]} {dice.choice(HOURS)}".split()
        for _ in range(4):
            said[dice.randrange(len(said))] = dice.choice(words)
        found.append(" ".join(said))
    return tuple(found)


def open_all(session, room):
    """Open every answer of the first question in batches of ten, as rows, in no time."""
    ids = room.answers["q1"]
    batches, opened = [], []
    for number, start in enumerate(range(0, len(ids), reading.BATCH), start=1):
        batch = BatchId(new_id())
        batches.append({"id": batch, "part_id": room.part_id, "question": "q1", "number": number})
        opened += [{"answer_id": one, "batch_id": batch, "blank": False} for one in ids[start : start + reading.BATCH]]
    session.connection().execute(insert_into(Batch), batches)
    session.connection().execute(insert_into(Opened), opened)


class Seen:
    """How many answers' words were read since the last look."""

    def __init__(self):
        self.words = 0
        event.listen(Answer, "load", self._one)
        event.listen(Answer, "refresh", self._one)

    def _one(self, *_):
        self.words += 1

    def taken(self):
        found, self.words = self.words, 0
        return found


def timed(house, act):
    """Give the median of some calls in milliseconds, each in a session of its own."""
    took = []
    for _ in range(TIMES):
        with house.database.reading() as session:
            start = time.perf_counter()
            act(session)
            took.append(1000 * (time.perf_counter() - start))
    return statistics.median(took)


def once(house, act):
    """Give what one writing call takes, its commit included, in milliseconds, and what it gives."""
    start = time.perf_counter()
    with house.database.writing() as session:
        found = act(session)
    return 1000 * (time.perf_counter() - start), found


def measure(count, folder):
    """Print one column of figures."""
    house = assemble(Settings(folder=folder), SystemClock())
    upgrade(house.database)
    room = seed(house, count, words=texts(count))
    reader, part_id = room.reader, room.part_id
    with house.database.writing() as session:
        sorting_id = sortings.ask(session, reader, part_id, "q1", K)
    cpu, start = time.process_time(), time.perf_counter()
    sort_child.work(house, sorting_id)
    figures = {
        "putting in order, seconds": time.perf_counter() - start,
        "putting in order, CPU-seconds": time.process_time() - cpu,
    }
    took, _ = once(house, lambda s: reading.open_batch(s, reader, part_id, "q1", K))
    figures["opening the next ten, ms"] = took
    with house.database.writing() as session:
        session.connection().exec_driver_sql("DELETE FROM words_opened")
        session.connection().exec_driver_sql("DELETE FROM words_batch")
        open_all(session, room)
    with house.database.reading() as session:
        biggest = max(bench_groups.groups(session, reader, sorting_id, K), key=lambda one: one.answers)
    draft = Draft("Later hours", "Later is what helps.")
    took, theme = once(house, lambda s: bench.adopt(s, reader, sorting_id, biggest.number, draft, K))
    figures["answers in the largest group"] = biggest.answers
    figures["a theme made of it, ms"] = took
    took, _ = once(house, lambda s: undoing.undo(s, reader, part_id, K))
    figures["taken back, ms"] = took
    _, theme = once(house, lambda s: bench.adopt(s, reader, sorting_id, biggest.number, draft, K))
    seen = Seen()

    def page(number=0, **wish):
        return lambda session: bench_pages.page(session, reader, part_id, Wish("q1", **wish), number, K)

    for name, act in (
        ("first page", page()),
        ("last page", page(10**6)),
        ("page of a group", page(group=biggest.number)),
        ("page of a theme", page(theme=theme)),
        ("page without a place", page(unplaced=True)),
        (f'page with "{SAID}"', page(said=SAID)),
        ("all questions", lambda s: reading.questions(s, reader, part_id, K)),
        ("groups", lambda s: bench_groups.groups(s, reader, sorting_id, K)),
        ("ends of a group", lambda s: bench_groups.ends_of_group(s, reader, sorting_id, biggest.number, K)),
        ("ends of a theme", lambda s: bench_groups.ends_of_theme(s, reader, theme, "q1", K)),
        ("counts of themes", lambda s: bench_groups.counts(s, reader, part_id, "q1", K)),
        ("codebook", lambda s: codebook.codebook(s, part_id)),
        ("last step", lambda s: undoing.newest(s, reader, part_id, K)),
    ):
        seen.taken()
        figures[f"{name}, ms"] = timed(house, act)
        figures[f"{name}, answers read"] = seen.taken() / TIMES
    figures["one look at the bench, ms"] = sum(figures[f"{name}, ms"] for name in LOOK)
    figures["memory, MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    house.database.close()
    return figures


def main():
    """Measure each size in one run, and print them side by side."""
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    columns = []
    for count in sizes:
        with tempfile.TemporaryDirectory() as place:
            (folder := Path(place) / "house").mkdir(mode=0o700)
            columns.append(measure(count, folder))
    names = [list(column) for column in columns]
    print("| | " + " | ".join(f"{count:,}" for count in sizes) + " |")
    print("|---" * (len(sizes) + 1) + "|")
    for rows in zip(*names, strict=True):
        cells = (f"{column[name]:,.1f}" for column, name in zip(columns, rows, strict=True))
        print(f"| {rows[0]} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
