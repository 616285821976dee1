"""Attack 4: an examiner of PostgreSQL, with xmin, ctid, dead rows, statistics, the heap's bytes and all WAL."""

from collections.abc import Iterator
from pathlib import Path
from random import SystemRandom

import pytest
from sqlalchemy import create_engine
from sqlmodel import select, text

from consult import intake
from consult.box.tables import Envelope
from consult.clock import SetClock
from consult.house import House, assemble
from consult.keyring import KeyGone
from consult.papers import Reply
from consult.schema import make_tables
from consult.settings import Settings
from consult.tokens import word_list
from consult.words import heap
from tests import factories, postgresql
from tests.adversary import bounds, guessing, judging, racing
from tests.adversary.bounds import Tallies
from tests.adversary.conftest import Figure
from tests.adversary.folders import Said, Truth
from tests.adversary.signals import Signals, as_number
from tests.conftest import NOON
from tests.factories import Opened

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("cheap_hashes")]
MEMBERS, ROUNDS = 12, 6
_LUCK = SystemRandom()
PEOPLE = (("box_envelope", "sealed"), ("people_seat", "sealed"), ("money_honorarium", "state"))


@pytest.fixture(scope="module")
def cluster() -> Iterator[tuple[str, Path]]:
    """A PostgreSQL of this module's own."""
    with postgresql.cluster() as made:
        yield made


def test_a_round_on_postgresql_gives_nobody_away(cluster: tuple[str, Path], tmp_path: Path, figure: Figure):
    """Fails when rows are written out of the order of fresh ids, so that ctid, xmin or WAL says whose they are."""
    found: Tallies = {}
    again: Tallies = {}

    _attack(cluster, tmp_path / "first", found)
    if bounds.beyond(found):
        _attack(cluster, tmp_path / "again", again)

    figure("4", f"PostgreSQL 15, {MEMBERS} members: {judging.line(found)}")
    assert bounds.beyond(found).keys() & bounds.beyond(again).keys() == set()


def test_the_same_examiner_beats_a_table_with_uuid_keys(cluster: tuple[str, Path], figure: Figure):
    """Fails when the examiner is too weak to see the order in which PostgreSQL keeps rows."""
    engine = create_engine(cluster[0])
    said = [{"q1": _said()} for _ in range(MEMBERS)]
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE naive (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), words text)"))
    for one in said:
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO naive (words) VALUES (:words)"), {"words": one["q1"]})
    with engine.begin() as connection:
        rows = connection.execute(text("SELECT ctid::text, xmin::text, words FROM naive ORDER BY id")).all()
    engine.dispose()
    tallies: Tallies = {}

    answers = {"ctid": [_place(row[0]) for row in rows], "xmin": [float(row[1]) for row in rows]}
    heard = [Said("q1", row[2], {}) for row in rows]
    guessing.who_said_what({"arrival": list(range(MEMBERS))}, answers, heard, Truth(tuple(said)), tallies)

    name, most = bounds.best(tallies)
    figure("naive", f"PostgreSQL: a table with UUID keys | {most.share:.0%} ({name}) |")
    assert most.share >= 0.9


def test_statistics_keep_no_word_and_keys_are_gone(cluster: tuple[str, Path], tmp_path: Path, figure: Figure):
    """Fails when ANALYZE may sample what was said, or when a round on PostgreSQL leaves its keys behind."""
    house = _house(cluster, tmp_path / "house", "statistics")
    part, said = _counted(house, {})
    with house.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
        sampled = str(connection.execute(text("SELECT * FROM pg_stats WHERE schemaname = 'public'")).all())
        answers = connection.execute(text("SELECT count(*) FROM words_answer")).scalar()

    told = [words for one in said for words in one.values() if words in sampled]
    house.database.close()

    figure("4", f"pg_stats after VACUUM ANALYZE: {len(told)} of {answers} answers")
    assert answers == 2 * MEMBERS
    assert told == []
    with pytest.raises(KeyGone):
        house.keyring.secret(part.box_id)


