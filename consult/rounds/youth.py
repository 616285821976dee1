"""A round for youth is short and plain, and has a plan that they can read, or it does not open."""

from collections.abc import Iterator

from consult.rounds.tables import Round
from consult.wording.reading import read_grade

TEMPLATE = "youth_short"
# CONS-11, YOUTH-01, YOUTH-03: a person, a place, who listens and agreed to, and who decided on a parent's yes.
PLAN = frozenset({"youth_support", "youth_place", "youth_listener", "youth_consent"})
MOST_QUESTIONS = 5
MOST_MINUTES = 10
HIGHEST_GRADE = 4.0


def is_for_youth(round_: Round) -> bool:
    """Say whether the round was begun as one for youth."""
    return round_.template == TEMPLATE


def problems(round_: Round, count: int, texts: tuple[str, ...], names: tuple[str, ...]) -> Iterator[str]:
    """
    Give a sentence for each rule of a youth round that is broken; none for other rounds.

    `count` is how many questions are asked beside the closing pair, `texts` the brief and the questions as members
    read them, `names` what is not counted in a grade.
    """
    if not is_for_youth(round_):
        return
    hidden = sorted(name for name in PLAN if f"{{{name}}}" not in round_.brief)
    if hidden:
        places = ", ".join(f"{{{name}}}" for name in hidden)
        yield f"Youth have to read the plan. Put this into the brief: {places}."
    if count > MOST_QUESTIONS:
        yield f"A youth round has {MOST_QUESTIONS} questions at most. This one has {count}."
    if round_.minutes > MOST_MINUTES:
        yield f"A youth round takes {MOST_MINUTES} minutes at most. This one takes {round_.minutes}."
    hardest = max((read_grade(text, names).grade for text in texts), default=0.0)
    if hardest > HIGHEST_GRADE:
        yield f"A youth round reads at grade {HIGHEST_GRADE:g} or lower. One of its texts reads at {hardest:g}."
