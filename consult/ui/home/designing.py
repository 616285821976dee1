"""What waits on those who answer themes: which, on whom, since when and until when. Nothing of it moves with a box."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlmodel import Session

from consult.actors import Actor
from consult.clock import Clock, in_words, today
from consult.errors import Missing
from consult.people import organisations
from consult.ui.home.turn import Turn
from consult.words.given import accesses
from consult.words.leaving import releases
from consult.words.replies import drafted, owning, standings
from consult.words.replies.owner_tables import AccessState, Drafted, HandedState
from consult.words.replies.standings import Standing, Stands

FILE = "designer/release.py"
REQUESTS = "steward/requests.py"
# Not the advisory's name: a release of fewer than ten people does not bear it either (ANON-11).
WHOSE = "A release"


def turns(session: Session, clock: Clock, actor: Actor) -> Iterator[Turn]:
    """Give a line for each release that still waits, the latest first: what this designer can do, then the rest."""
    try:
        mine: UUID | None = organisations.of_account(session, actor.account_id).id
    except Missing:
        mine = None
    for release in releases.released(session):
        if release.number is None:
            continue
        content = releases.content_of(release)
        waiting = [one for one in standings.of_release(session, release, today(clock)) if _waits(one)]
        drafts = drafted.of_release(session, actor, release.number, of=mine)
        title = f"{content['number']}. {content['title']}"
        ours = [one for one in waiting if owning.is_open_to(one.decided, one.handed, mine)]
        lines = _ours(title, content["released"], ours, drafts)
        handed = (_handed(title, one, mine) for one in waiting if _is_with_another(one))
        yield from (replace(line, which=f"?release={release.number}") for line in (*lines, *handed))


def requests(session: Session, actor: Actor) -> Iterator[Turn]:
    """Give a steward a line for each request to bring a release of hers before a body."""
    for row, number in accesses.of_advisories(session, actor, actor.advisories()):
        if row.state == AccessState.ASKED:
            sentence = f"Someone asks to bring it before a body on {_day(row.meets_on)}. Until you say yes, it is no."
            yield Turn(f"Release {number}", "A request", sentence, "waits for you", mine=True, file=REQUESTS)


def _waits(one: Stands) -> bool:
    return one.standing in {Standing.PENDING, Standing.OVERDUE}


def _is_with_another(one: Stands) -> bool:
    return one.handed is not None and one.handed.state != HandedState.REFUSED


def _ours(title: str, since: str, waiting: Sequence[Stands], drafts: dict[int, Drafted]) -> Iterator[Turn]:
    ours = [one for one in waiting if not _is_with_another(one)]
    plain = [one for one in ours if one.theme not in drafts]
    if plain:
        back = [one for one in plain if one.handed is not None]
        said = "".join(f" {one.handed.organisation} says {one.number} is not theirs." for one in back if one.handed)
        sentence = f"Out since {since}. {_numbers(plain)} for your answer.{said} {_until(plain[0])}"
        yield Turn(title, WHOSE, sentence, _state(plain), mine=True, file=FILE)
    for one in ours:
        if draft := drafts.get(one.theme):
            sentence = f"The draft for {one.number} waits for {draft.waits_for} since {_day(draft.drafted_on)}."
            state = "overdue" if one.standing is Standing.OVERDUE else "draft"
            yield Turn(title, WHOSE, f"{sentence} {_until(one)}", state, mine=True, file=FILE)


def _handed(title: str, one: Stands, mine: UUID | None) -> Turn:
    handed = one.handed
    whose, since = (handed.organisation, _day(handed.handed_on)) if handed else ("", "")
    is_mine = handed is not None and handed.organisation_id == mine
    is_taken = handed is not None and handed.state == HandedState.TAKEN
    if is_mine and is_taken:
        sentence = f"You took up {one.number}. {_until(one)}"
    elif is_mine:
        sentence = f"Others say that {one.number} is yours, since {since}. Take it up, or say why not. {_until(one)}"
    elif is_taken:
        sentence = f"{whose} took up {one.number}. {_until(one)}"
    else:
        sentence = f"{one.number} waits for {whose} since {since}. {_until(one)}"
    state = _state([one]) if is_mine else f"waits for {whose}"
    return Turn(title, WHOSE, sentence, state, mine=is_mine, file=FILE)


def _numbers(themes: Sequence[Stands]) -> str:
    verb = "waits" if len(themes) == 1 else "wait"
    return f"{', '.join(one.number for one in themes)} {verb}"


def _until(one: Stands) -> str:
    day = in_words(one.due)
    return f"It was due by {day}." if one.standing is Standing.OVERDUE else f"Due by {day}."


def _state(themes: Sequence[Stands]) -> str:
    return "overdue" if any(one.standing is Standing.OVERDUE for one in themes) else "waits for you"


def _day(written: str) -> str:
    return in_words(date.fromisoformat(written))
