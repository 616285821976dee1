"""The moves that go through the door: in with a card, a kept place, send, stop, take back, and the pay code."""

from dataclasses import replace

from consult import intake, tokens
from consult.box.boxes import BoxPaused, BoxShut
from consult.house import House
from consult.intake import AlreadySent, Visit
from consult.people.seats import InviteRefused, Standing
from consult.recognising import WordsRefused
from consult.tokens import InviteCode, PrivateWords
from consult.tries import Tries
from consult.ui.member import ways
from consult.ui.member.walk import Ending, Step, Walk


def enter(house: House, tries: Tries, walk: Walk, typed: str) -> Walk:
    """Try a card. A mistyped one is told so at once; only a well-formed one counts as a try."""
    code = InviteCode(tokens.read_code(typed))
    tries.check()
    try:
        visit = intake.enter(house, code, walk.language)
    except InviteRefused:
        tries.wrong()
        raise
    return entered(replace(ways.afresh(walk), code=code), visit)


def entered(walk: Walk, visit: Visit) -> Walk:
    """Go where this card stands: to the start, or to its pay code."""
    walk = replace(walk, script=visit.script, later=visit.later)
    if visit.standing is Standing.FRESH:
        return ways.to(walk, Step.KNOW)
    return ways.paid(walk, visit.pay, Ending.SENT if visit.standing is Standing.SENT else Ending.STOPPED)


def come_back(house: House, tries: Tries, walk: Walk, typed: str) -> Walk:
    """Come back to a kept place with card and words."""
    words = tokens.read_words(typed)
    tries.check()
    try:
        kept = intake.resume(house, _code(walk), words)
    except WordsRefused:
        tries.wrong()
        raise
    walk = ways.kept(replace(walk, paper=kept.paper), PrivateWords(words))
    return ways.to_question(walk, kept.at)


def start(walk: Walk) -> Walk:
    """Begin after "Yes, start": six new words are offered to keep her place."""
    return ways.start(walk, PrivateWords(tokens.new_words(walk.text.language)))


def offer_place(walk: Walk) -> Walk:
    """Offer six new words to keep her place from the break page."""
    return ways.offer_place(walk, PrivateWords(tokens.new_words(walk.text.language)))


def private_words(walk: Walk) -> Walk:
    """Give private words for taking back: those that keep her place, or six new ones."""
    return ways.with_words(walk, PrivateWords(tokens.new_words(walk.text.language)), takes_back=True)


def keep(house: House, walk: Walk) -> Walk:
    """Save where she stands when she asked for it; any other visit leaves nothing on any disk."""
    if not walk.keeps_place or walk.words is None or walk.changes:
        return walk
    try:
        intake.keep_draft(house, _code(walk), walk.words, walk.paper, ways.place(walk))
    except (BoxPaused, BoxShut, InviteRefused):
        # The next page tells her: paused, closed, or sent from elsewhere.
        return walk
    return walk


def send(house: House, walk: Walk) -> Walk:
    """Send once. When the card has sent before, its pay code is shown and nothing is doubled."""
    if walk.changes and walk.words is not None:
        intake.change(house, walk.words, walk.paper)
        return ways.ended(walk, Ending.CHANGED)
    words = walk.words if walk.takes_back else None
    try:
        pay = intake.send(house, _code(walk), walk.paper, words)
    except AlreadySent as sent:
        return _sent_elsewhere(house, walk, sent)
    except (BoxPaused, BoxShut, InviteRefused):
        # The next page looks again, and tells her which it is.
        return walk
    return ways.paid(walk, None if walk.has_code else pay, Ending.SENT)


def stop(house: House, walk: Walk) -> Walk:
    """Stop with the full pay; nothing she typed stays anywhere."""
    try:
        pay = intake.stop(house, _code(walk))
    except AlreadySent as sent:
        return _sent_elsewhere(house, walk, sent)
    except (BoxShut, InviteRefused):
        return ways.shut(walk)
    return ways.paid(walk, None if walk.has_code else pay, Ending.STOPPED)


def take_back(house: House, walk: Walk) -> Walk:
    """Put a blank in the place of what was sent."""
    if walk.words is None:
        raise WordsRefused
    intake.take_back(house, walk.words)
    return ways.ended(walk, Ending.TAKEN)


def find(house: House, tries: Tries, walk: Walk, typed: str) -> Walk:
    """Find what private words can take back or change."""
    words = tokens.read_words(typed)
    tries.check()
    try:
        visit = intake.find(house, words, walk.language)
    except WordsRefused:
        tries.wrong()
        raise
    found = replace(ways.afresh(walk), words=PrivateWords(words), changes=True, script=visit.script, later=visit.later)
    return ways.to(found, Step.FOUND)


def have_it(house: House, walk: Walk) -> Walk:
    """Note that she has the pay code. A round that closed meanwhile changes nothing: the code stays good."""
    try:
        intake.have_it(house, _code(walk))
    except (BoxShut, InviteRefused):
        return ways.ended(walk, Ending.HAS_IT)
    return ways.ended(walk, Ending.HAS_IT)


def decline_pay(house: House, walk: Walk) -> Walk:
    """Give the money back: "no code, thank you"."""
    try:
        intake.decline_pay(house, _code(walk))
    except (BoxShut, InviteRefused):
        return ways.ended(walk, Ending.HAS_IT)
    return ways.ended(walk, Ending.DECLINED)


def look_again(house: House, walk: Walk) -> tuple[Walk, bool]:
    """
    Ask, before each page underway, whether card or words still work; say also whether the round is paused.

    Where they do not, give the page that tells her.
    """
    try:
        if walk.changes:
            intake.find(house, walk.words or "")
            return walk, False
        visit = intake.enter(house, _code(walk))
    except (InviteRefused, WordsRefused):
        return ways.shut(walk), False
    if visit.standing is Standing.SENT:
        paid = ways.paid(walk, visit.pay, Ending.SENT)
        return replace(ways.refused(paid, AlreadySent.sentence), turn=walk.turn + 1), False
    return replace(walk, later=visit.later), visit.is_paused


def _sent_elsewhere(house: House, walk: Walk, sent: AlreadySent) -> Walk:
    try:
        pay = intake.enter(house, _code(walk)).pay
    except InviteRefused:
        pay = None
    return ways.refused(ways.paid(walk, pay, Ending.SENT), sent.sentence)


def _code(walk: Walk) -> InviteCode:
    if walk.code is None:
        raise InviteRefused
    return walk.code
