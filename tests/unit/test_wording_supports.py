"""Help lines: a number that nobody checked is never shown, and each line says whether it may report."""

from datetime import date, timedelta

import pytest

from consult.clock import SetClock, today
from consult.house import House
from consult.rounds import parts
from consult.wording import supports
from consult.wording.catalogue import read
from tests import rounds_room

LINE = {
    "name": "A line",
    "number": "1-800-555-0100 or text HELLO to 555010",
    "how": "call",
    "hours": "24/7",
    "note": "Run by peers.",
    "may_report": False,
    "number_verified": True,
    "tags": [],
    "languages": ["en"],
    "checked_on": "2026-11-24",
}


@pytest.mark.requirement("SUPP-02")
def test_a_number_that_nobody_checked_is_not_shown() -> None:
    """Fails when a line with `number_verified` false gets through."""
    shown = supports.help_lines(({**LINE, "number_verified": False}, LINE))

    assert len(shown) == 1
    unchecked = {line["name"] for line in read("supports") if not line["number_verified"]}
    assert unchecked
    assert unchecked & {line["name"] for line in supports.help_lines()} == set()


@pytest.mark.requirement("SUPP-02")
def test_a_script_holds_checked_lines_only(house: House, clock: SetClock) -> None:
    """Fails when the text that members see is built from another list than the checked one."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), ask=False)
        script = parts.script_now(session, made.part_id)

    checked = [line["name"] for line in read("supports") if line["number_verified"]]
    assert [line["name"] for line in script.help_lines] == checked


@pytest.mark.requirement("SUPP-02")
def test_staff_are_told_of_lines_checked_too_long_ago() -> None:
    """Fails when nobody is told after 90 days, or is told before."""
    checked = max(date.fromisoformat(line["checked_on"]) for line in read("supports") if line["checked_on"])

    assert supports.checked_too_long_ago(checked + timedelta(days=90)) == ()
    assert supports.checked_too_long_ago(checked + timedelta(days=91)) != ()


@pytest.mark.requirement("SUPP-02")
@pytest.mark.parametrize("line", read("supports"), ids=lambda line: line["name"])
def test_each_line_says_where_it_is_from_and_when_it_was_checked(line: dict) -> None:
    """Fails when a checked line has no source, no date or no hours."""
    assert line["source"]
    assert bool(line["checked_on"]) is line["number_verified"]
    assert line["hours"] or not line["number_verified"]


@pytest.mark.requirement("SUPP-03")
@pytest.mark.parametrize("lacking", ["may_report", "number_verified"])
def test_whether_a_line_may_report_has_to_be_said(lacking: str) -> None:
    """Fails when a line may leave out whether it may report."""
    line = {key: value for key, value in LINE.items() if key != lacking}

    with pytest.raises(supports.BadHelpLine):
        supports.help_lines((line,))
    with pytest.raises(supports.BadHelpLine):
        supports.help_lines(({**LINE, lacking: None},))


@pytest.mark.requirement("SUPP-03")
def test_each_shown_line_says_it_in_plain_words() -> None:
    """Fails when a line that may report does not say so."""
    for line in supports.help_lines():
        assert line["says"] == (supports.MAY_REPORT if line["may_report"] else supports.NO_REPORT)


def test_a_number_can_be_dialled() -> None:
    """Digits only, the first number of the line."""
    assert supports.help_lines((LINE,))[0]["dial"] == "18005550100"


@pytest.mark.requirement("SUPP-04")
def test_each_kind_of_line_is_there_with_a_checked_number() -> None:
    """Fails when the last checked line that is not police, of peers, Indigenous, Black-led, trans-led or youth goes."""
    assert supports.missing_kinds() == ()


def test_staff_are_told_which_kinds_have_no_checked_number() -> None:
    """A missing kind is said, and never filled with a guess."""
    unchecked = tuple({**line, "number_verified": "black_led" not in line["tags"]} for line in read("supports"))

    assert supports.missing_kinds(unchecked) == ("a Black-led line",)
