"""Attack 5: a reader of every log of the program, all of them turned to DEBUG."""

import logging
from collections.abc import Callable
from contextlib import suppress

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import text

from consult import counting, intake, tokens
from consult.errors import ConsultError
from consult.house import House
from consult.money import desk
from consult.money.months import month_now
from consult.papers import Reply
from consult.people import sign_in
from consult.quiet import hush
from tests import factories
from tests.adversary.conftest import Figure
from tests.factories import Opened

pytestmark = pytest.mark.usefixtures("cheap_hashes")
LOGGERS = (
    "",
    "consult",
    "sqlalchemy",
    "sqlalchemy.engine",
    "sqlalchemy.pool",
    "sqlalchemy.orm",
    "streamlit",
    "asyncio",
)
SAID = "the heron waits by the second lantern"


@pytest.fixture
def everything(caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """Turn every logger to DEBUG before the first engine is made; give all that was logged."""
    for name in LOGGERS:
        caplog.set_level(logging.DEBUG, logger=name)
    hush()
    return lambda: "\n".join(
        f"{one.name} {one.getMessage()} {one.exc_text or ''} {one.__dict__}" for one in caplog.records
    )


@pytest.mark.requirement("SAFE-10")
def test_no_log_holds_a_word_a_code_or_a_phrase(everything: Callable[[], str], house: House, figure: Figure):
    """Fails when a statement's values, a row that was read, an error's words or a code reach any logger."""
    part = factories.opened(house, seats=8)
    secrets = _whole_life(part)
    logged = everything()

    found = sorted({name for name, value in secrets.items() if any(form in logged for form in _forms(value))})

    figure("5", f"everything logged at DEBUG, {len(logged.splitlines())} lines: {len(found)} of {len(secrets)} secrets")
    assert "sqlalchemy" in logged
    assert found == []


@pytest.mark.requirement("SAFE-10")
def test_an_error_of_the_database_says_no_value(everything: Callable[[], str], house: House):
    """Fails when an error's words, or a log of it, hold what a member typed."""
    with pytest.raises(IntegrityError) as failed, house.database.writing() as session:
        session.exec(text("INSERT INTO words_answer (id, words) VALUES (:id, :words)").bindparams(id=b"x", words=SAID))
    logging.getLogger("consult").error("it failed: %s", failed.value, exc_info=failed.value)

    assert SAID not in str(failed.value)
    assert SAID not in everything()


def _whole_life(part: Opened) -> dict[str, str]:
    """Let members do all that members do, and staff what staff do; give everything that must not be logged."""
    house, words = part.house, tokens.new_words()
    paper = {"q1": Reply(words=SAID, quotable=True), "q2": Reply(words=f"{SAID} again")}
    code, other = part.codes[:2]
    intake.enter(house, code)
    intake.keep_draft(house, code, words, paper, 1)
    intake.resume(house, code, words)
    pay = intake.send(house, code, paper, words)
    intake.find(house, words)
    intake.change(house, words, {"q1": Reply(words=f"{SAID} changed")})
    stopped = intake.stop(house, other)
    intake.have_it(house, other)
    for act in (
        lambda: intake.send(house, code, paper),
        lambda: intake.enter(house, code[:-1] + "!"),
        lambda: intake.enter(house, tokens.new_code()),
        lambda: intake.take_back(house, f"{SAID} x"),
        lambda: intake.send(house, part.codes[7], {"q1": Reply(words=SAID * 100)}),
        lambda: counting.run(house, part.box_id, part.phrases[0], lambda _step: None),
    ):
        with suppress(ConsultError):
            act()
    for at, one in enumerate(part.codes[2:]):
        intake.send(house, one, {"q1": Reply(words=f"{SAID} {at}")})
    with house.database.writing() as session:
        desk.pay(session, part.staff.desk, house.pepper, pay, "desk 1", month=month_now(house.clock))
    token = sign_in.sign_in(house.database, house.clock, part.staff.names["desk"], factories.PASSWORD)
    factories.close(part)
    factories.count(part)
    return {
        "what was said": SAID,
        "private words": words,
        "a card": code,
        "a stopped card": other,
        "a pay code": pay,
        "the pay code of a stop": stopped,
        "the phrase": part.phrases[0],
        "the phrase on paper": part.phrases[1],
        "a password": factories.PASSWORD,
        "a session": token,
    }


def _forms(value: str) -> list[str]:
    return [value, value.lower(), tokens.grouped(value)] if " " not in value else [value, value.upper()]
