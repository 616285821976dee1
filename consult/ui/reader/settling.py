"""How far two readers agree, in sentences and a table, and their differences settled on a page, one at a time."""

from collections.abc import Collection, Mapping

import streamlit as st
from sqlmodel import Session

from consult.actors import Actor
from consult.errors import ConsultError
from consult.house import present
from consult.ids import SampleId, ThemeId
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt
from consult.ui.reader import choosing, placing
from consult.ui.reader.choosing import Work
from consult.ui.reader.placing import Placing
from consult.words import codebook
from consult.words.pair import agreement, settling, two_readers
from consult.words.pair.agreement import Table
from consult.words.pair.settling import Pair
from consult.words.pair.two_reader_tables import Sample
from consult.words.reader.bench_tables import NOTHING
from consult.words.reading import Read

_HELD = "settling_sample"
SAYS_NOTHING = "It says nothing"


def show(actor: Actor, chosen: Work, sample: Sample) -> None:
    """Show what one sample found, and the way to what is not settled."""
    with reading() as session:
        found = settling.figures(session, actor, sample.id, choosing.k())
        left = settling.to_settle(session, actor, sample.id, choosing.k())
        names = _names(session, chosen)
    say.subheading(f"How far you agree: sample {sample.number}")
    if not found.answers:
        say.plain("Its answers are not here any more.")
        return
    for sentence in agreement.in_words(found):
        say.plain(sentence)
    say.table(("Theme", "Both", "Only one", "Kappa"), tuple(_row(names, theme, table) for theme, table in found.themes))
    say.quiet("Kappa for one theme rests on fewer answers still. Talk about themes where it is low: are they clear?")
    if not left:
        say.plain("Every answer of it is settled.")
    elif st.button(_to_settle(len(left)), type="primary", key=f"settle-{sample.id}"):
        attempt(lambda: _enter(actor, chosen, sample))


def show_one(actor: Actor, chosen: Work) -> bool:
    """Show the next answer to be settled, if she is settling; say whether she is."""
    sample_id: SampleId | None = st.session_state.get(_HELD)
    if sample_id is None:
        return False
    try:
        with reading() as session:
            left = settling.to_settle(session, actor, sample_id, choosing.k())
            two = two_readers.readers(session, sample_id)
            themes = codebook.codebook(session, chosen.part_id)
            names = _names(session, chosen)
    except ConsultError as refused:
        say.refusal(refused)
        return _leave()
    if not left:
        return _leave()
    one = left[0]
    say.quiet("1 answer to settle" if len(left) == 1 else f"{len(left)} answers to settle")
    say.answer(one.words)
    is_first = two[0].account_id == actor.account_id
    mine, other = (one.first, one.second) if is_first else (one.second, one.first)
    say.plain(f"You: {_said(names, mine)}.\nThe other reader: {_said(names, other)}.")
    _boxes(actor, sample_id, one, placing.show(_read(one), themes, frozenset(), frozenset()))
    if st.button("Leave it for now"):
        _leave()
        st.rerun()
    return True


def _boxes(actor: Actor, sample_id: SampleId, one: Pair, placed: Placing) -> None:
    say.quiet("Ticked is what both of you chose. Talk it over, tick where it belongs, and settle it.")
    if not st.button("Settle this one", type="primary", shortcut="Ctrl+Enter"):
        return
    try:
        with present().database.writing() as session:
            chosen = {*placed.ticked, *({NOTHING} if placed.blank else ())}
            settling.settle(session, actor, sample_id, one.id, chosen, choosing.k())
    except ConsultError as refused:
        say.refusal(refused)
        return
    placing.forget(placed.answer)
    st.rerun()


def _read(one: Pair) -> Read:
    both = one.first & one.second
    return Read(one.id, one.words, both - {NOTHING}, NOTHING in both)


def _enter(actor: Actor, chosen: Work, sample: Sample) -> str:
    act = "opened raw answers that two readers coded differently"
    with acting(actor, act, chosen.round_id, chosen.advisory_id):
        placing.begin_anew()
        st.session_state[_HELD] = sample.id
    return ""


def _leave() -> bool:
    st.session_state.pop(_HELD, None)
    placing.begin_anew()
    return False


def _names(session: Session, chosen: Work) -> dict[ThemeId, str]:
    themes = codebook.codebook(session, chosen.part_id)
    return {theme.id: theme.title or theme.text for theme in themes} | {NOTHING: SAYS_NOTHING}


def _row(names: Mapping[ThemeId, str], theme: ThemeId, table: Table) -> tuple[str, ...]:
    kappa = "can not be told" if table.kappa is None else f"{table.kappa:.2f}, {agreement.told(table.kappa)}"
    return names.get(theme, "A theme that was taken out"), str(table.both), str(table.one + table.other), kappa


def _said(names: Mapping[ThemeId, str], chosen: Collection[ThemeId]) -> str:
    return "; ".join(sorted(names.get(theme, "a theme that was taken out") for theme in chosen)) or "nothing"


def _to_settle(count: int) -> str:
    return "Settle the 1 that differs" if count == 1 else f"Settle the {count} that differ"
