"""A round in two languages: whole in both or not at all, and one yes for both."""

from dataclasses import replace

import pytest
from sqlmodel import Session

from consult.clock import SetClock, today
from consult.errors import BadText, Refused
from consult.house import House
from consult.rounds import approvals, checks, drafts, parts, translations
from consult.rounds.rendering import MissingFacts, in_other_languages
from consult.rounds.scripts import SAID_IN_A_VISIT, Script
from consult.wording import catalogue, catalogue_of_members
from consult.wording.filling import places
from tests import rounds_room
from tests.rounds_room import Written
from tests.unit.test_rounds_scripts import ALL_FACTS


def in_french(session: Session, clock: SetClock, template: str = "program_codesign", **facts: str) -> Written:
    """Write a round in English and French; each French text of staff says so."""
    made = rounds_room.written(session, today(clock), template=template, ask=False, advisory=1)
    drafts.change(session, made.author, made.round_id, {"languages": ["fr"], "facts": facts})
    translate(session, made)
    return made


def translate(session: Session, made: Written) -> None:
    """Write every text of staff that waits for French."""
    round_, part, advisory = parts.whole(session, made.part_id)
    wants = translations.wanted(round_, "fr")
    words = translations.kept(round_, wants, "fr", {one.key: french(one.english) for one in wants})
    drafts.change(session, made.author, made.round_id, {"other_words": words})
    wants = translations.wanted_of_part(part, advisory, "fr")
    words = translations.kept(part, wants, "fr", {one.key: french(one.english) for one in wants})
    drafts.change_part(session, made.author, made.part_id, {"other_words": words})


def french(english: str) -> str:
    """Give words that are told apart from the English, line by line."""
    return "\n".join(f"le {line}" for line in english.splitlines() if line.strip())


def both(session: Session, made: Written) -> tuple[Script, Script]:
    """Give the script in English and in French."""
    whole = parts.whole(session, made.part_id)
    return parts.script_now(session, made.part_id), in_other_languages(*whole)["fr"]


@pytest.mark.requirement("CULT-11")
@pytest.mark.parametrize("template", [one["key"] for one in catalogue.templates()])
def test_every_template_is_whole_in_french(house: House, clock: SetClock, template: str) -> None:
    """Fails when a shipped sentence, question or option has no French, or a place in it stays unfilled."""
    with house.database.writing() as session:
        made = in_french(session, clock, template, **ALL_FACTS)

        english, other = both(session, made)

    assert other.language == "fr"
    assert [one.key for one in other.questions] == [one.key for one in english.questions]
    assert [len(one.options) for one in other.questions] == [len(one.options) for one in english.questions]
    assert [one.kind for one in other.questions] == [one.kind for one in english.questions]
    assert not {one.text for one in other.questions} & {one.text for one in english.questions}
    assert [ident for ident, _title, _text in other.consent] == [ident for ident, _title, _text in english.consent]
    assert places([replace(other, screens={}).to_json()]) == frozenset()
    assert places([other.to_json()]) <= SAID_IN_A_VISIT


@pytest.mark.requirement("CULT-11")
def test_one_missing_french_text_blocks_approval_and_is_named(house: House, clock: SetClock) -> None:
    """Fails when a round can be approved in French with a text of staff in English."""
    with house.database.writing() as session:
        made = in_french(session, clock)
        words = dict(parts.round_of(session, made.round_id).other_words["fr"])
        for key in words:
            without = {"fr": {other: said for other, said in words.items() if other != key}}
            drafts.change(session, made.author, made.round_id, {"other_words": without})

            with pytest.raises(MissingFacts, match="in Français") as lacking:
                parts.script_now(session, made.part_id)
            assert len(lacking.value.names) == 1
            with pytest.raises(Refused, match="Still missing: in Français"):
                approvals.ask(session, made.author, made.part_id, today(clock))


def test_french_of_an_english_that_has_changed_is_asked_for_again(house: House, clock: SetClock) -> None:
    """Fails when members could read a French that says something else than the English."""
    with house.database.writing() as session:
        made = in_french(session, clock)
        drafts.change(session, made.author, made.round_id, {"facts": {"fixed": "the number of beds"}})

        lacking = checks.review(*parts.whole(session, made.part_id), today(clock)).missing

        assert lacking == ("in Français: What is set",)


def test_themes_have_one_length_in_every_language(house: House, clock: SetClock) -> None:
    """Fails when an option could be counted as another because a list is shorter in French."""
    with house.database.writing() as session:
        made = in_french(session, clock, "member_check", themes="Longer hours\nFood", round_title="the drop-in")
        round_ = parts.round_of(session, made.round_id)
        wants = [one for one in translations.wanted(round_, "fr") if one.key == "facts.themes"]
        words = translations.kept(round_, wants, "fr", {"facts.themes": "Des heures"})
        drafts.change(session, made.author, made.round_id, {"other_words": words})

        assert checks.review(*parts.whole(session, made.part_id), today(clock)).missing == ("in Français: The themes",)


