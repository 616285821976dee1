"""What members see: every fact in its place, every question there, or no text at all."""

from dataclasses import replace
from datetime import date

import pytest

from consult.clock import SetClock, in_words, today
from consult.errors import BadText, Refused
from consult.house import House
from consult.rounds import approvals, checks, drafts, parts
from consult.rounds.dates import NAMES
from consult.rounds.rendering import MissingFacts
from consult.rounds.scripts import SAID_IN_A_VISIT, Kind, Script
from consult.wording import catalogue, catalogue_of_members
from consult.wording.catalogue import closing_pair
from consult.wording.filling import places
from consult.wording.reading import read_grade
from tests import rounds_room

FACTS = ("fixed", "open", "reader_roles", "convenor", "contact", "outside_contact", "benefits_help", "where", "program")
COLUMNS: tuple[tuple[str, object], ...] = (
    ("title", ""),
    ("topic", ""),
    ("level", ""),
    ("brief", ""),
    ("decider", ""),
    ("minutes", 0),
    ("amount_cents", None),
    *((name, None) for name in NAMES),
)
ALL_FACTS = {
    "policy": "the visiting rules",
    "short_version": "Doors open at nine.",
    "tool": "the first form",
    "tool_link_or_text": "It asks three things.",
    "training": "the two day course",
    "outline": "Day one is about how to listen.",
    "audience": "new staff",
    "area": "the South Shore",
    "draft_or_stage": "It is a first draft.",
    "period": "from May to October",
    "item": "the sign at the door",
    "item_description_in_words": "A blue sign with one short word.",
    "round_title": "the drop-in",
    "themes": "- Longer hours\nA door that locks\n\n- Food",
    "youth_support": "the youth worker",
    "youth_place": "the drop-in",
    "youth_listener": "the head of the program",
    "youth_consent": "You do not need a yes from a parent. The youth council chose that.",
}


def script_of(house: House, clock: SetClock, template: str = "program_codesign", advisory: int = 0) -> Script:
    """Give the script of a round from a template."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), template=template, advisory=advisory, ask=False)
        drafts.change(session, made.author, made.round_id, {"facts": ALL_FACTS})
        return parts.script_now(session, made.part_id)


@pytest.mark.requirement("CONS-01")
@pytest.mark.parametrize("name", FACTS)
def test_a_missing_fact_blocks_approval_and_is_listed(house: House, clock: SetClock, name: str) -> None:
    """Fails when a fact of consent may be empty: each is dropped in turn."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), ask=False)
        drafts.change(session, made.author, made.round_id, {"facts": {name: "  "}})

        with pytest.raises(MissingFacts) as lacking:
            parts.script_now(session, made.part_id)
        assert len(lacking.value.names) == 1
        with pytest.raises(Refused, match="Still missing"):
            approvals.ask(session, made.author, made.part_id, today(clock))


@pytest.mark.requirement("CONS-01")
@pytest.mark.parametrize(("name", "empty"), COLUMNS, ids=[name for name, _empty in COLUMNS])
def test_a_missing_date_amount_or_text_blocks_approval(house: House, clock: SetClock, name: str, empty: object) -> None:
    """Fails when the title, topic, level, decider, minutes, amount or a date may be missing at approval."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), ask=False)
        drafts.change(session, made.author, made.round_id, {name: empty})

        with pytest.raises(MissingFacts):
            parts.script_now(session, made.part_id)
        with pytest.raises(Refused, match="Still missing"):
            approvals.ask(session, made.author, made.part_id, today(clock))


@pytest.mark.requirement("CONS-01")
def test_consent_is_whole_and_has_no_gap(house: House, clock: SetClock) -> None:
    """Fails when an element of C01 to C24 is left out, or a place in a sentence stays unfilled."""
    survivor, cultural = script_of(house, clock), script_of(house, clock, advisory=1)

    wanted = [f"C{n:02}" for n in range(1, 25)]
    assert [ident for ident, _title, _text in cultural.consent] == wanted
    assert [ident for ident, _title, _text in survivor.consent] == [one for one in wanted if one != "C21"]
    assert places([cultural.to_json(), survivor.to_json()]) <= SAID_IN_A_VISIT
    assert places([replace(cultural, screens={}).to_json(), replace(survivor, screens={}).to_json()]) == frozenset()


@pytest.mark.requirement("LEAD-04")
def test_each_level_shows_its_promise_and_informing_is_no_round(house: House, clock: SetClock) -> None:
    """Fails when a level is shown with another's promise, or "inform" can be chosen."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), ask=False)
        for level, promise in catalogue.promises().items():
            drafts.change(session, made.author, made.round_id, {"level": level})

            assert parts.script_now(session, made.part_id).promise == promise

        with pytest.raises(BadText, match="To inform is not a round"):
            drafts.change(session, made.author, made.round_id, {"level": "inform"})
    assert set(catalogue.promises()) == {"consult", "involve", "collaborate", "empower"}


@pytest.mark.requirement("HON-01")
def test_amount_and_minutes_stand_before_the_way_in(house: House, clock: SetClock) -> None:
    """Fails when key facts or consent leave the amount or the minutes out."""
    script = script_of(house, clock)

    said = {ident: text for ident, _title, text in script.consent}
    assert "$25" in script.key_facts
    assert "20 minutes" in script.key_facts
    assert "$25" in said["C15"]
    assert "$25" in said["C05"]
    assert "20 minutes" in said["C06"]


