"""Each move from one page to the next, as a pure function; an ending drops what was hers."""

from dataclasses import replace
from types import MappingProxyType

from consult.papers import Reply
from consult.rounds.scripts import Question
from consult.tokens import HonorariumCode, PrivateWords
from consult.ui.member.walk import Ending, Step, Walk


def afresh(walk: Walk) -> Walk:
    """Begin again at the code; only the turn and the chosen language go on."""
    return Walk(turn=walk.turn, language=walk.language)


def speak(walk: Walk, language: str) -> Walk:
    """Go on in another language; only before a card is in, for then the approved text has one."""
    return replace(walk, language=language, refusal="")


def to(walk: Walk, step: Step) -> Walk:
    """Go to a page that needs nothing else."""
    return replace(walk, step=step, refusal="")


def aside(walk: Walk, step: Step) -> Walk:
    """Look at a page beside the way, and remember where she came from."""
    return replace(walk, step=step, back_to=walk.step, refusal="")


def return_from_aside(walk: Walk) -> Walk:
    """Go back to where she looked aside."""
    return replace(walk, step=walk.back_to, back_to=Step.CODE, refusal="")


def refused(walk: Walk, sentence: str) -> Walk:
    """Stay on the page with a sentence."""
    return replace(walk, refusal=sentence, refusals=walk.refusals + 1)


def to_question(walk: Walk, at: int) -> Walk:
    """Go to a question; first to its content note when it has one and was not answered; past the last to the check."""
    if at >= len(walk.questions):
        return replace(walk, step=Step.CHECK, at=len(walk.questions) - 1, from_check=False, refusal="")
    question = walk.questions[at]
    warns_first = bool(question.note) and walk.reply(question).is_blank
    return replace(walk, step=Step.NOTE if warns_first else Step.QUESTION, at=at, refusal="")


def start(walk: Walk, words: PrivateWords) -> Walk:
    """Begin after "Yes, start": keep my place is offered, under these words, before question 1."""
    if walk.keeps_place or walk.changes:
        return to_question(walk, 0)
    return offer_place(walk, words)


def offer_place(walk: Walk, words: PrivateWords) -> Walk:
    """Offer to keep her place; the words become hers only when she says yes."""
    return replace(walk, step=Step.KEEP, offered=words, refusal="")


def take_offer(walk: Walk) -> Walk:
    """Say yes to the words that were shown."""
    if walk.offered is None:
        return _after_offer(walk)
    return _after_offer(kept(walk, walk.offered))


def decline_offer(walk: Walk) -> Walk:
    """Say no to them; they are forgotten."""
    return _after_offer(walk)


def _after_offer(walk: Walk) -> Walk:
    walk = replace(walk, offered=None)
    on_a_break = walk.back_to in {Step.NOTE, Step.QUESTION, Step.CHECK}
    return to(walk, Step.BREAK) if on_a_break else to_question(walk, 0)


def place(walk: Walk) -> int:
    """Give the number to come back to: the question's index, or one past the last for the check page."""
    at_check = Step.CHECK in {walk.step, walk.back_to}
    return len(walk.questions) if at_check else walk.at


def said(walk: Walk, question: Question, reply: Reply) -> Walk:
    """Take down a reply; a blank one leaves nothing behind."""
    rest = {key: kept for key, kept in walk.paper.items() if key != question.key}
    paper = rest if reply.is_blank else {**rest, question.key: reply}
    return replace(walk, paper=MappingProxyType(paper), refusal="")


def go_on(walk: Walk) -> Walk:
    """Go to the next question, or back to the check page when she came from there."""
    return to_question(walk, len(walk.questions) if walk.from_check else walk.at + 1)


def go_back(walk: Walk) -> Walk:
    """Go one page back on the way."""
    if walk.step is Step.CHECK:
        return to_question(walk, len(walk.questions) - 1)
    if walk.from_check:
        return to_question(walk, len(walk.questions))
    if walk.at > 0:
        return to_question(walk, walk.at - 1)
    return to(walk, Step.FOUND if walk.changes else Step.FACTS)


def change(walk: Walk, at: int) -> Walk:
    """Go from the check page to one question, and come back to the check page afterwards."""
    return replace(to_question(walk, at), from_check=True)


def kept(walk: Walk, words: PrivateWords) -> Walk:
    """Begin to keep her place under these words."""
    return replace(walk, words=words, keeps_place=True, refusal="")


def with_words(walk: Walk, words: PrivateWords | None, *, takes_back: bool) -> Walk:
    """Note whether private words may take back what she sends; words of a kept place stay hers either way."""
    return replace(walk, words=walk.words or words, takes_back=takes_back, refusal="")


def without_words(walk: Walk) -> Walk:
    """Say no to private words, and forget them unless they keep her place."""
    return replace(walk, words=walk.words if walk.keeps_place else None, takes_back=False, refusal="")


def left_alone(walk: Walk, question: Question, words: str) -> Walk:
    """Remember that she keeps these marked words as they are."""
    return replace(walk, left_alone=walk.left_alone | {(question.key, words.casefold())}, refusal="")


def paid(walk: Walk, pay: HonorariumCode | None, ending: Ending) -> Walk:
    """Drop answers and words; keep the card only as long as its pay code is on the screen."""
    has_words = walk.takes_back if ending is Ending.SENT else None
    return replace(
        afresh(walk),
        step=Step.PAY,
        code=walk.code,
        script=walk.script,
        pay=pay,
        ending=ending,
        takes_back=has_words,
    )


def after_all(walk: Walk) -> Walk:
    """Answer after a Stop: the card still sends once."""
    return replace(
        afresh(walk),
        step=Step.KNOW,
        code=walk.code,
        script=walk.script,
        stopped_before=True,
        has_code=walk.pay is None,
    )


def ended(walk: Walk, ending: Ending) -> Walk:
    """Drop everything that was hers; the round's own text stays for the last page."""
    return replace(afresh(walk), step=Step.END, script=walk.script, ending=ending)


def shut(walk: Walk) -> Walk:
    """Drop everything: the card or the words work no more."""
    return replace(afresh(walk), step=Step.SHUT, script=walk.script, changes=walk.changes)


def gone(walk: Walk) -> Walk:
    """Say no: nothing stays, not even which round it was."""
    script = walk.script
    parting = {key: said for key, said in script.screens.items() if key.startswith("gone.")} if script else {}
    return replace(afresh(walk), step=Step.GONE, parting=MappingProxyType(parting))
