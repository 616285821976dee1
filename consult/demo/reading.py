"""How the demo's first round is read, released and answered: by two readers, a steward and a designer."""

from datetime import timedelta
from typing import Any

from consult.clock import in_words, today
from consult.demo.asking import Asked, Teller
from consult.ids import ThemeId
from consult.people import organisations
from consult.words import codebook, quotes, reading
from consult.words.codebook import Draft
from consult.words.leaving import member_checks, releases
from consult.words.reading import Read
from consult.words.replies import decisions
from consult.words.replies.decisions import Reply, Verdict
from consult.words.tables import ThemeKind

WHO = "People who come to the drop-in, by cards that peer workers handed out."
UNCHECKED = "The advisory met in person and read the themes there."
MISSING = "People without a phone, and people who answer in French."


def read_and_theme(teller: Teller, asked: Asked, told: dict[str, Any]) -> dict[str, ThemeId]:
    """Open every batch, write the themes, and place each answer under those it belongs to."""
    house, k = teller.house, teller.house.settings.k
    reader = teller.cast.actor(house, "reader-one")
    place_of = {words: themes for listed in told["answers"].values() for words, themes, _ in listed}
    with house.database.writing() as session:
        themes = {
            key: codebook.add(
                session,
                reader,
                asked.part_id,
                ThemeKind.THEME,
                Draft(one["title"], one["text"], one["views"]),
                k,
            )
            for key, one in told["themes"].items()
        }
        themes["other"] = codebook.add(session, reader, asked.part_id, ThemeKind.OTHER, Draft(text=told["other"]), k)
        for question in reading.questions(session, reader, asked.part_id, k):
            for _ in range(-(-question.answers // reading.BATCH)):
                batch = reading.open_batch(session, reader, asked.part_id, question.key, k)
                for one in reading.read(session, reader, batch, k):
                    placed = [themes[key] for key in place_of.get(one.words, ["other"])]
                    codebook.place(session, reader, one.id, placed, k, blank=not placed)
    _quote(teller, asked, themes, "let me decide when you get to know that", "trust")
    return themes


def release(teller: Teller, asked: Asked) -> int:
    """Sign as a reader; the steward writes why there is no member check, then releases; gives the number."""
    house, k = teller.house, teller.house.settings.k
    reader = teller.cast.actor(house, "reader-one")
    with house.database.writing() as session:
        release_id = releases.propose(session, reader, asked.part_id, MISSING, k)
    steward = teller.cast.actor(house, "steward")
    with house.database.writing() as session:
        member_checks.go_without(session, steward, asked.part_id, UNCHECKED)
        member_checks.say_who(session, steward, asked.part_id, WHO)
        found = releases.proposed(session, steward, asked.part_id)
        seen = releases.digest(found) if found else b""
        return releases.release(session, steward, release_id, seen, in_words(today(house.clock)), k)


def decide(teller: Teller, number: int, told: dict[str, Any]) -> None:
    """Answer each released theme."""
    house = teller.house
    designer = teller.cast.actor(house, "designer")
    by_title = {one["title"]: told["decisions"][key] for key, one in told["themes"].items()}
    with house.database.writing() as session:
        home = organisations.of_account(session, designer.account_id).id
        for theme in releases.read(session, number)["themes"]:
            verdict, reason, owner = by_title[theme["title"]]
            now = today(house.clock)
            reply = Reply(Verdict(verdict), reason, owner, now + timedelta(days=60), told["read_first"])
            decisions.decide(session, designer, number, theme["number"], reply, now, points_to_nobody=True, of=home)


def _quote(teller: Teller, asked: Asked, themes: dict[str, ThemeId], words: str, theme: str) -> None:
    house, k = teller.house, teller.house.settings.k
    chooser, clearer = (teller.cast.actor(house, name) for name in ("reader-one", "reader-two"))
    with house.database.writing() as session:
        found = [one for one in _all_read(session, chooser, asked, k) if one.words == words]
        quote_id = quotes.choose(session, chooser, found[0].id, themes[theme], words, k)
        quotes.clear(session, clearer, quote_id, k, points_to_nobody=True)


def _all_read(session: Any, reader: Any, asked: Asked, k: int) -> list[Read]:
    return [
        one
        for question in reading.questions(session, reader, asked.part_id, k)
        for batch in reading.batches(session, reader, asked.part_id, question.key, k)
        for one in reading.read(session, reader, batch.id, k)
    ]