@pytest.mark.requirement("CULT-11")
def test_one_yes_covers_every_language(house: House, clock: SetClock) -> None:
    """Fails when the French can change under an approval: its hash is part of the one that is approved."""
    with house.database.writing() as session:
        made = in_french(session, clock)
        approvals.ask(session, made.author, made.part_id, today(clock))
        english, other = both(session, made)

        rounds_room.approve(session, made, today(clock))

        assert english.others == {"fr": other.digest().hex()}
        changed = replace(english, others={"fr": replace(other, title="Autre").digest().hex()})
        assert changed.digest() != english.digest()
        assert approvals.approved_script(session, made.part_id) == english
        assert approvals.approved_script(session, made.part_id, "fr") == other
        assert approvals.approved_script(session, made.part_id, "mic") == english


def test_a_french_text_that_was_swapped_in_storage_is_not_shown(house: House, clock: SetClock) -> None:
    """Fails when a text that no steward approved could be read from the table of approvals."""
    with house.database.writing() as session:
        made = in_french(session, clock)
        approvals.ask(session, made.author, made.part_id, today(clock))
        rounds_room.approve(session, made, today(clock))
        approval = approvals.standing(session, made.part_id)
        assert approval is not None
        swapped = replace(Script.from_json(approval.text["fr"]), title="Autre chose")
        approval.text = {**approval.text, "fr": swapped.to_json()}
        session.add(approval)
        session.flush()

        assert approvals.approved_script(session, made.part_id, "fr").language == "en"


@pytest.mark.requirement("CULT-11")
def test_the_words_of_an_upgrade_do_not_change_an_approved_text(
    house: House, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fails when a sentence of a member's page is read from the catalogue after it was approved."""
    with house.database.writing() as session:
        made = in_french(session, clock)
        approvals.ask(session, made.author, made.part_id, today(clock))
        rounds_room.approve(session, made, today(clock))
        before = [approvals.approved_script(session, made.part_id, language) for language in ("en", "fr")]
        monkeypatch.setattr("consult.rounds.rendering.screens", lambda _language: {"check.send": "Other words"})
        assert parts.script_now(session, made.part_id).screens == {"check.send": "Other words"}

        after = [approvals.approved_script(session, made.part_id, language) for language in ("en", "fr")]

    assert after == before
    assert after[1].screens["check.send"] == "Envoyer mes réponses"


def test_a_steward_writes_her_agreement_in_both(house: House, clock: SetClock) -> None:
    """Her words in French stand beside the English, and a change of either voids an approval."""
    with house.database.writing() as session:
        made = in_french(session, clock)
        approvals.ask(session, made.author, made.part_id, today(clock))
        approvals.agree(session, made.steward, made.part_id, small_box=True, agreement="We ask.")
        assert checks.review(*parts.whole(session, made.part_id), today(clock)).missing

        said = {"fr": "Nous demandons."}
        approvals.agree(session, made.steward, made.part_id, small_box=True, agreement="We ask.", elsewhere=said)

        _english, other = both(session, made)
        assert ("agreement", "Ce que les responsables ont accepté", "Nous demandons.") in other.consent


def test_only_languages_that_ship_can_be_offered(house: House, clock: SetClock) -> None:
    """A language without a catalogue is refused in one sentence."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), ask=False)

        with pytest.raises(BadText, match="no catalogue"):
            drafts.change(session, made.author, made.round_id, {"languages": ["xx"]})

    assert catalogue_of_members.languages()[0] == "en"


@pytest.mark.requirement("PLAIN-01")
def test_a_french_brief_that_is_hard_to_read_is_refused(house: House, clock: SetClock) -> None:
    """Fails when a French brief under Kandel-Moles 70 can be approved."""
    with house.database.writing() as session:
        made = in_french(session, clock)
        drafts.change(session, made.author, made.round_id, {"brief": "We plan a house. You can change it."})
        round_ = parts.round_of(session, made.round_id)
        wants = [one for one in translations.wanted(round_, "fr") if one.key == "brief"]
        hard = "L'administration communiquera ultérieurement les modalités organisationnelles."
        for text, is_hard in ((hard, True), ("Nous préparons une maison. Vous pouvez la changer.", False)):
            words = translations.kept(round_, wants, "fr", {"brief": text})
            drafts.change(session, made.author, made.round_id, {"other_words": words})

            problems = checks.review(*parts.whole(session, made.part_id), today(clock)).problems

            assert any("The brief in French" in problem for problem in problems) is is_hard