def test_at_once_on_postgresql_too(cluster: tuple[str, Path], tmp_path: Path, figure: Figure):
    """Fails when the row locks of Send and of the count do not exclude each other, or one card spends twice."""
    house = _house(cluster, tmp_path / "house", "at_once")
    part = factories.opened(house, seats=80)
    late = SetClock(house.clock.at)
    late.put(part.script.closes_on, 23, 58)
    early = assemble(house.settings, late)
    hands = racing.with_one_card(early, part.codes[0], 12)
    factories.close(part)

    acknowledged, refused = racing.during_a_count(part, early, 20)

    counted = racing.counted_words(part)
    for one in (early, house):
        one.database.close()
    figure(
        "4",
        f"PostgreSQL, one card 12 times at once: {hands['sent']} sent; 8 senders during a count: "
        f"{len(acknowledged) + 1} acknowledged, {len(counted)} counted, {len(refused)} refused",
    )
    assert hands["sent"] == 1
    assert sorted(word for word in counted if word.startswith("member")) == sorted(acknowledged)
    assert len(counted) == len(acknowledged) + 1


def _attack(cluster: tuple[str, Path], folder: Path, into: Tallies) -> None:
    for number in range(ROUNDS):
        name = f"{folder.name}_{number}"
        house = _house(cluster, folder / name, name)
        people: Signals = {"arrival": []}
        part, said = _counted(house, people)
        answers, heard = _of_answers(house, part, cluster[1])
        house.database.close()
        guessing.who_said_what(people, answers, heard, Truth(tuple(said)), into)
        guessing.side_by_side(answers, heard, Truth(tuple(said)), into)


def _house(cluster: tuple[str, Path], folder: Path, name: str) -> House:
    server = create_engine(cluster[0], isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    server.dispose()
    folder.mkdir(mode=0o700, parents=True)
    settings = Settings(folder=folder, database_url=cluster[0].replace("/postgres?", f"/{name}?"))
    house = assemble(settings, SetClock(NOON))
    make_tables(house.database.engine)
    return house


def _counted(house: House, people: Signals) -> tuple[Opened, list[dict[str, str]]]:
    """Play a round; after each Send note what the examiner sees of the rows it wrote."""
    part = factories.opened(house, seats=MEMBERS)
    said = []
    for at, code in enumerate(part.codes):
        before = _versions(house)
        said.append({"q1": _said(), "q2": _said()})
        intake.send(house, code, {key: Reply(words=words) for key, words in said[-1].items()})
        people.setdefault("arrival", []).append(float(at))
        for name, value in _new(before, _versions(house)).items():
            people.setdefault(name, []).append(value)
    factories.close(part)
    factories.count(part)
    with house.database.reading() as session:
        assert session.exec(select(Envelope)).all() == []
        assert len(heap.of_round(session, part.round_id)) == 2 * MEMBERS
    return part, said


def _versions(house: House) -> dict[str, list[tuple]]:
    with house.database.engine.connect() as connection:
        return {
            table: connection.execute(text(f"SELECT key, ctid::text, xmin::text, {cell} FROM {table}")).all()
            for table, cell in PEOPLE
        }


def _new(before: dict[str, list[tuple]], after: dict[str, list[tuple]]) -> dict[str, float]:
    found = {}
    for table, rows in after.items():
        (row,) = set(map(tuple, rows)) - set(map(tuple, before[table]))
        found |= {
            f"{table}.key": as_number(bytes(row[0])),
            f"{table}.ctid": _place(row[1]),
            f"{table}.xmin": float(row[2]),
        }
    return found


def _of_answers(house: House, part: Opened, files: Path) -> tuple[Signals, list[Said]]:
    with house.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        rows = connection.execute(
            text("SELECT ctid::text, xmin::text, cmin::text, id, question, words FROM words_answer")
        ).all()
        place = connection.execute(text("SELECT pg_relation_filepath('words_answer')")).scalar()
    said = [Said(row[4], row[5], {}) for row in rows]
    table, wal = (files / str(place)).read_bytes(), _wal(files)
    words = [answer.content.encode() for answer in said]
    assert len({row[1] for row in rows}) == 1, "one transaction wrote the heap"
    return {
        "ctid": [_place(row[0]) for row in rows],
        "xmin": [float(row[1]) for row in rows],
        "cmin": [float(row[2]) for row in rows],
        "id": [as_number(bytes(row[3])) for row in rows],
        "place in the heap file": [float(table.find(one)) for one in words],
        "place in the WAL": [float(wal.find(one)) for one in words],
        "last place in the WAL": [float(wal.rfind(one)) for one in words],
    }, said


def _wal(files: Path) -> bytes:
    return b"".join(one.read_bytes() for one in sorted((files / "pg_wal").iterdir()) if one.is_file())


def _place(ctid: str) -> float:
    page, line = ctid.strip("()").split(",")
    return float(page) * 1000 + float(line)


def _said() -> str:
    return " ".join(_LUCK.choices(word_list("en"), k=_LUCK.randint(4, 9)))