@pytest.mark.requirement("TRAUMA-02")
@pytest.mark.parametrize("template", [one["key"] for one in catalogue.templates()])
def test_a_script_has_all_questions_and_the_closing_pair_last(house: House, clock: SetClock, template: str) -> None:
    """Fails when a question of a template gets lost, so that the page of all questions would surprise someone."""
    script = script_of(house, clock, template)

    asked = {question.text for question in script.questions}
    written = [one for one in catalogue.template(template)["questions"] if one["type"] != "choice_per_theme"]
    assert all(any(one["text"].split("{")[0] in text for text in asked) for one in written)
    assert [question.text for question in script.questions[-2:]] == [one["text"] for one in closing_pair()]
    assert len({question.key for question in script.questions}) == len(script.questions)
    assert f"There are {len(script.questions)} questions" in script.key_facts


def test_themes_are_listed_out(house: House, clock: SetClock) -> None:
    """One question a theme, and the themes as options; bullets and blank lines are dropped."""
    script = script_of(house, clock, "member_check")

    per_theme = [question for question in script.questions if question.key.startswith("q1-")]
    assert [question.text for question in per_theme] == [
        f'Does this sound right? "{theme}"' for theme in ("Longer hours", "A door that locks", "Food")
    ]
    assert all(question.kind is Kind.CHOICE for question in per_theme)
    most = next(question for question in script.questions if question.key == "q6")
    assert (most.kind, most.max_picks) == (Kind.MULTI, 3)
    assert most.options == ("Longer hours", "A door that locks", "Food", "Not sure")
    assert "- Longer hours\n- A door that locks\n- Food" in script.brief


@pytest.mark.parametrize("template", [one["key"] for one in catalogue.templates()])
def test_every_template_can_be_approved(house: House, clock: SetClock, template: str) -> None:
    """A shipped template with plain facts meets every rule."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), template=template, ask=False)
        drafts.change(session, made.author, made.round_id, {"facts": ALL_FACTS, "title": "The next step"})

        reviewed = checks.review(*parts.whole(session, made.part_id), today(clock))

        assert reviewed.hard == ()
        assert reviewed.blocks == ()


def test_a_script_reads_back_as_it_was(house: House, clock: SetClock) -> None:
    """The canonical form loses nothing, and its hash is 32 bytes."""
    script = script_of(house, clock)

    assert Script.from_json(script.to_json()) == script
    assert len(script.digest()) == 32


def test_what_members_read_is_at_grade_six_or_lower(house: House, clock: SetClock) -> None:
    """Each sentence of the catalogue, filled with plain facts, stays readable."""
    script = script_of(house, clock, advisory=1)

    texts = [text for _ident, _title, text in script.consent] + list(script.sentences.values()) + [script.key_facts]
    assert [text for text in texts if read_grade(text).grade > 6] == []


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("topic", "  a\u200b house\x00 with\r\nrooms ", "a house with rooms"),
        ("topic", "<b>the</b> *house* 😀", "<b>the</b> *house* 😀"),
        ("brief", "One.\r\n\r\nTwo.", "One.\n\nTwo."),
        ("topic", "\u202eesuoh", "esuoh"),
    ],
)
def test_what_is_typed_is_kept_without_marks_of_a_device(
    house: House, clock: SetClock, name: str, typed: str, kept: str
) -> None:
    """Control signs go, words stay: HTML, Markdown and emoji are kept as typed and named by the check."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), ask=False)
        drafts.change(session, made.author, made.round_id, {name: typed})

        assert getattr(parts.round_of(session, made.round_id), name) == kept


@pytest.mark.parametrize(("name", "most"), [("title", 100), ("topic", 120), ("brief", 4000)])
def test_a_text_that_is_too_long_is_refused_with_its_name(house: House, clock: SetClock, name: str, most: int) -> None:
    """One sentence says which field and how much; what was stored before stands."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), ask=False)
        before = getattr(parts.round_of(session, made.round_id), name)

        with pytest.raises(BadText, match="is too long"):
            drafts.change(session, made.author, made.round_id, {name: "a" * (most + 1), "minutes": 5})

        assert getattr(parts.round_of(session, made.round_id), name) == before
        assert parts.round_of(session, made.round_id).minutes == 20


def test_dates_in_the_past_are_refused_in_a_sentence(house: House, clock: SetClock) -> None:
    """An opening date that has passed blocks approval."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), ask=False)
        drafts.change(session, made.author, made.round_id, {"opens_on": date(2026, 5, 3)})

        with pytest.raises(Refused, match="The opening date has passed"):
            approvals.ask(session, made.author, made.part_id, today(clock))


def test_the_sentences_around_the_questions_are_part_of_what_is_approved(house: House, clock: SetClock) -> None:
    """Fails when a heading, button or hint of the member's pages is missing from the script or from its hash."""
    script = script_of(house, clock)

    assert script.screens.keys() == catalogue_of_members.screens("en").keys()
    changed = replace(script, screens={**script.screens, "check.send": "Send it all to us"})
    assert changed.digest() != script.digest()
    assert script.screens["next.delete"].endswith(f"{in_words(script.delete_by)}.")
    assert places(script.screens.values()) == SAID_IN_A_VISIT


def test_a_text_from_before_the_screens_were_kept_has_the_hash_it_was_approved_with(
    house: House, clock: SetClock
) -> None:
    """Fails when a later field enters the canonical form of a script that was approved without it."""
    script = replace(script_of(house, clock), screens={}, others={})

    assert "screens" not in script.to_json()
    assert Script.from_json(script.to_json()) == script
