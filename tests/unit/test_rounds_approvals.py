"""No text reaches members before a steward of their advisory said yes to exactly that text."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session

from consult.actors import Role
from consult.clock import SetClock, today
from consult.errors import ConsultError, Missing, NotAllowed, Refused
from consult.house import House
from consult.rounds import advisories, approvals, assignments, drafts, parts
from consult.rounds.scripts import Script
from consult.rounds.tables import Approval, PartState
from tests import rounds_room
from tests.rounds_room import Written

CHANGES = (
    {"title": "The house with six room"},
    {"topic": "a house with six rooms,"},
    {"brief": "We plan a house. You can change it."},
    {"minutes": 19},
    {"facts": {"open": "the rules, the hours and the teams"}},
    {"delete_by": date(2026, 12, 1)},
)


def refusal(session: Session, made: Written, day: date, **more: object) -> str:
    """Give the sentence with which an approval of the present text is refused."""
    digest = parts.script_now(session, made.part_id).digest()
    with pytest.raises(Refused) as refused:
        approvals.record(session, made.steward, made.part_id, digest, day, **more)  # type: ignore[arg-type]
    return refused.value.sentence


@pytest.mark.requirement("LEAD-01")
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
def test_one_changed_character_voids_an_approval(house: House, clock: SetClock, change: dict[str, object]) -> None:
    """Fails when `drafts.change` keeps an approval that was given to other words."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock))
        rounds_room.approve(session, made, today(clock))
        before = approvals.approved_script(session, made.part_id).digest()

        voided = drafts.change(session, made.author, made.round_id, change)

        assert voided == (made.part_id,)
        assert parts.part(session, made.part_id).state is PartState.DRAFT
        assert parts.script_now(session, made.part_id).digest() != before
        with pytest.raises(Missing):
            approvals.approved_script(session, made.part_id)


@pytest.mark.requirement("LEAD-01")
def test_the_hash_that_was_read_is_the_hash_that_is_approved(house: House, clock: SetClock) -> None:
    """Fails when `record` takes a hash of another text: the author changed a word while the steward read."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock))
        read = parts.script_now(session, made.part_id).digest()
        drafts.change(session, made.author, made.round_id, {"topic": "a house with seven rooms"})
        approvals.ask(session, made.author, made.part_id, today(clock))

        with pytest.raises(approvals.NotTheText):
            approvals.record(session, made.steward, made.part_id, read, today(clock))


@pytest.mark.requirement("LEAD-01")
def test_an_author_never_approves_her_own_round(house: House, clock: SetClock) -> None:
    """Fails when `record` forgets to compare the author with the steward."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock))
        same = rounds_room.actor(Role.STEWARD, made.advisory_id, made.author.account_id)
        digest = parts.script_now(session, made.part_id).digest()

        with pytest.raises(Refused, match="You wrote this round"):
            approvals.record(session, same, made.part_id, digest, today(clock))


@pytest.mark.requirement("LEAD-02")
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.STEWARD])
def test_no_other_role_approves(house: House, clock: SetClock, role: Role) -> None:
    """Fails when `record` asks for any role but a steward's: draft to approved needs a steward."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock))
        digest = parts.script_now(session, made.part_id).digest()

        with pytest.raises(NotAllowed):
            approvals.record(session, rounds_room.actor(role), made.part_id, digest, today(clock))


@pytest.mark.requirement("LEAD-02")
def test_another_advisorys_steward_does_not_approve(house: House, clock: SetClock) -> None:
    """Fails when `record` takes a steward of any advisory."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock))
        other = advisories.in_order(session)[1].id
        digest = parts.script_now(session, made.part_id).digest()

        with pytest.raises(NotAllowed):
            approvals.record(session, rounds_room.actor(Role.STEWARD, other), made.part_id, digest, today(clock))


@pytest.mark.requirement("LEAD-02")
def test_nothing_is_approved_that_nobody_asked_for(house: House, clock: SetClock) -> None:
    """Fails when a draft can be approved without its author asking: the states would have no order."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), ask=False)

        assert "Nobody has asked" in refusal(session, made, today(clock))


@pytest.mark.requirement("LEAD-10")
def test_no_pay_can_not_be_approved(house: House, clock: SetClock) -> None:
    """Fails when an amount of zero passes: HON-01 is stricter than LEAD-10, every round pays."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), ask=False)
        drafts.change(session, made.author, made.round_id, {"amount_cents": 0})

        with pytest.raises(Refused, match="Every round pays"):
            approvals.ask(session, made.author, made.part_id, today(clock))


@pytest.mark.requirement("LEAD-10")
def test_a_decision_made_before_needs_the_stewards_words_which_members_read(house: House, clock: SetClock) -> None:
    """Fails when a decision date in the past passes without a steward's agreement, or members do not see it."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), ask=False)
        drafts.change(session, made.author, made.round_id, {"decisions_by": today(clock) - timedelta(days=1)})
        approvals.ask(session, made.author, made.part_id, today(clock))

        assert "A steward has to write why" in refusal(session, made, today(clock))

        words = "The building is chosen. You can still shape how it is run."
        approvals.agree(session, made.steward, made.part_id, small_box=False, agreement=words)
        rounds_room.approve(session, made, today(clock))
        shown = approvals.approved_script(session, made.part_id).consent
        assert ("agreement", "What the stewards agreed to", words) in shown


@pytest.mark.requirement("CONS-14")
def test_the_approval_says_which_consent_was_used(house: House, clock: SetClock) -> None:
    """Fails when the consent's version is not stored with the approved text, or a table could say who consented."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock))
        rounds_room.approve(session, made, today(clock))
        approval = approvals.standing(session, made.part_id)

        assert approval is not None
        assert approval.consent_version == approvals.approved_script(session, made.part_id).consent_version != ""
    columns = {column.name for column in Approval.metadata.tables["rounds_approval"].columns}
    assert not {name for name in columns if "member" in name or "seat" in name or "code" in name}


