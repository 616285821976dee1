"""Where one answer goes, with a quick hand: a key for each of the first nine themes, Ctrl+Enter keeps, U undoes."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from consult.actors import Actor
from consult.house import present
from consult.ids import ThemeId
from consult.ui import say
from consult.ui.reader import choosing
from consult.words import codebook
from consult.words.reading import Read
from consult.words.tables import Theme, ThemeKind

KEYS = 9
_BEGUN, _PENDING = "placing-begun", "placing-pending"
Ticks = tuple[frozenset[ThemeId], bool]


@dataclass(frozen=True, slots=True)
class Placing:
    """What a reader ticked for one answer, and what it stood under when she came to it."""

    answer: Read
    seen: frozenset[ThemeId]
    ticked: frozenset[ThemeId]
    blank: bool


def show(answer: Read, themes: Sequence[Theme], learned: frozenset[ThemeId], alike: frozenset[ThemeId]) -> Placing:
    """
    Show a box for each theme, with its key; what was ticked and not kept is still there after a walk.

    `learned` are proposed from what was coded before, and ticked; `alike` were made of groups this answer is in.
    """
    seen = _begin(answer, themes, learned)
    proposed = dict.fromkeys(alike, " (proposed: like answers stand there)") | dict.fromkeys(learned, " (proposed)")
    numbers = {theme.id: place for place, theme in enumerate(_of(themes, ThemeKind.THEME)[:KEYS], start=1)}
    ticked = set()
    for kind, title in ((ThemeKind.THEME, "Themes"), (ThemeKind.OTHER, "Other things we heard")):
        mine = _of(themes, kind)
        if mine:
            say.quiet(title)
        ticked |= {theme.id for theme in mine if _box(answer, theme, numbers.get(theme.id), proposed.get(theme.id, ""))}
    blank = st.checkbox("It says nothing (blank, or only thanks)", key=_blank(answer))
    now = (frozenset(ticked), blank)
    if now != (answer.themes, answer.blank):
        _pending()[answer.id] = now
        say.quiet("Not kept yet.")
    else:
        _pending().pop(answer.id, None)
        if not (ticked or blank):
            say.quiet("It has no place yet.")
    return Placing(answer, seen, now[0], blank)


def keep(actor: Actor, placed: Placing) -> None:
    """Keep the ticks of one answer; what another reader put there meanwhile stays."""
    # No line in the log: hundreds of these would bury the lines that say when answers were opened.
    with present().database.writing() as session:
        codebook.place(
            session, actor, placed.answer.id, placed.ticked, choosing.k(), blank=placed.blank, seen=placed.seen
        )
    _pending().pop(placed.answer.id, None)
    begin_anew()


def begin_anew() -> None:
    """Show the next answer, or this one after an undo, as it is kept."""
    st.session_state.pop(_BEGUN, None)


def forget(answer: Read) -> None:
    """Let go of ticks of this answer that were not kept."""
    _pending().pop(answer.id, None)
    begin_anew()


def _begin(answer: Read, themes: Sequence[Theme], learned: frozenset[ThemeId]) -> frozenset[ThemeId]:
    """Set the boxes when she comes to an answer; while she is at it, nothing from elsewhere moves them."""
    held = st.session_state.get(_BEGUN)
    if held is None or held[0] != answer.id:
        ticked, blank = _pending().get(answer.id, (answer.themes | learned, answer.blank))
        for theme in themes:
            st.session_state[_key(answer, theme.id)] = theme.id in ticked
        st.session_state[_blank(answer)] = blank
        held = st.session_state[_BEGUN] = (answer.id, answer.themes)
    for theme in themes:
        # A theme that was added meanwhile.
        st.session_state.setdefault(_key(answer, theme.id), False)
    st.session_state.setdefault(_blank(answer), answer.blank)
    return frozenset(held[1])


def _box(answer: Read, theme: Theme, number: int | None, proposed: str) -> bool:
    key = _key(answer, theme.id)
    said = say.label(theme.title or theme.text) + proposed
    if number is None:
        return st.checkbox(said, key=key)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Key", key=f"n-{key}", type="tertiary", shortcut=str(number), on_click=_turn, args=(key,))
        return st.checkbox(said, key=key, width="stretch", wrap=True)


def _turn(key: str) -> None:
    st.session_state[key] = not st.session_state.get(key, False)


def _of(themes: Sequence[Theme], kind: ThemeKind) -> list[Theme]:
    return [theme for theme in themes if theme.kind == kind]


def _pending() -> dict[bytes, Ticks]:
    held: dict[bytes, Ticks] = st.session_state.setdefault(_PENDING, {})
    return held


def _key(answer: Read, theme_id: ThemeId) -> str:
    return f"in-{answer.id.hex()}-{theme_id}"


def _blank(answer: Read) -> str:
    return f"blank-{answer.id.hex()}"
