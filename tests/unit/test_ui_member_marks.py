"""Marks on her own words: found with a reason, settled by her, gone when she settled them."""

from dataclasses import replace

from consult.papers import Reply
from consult.ui.member import marks, ways
from consult.ui.member.walk import Step, Walk
from tests.unit.test_ui_member_walk import QUESTIONS, at

SAID = "Call 902-555-0188, or 902-555-0188 at night"


def with_words(words: str, other: str = "") -> Walk:
    """Give a walk at the check page with one answer."""
    return ways.said(at(Step.CHECK), QUESTIONS[0], Reply(words=words, other=other))


def test_the_same_words_are_asked_about_once() -> None:
    """Twice the same number is one card, with its reason and both ways out."""
    found = marks.marks(with_words(SAID), QUESTIONS[0])

    assert [one.words for one in found] == ["902-555-0188"]
    assert found[0].reason == "This looks like a phone number."
    assert found[0].hidden == "[phone number]"
    assert found[0].general


def test_hiding_takes_every_place_and_leaves_the_rest() -> None:
    """Both numbers go, no other letter changes."""
    reply = marks.put_in_place(Reply(words=SAID, other="902-555-0188"), "902-555-0188", "[phone number]")

    assert reply.words == "Call [phone number], or [phone number] at night"
    assert reply.other == "[phone number]"


def test_a_name_inside_a_longer_word_stays() -> None:
    """Ann goes, Annual stays; a mark that is only inside a word goes where it stands."""
    assert marks.put_in_place(Reply(words="ann has Annual leave"), "Ann", "X").words == "X has Annual leave"
    assert marks.put_in_place(Reply(words="mail902555x"), "902555", "N").words == "mailNx"


def test_kept_words_are_not_asked_about_again_in_that_answer() -> None:
    """Another answer with the same words is asked about on its own."""
    walk = ways.said(with_words(SAID), QUESTIONS[3], Reply(words=SAID))

    settled = ways.left_alone(walk, QUESTIONS[0], "902-555-0188")

    assert marks.marks(settled, QUESTIONS[0]) == []
    assert len(marks.marks(settled, QUESTIONS[3])) == 1
    assert marks.are_any(settled)


def test_what_the_round_is_about_is_no_mark() -> None:
    """The name of the program under consultation may stand."""
    walk = with_words("I like Harbour House")
    named = replace(walk, script=replace(walk.text, topic="Harbour House"))

    assert marks.marks(named, QUESTIONS[0]) == []