def test_what_was_approved_is_shown_from_storage(house: House, clock: SetClock) -> None:
    """An upgrade of the catalogue never changes approved words."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock))
        rounds_room.approve(session, made, today(clock))
        approval = approvals.standing(session, made.part_id)
        assert approval is not None

        kept = Script.from_json(approval.text["en"])

        assert kept == approvals.approved_script(session, made.part_id)
        assert kept.digest() == approval.hash


@pytest.mark.requirement("PLAIN-03")
def test_a_block_waits_for_the_stewards_written_reason(house: House, clock: SetClock) -> None:
    """Fails when a blocking word passes with no reason, with a short one, or when the reason is not kept."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), ask=False)
        drafts.change(session, made.author, made.round_id, {"facts": {"fixed": "the rescue boats"}})
        approvals.ask(session, made.author, made.part_id, today(clock))
        key = "What is set: rescue: rescue"

        assert "What is set, rescue" in refusal(session, made, today(clock))
        assert "What is set, rescue" in refusal(session, made, today(clock), reasons={key: " ok "})
        digest = parts.script_now(session, made.part_id).digest()
        reason = "It is the name of the boats."
        approvals.record(session, made.steward, made.part_id, digest, today(clock), {key: reason})
        approval = approvals.standing(session, made.part_id)
        assert approval is not None
        assert approval.reasons == {key: reason}


@pytest.mark.requirement("LEAD-12")
@pytest.mark.requirement("CULT-08")
@pytest.mark.parametrize(
    "question",
    [
        "Are you a survivor?",
        "Have you left the trade?",
        "Do you still use?",
        "Did you choose this?",
        "What is your gender?",
        "Are you trans?",
        "What is your sexual orientation?",
    ],
)
def test_no_reason_lifts_a_question_about_what_someone_is(house: House, clock: SetClock, question: str) -> None:
    """Fails when a question that asks a person to label herself can be approved with any reason."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), ask=False)
        listed = [dict(one) for one in parts.round_of(session, made.round_id).questions]
        listed[0]["text"] = question
        drafts.set_questions(session, made.author, made.round_id, listed)

        with pytest.raises(Refused, match="This can not be approved"):
            approvals.ask(session, made.author, made.part_id, today(clock))


def test_a_small_box_needs_the_stewards_tick(house: House, clock: SetClock) -> None:
    """A box of its own under twelve seats often stays shut: its steward has to know."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock), seats=11)

        assert "needs your tick" in refusal(session, made, today(clock))

        approvals.agree(session, made.steward, made.part_id, small_box=True)
        rounds_room.approve(session, made, today(clock))
        drafts.change_part(session, made.author, made.part_id, {"seats": 10})
        assert parts.part(session, made.part_id).small_box_agreed is False


@pytest.mark.requirement("ROUND-06")
def test_an_open_part_can_not_be_changed(house: House, clock: SetClock) -> None:
    """Fails when a draft is written over while people answer it: the text that is answered stands."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock))
        rounds_room.approve(session, made, today(clock))
        parts.set_state(session, made.part_id, PartState.OPEN)

        with pytest.raises(Refused, match="open"):
            drafts.change(session, made.author, made.round_id, {"title": "Another"})
        with pytest.raises(Refused, match="open"):
            drafts.change_part(session, made.author, made.part_id, {"intro": "Hello."})


def test_an_advisory_can_give_a_text_back_or_say_no(house: House, clock: SetClock) -> None:
    """A remark reaches the author; a no is a state, and the author may ask again."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock))

        approvals.send_back(session, made.steward, made.part_id, "Say where.")

        assert parts.part(session, made.part_id).state is PartState.DRAFT
        assert parts.part(session, made.part_id).remark == "Say where."
        approvals.ask(session, made.author, made.part_id, today(clock))
        approvals.send_back(session, made.steward, made.part_id, "", says_no=True)
        assert parts.part(session, made.part_id).state is PartState.DECLINED


def test_two_readers_at_most_and_never_the_author(house: House, clock: SetClock) -> None:
    """No more than two people read the full answers (C11), and nobody who asks the questions."""
    with house.database.writing() as session:
        made = rounds_room.written(session, today(clock))
        readers = [rounds_room.actor(Role.READER).account_id for _ in range(3)]
        for reader in readers[:2]:
            assignments.assign(session, made.author, made.round_id, reader, Role.READER)

        for extra in (readers[2], made.author.account_id):
            with pytest.raises(ConsultError):
                assignments.assign(session, made.author, made.round_id, extra, Role.READER)

        assert parts.reads(session, made.round_id, readers[0])
        assert not parts.reads(session, made.round_id, readers[2])
