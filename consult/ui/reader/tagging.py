"""Tags on one theme, as far as a steward allows them; never on an answer, a quote or a person."""

import streamlit as st

from consult.actors import Actor
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt
from consult.ui.reader import choosing
from consult.ui.reader.choosing import Work
from consult.words import tags
from consult.words.tables import Theme, ThemeKind
from consult.words.tags import FITS, NAMES, TAGS, Family


def show(actor: Actor, chosen: Work, theme: Theme) -> None:
    """Show a choice for each family that is allowed; nothing where all are off, and none for "other things"."""
    if theme.kind != ThemeKind.THEME:
        return
    with reading() as session:
        on = tags.allowed(session, chosen.part_id)
        held = tags.of_themes(session, chosen.part_id).get(theme.id, {})
    for family in on:
        label = NAMES[family] if family is Family.OWNER else f"{NAMES[family]}: {FITS[0].lower()}{FITS[1:]} ..."
        picked = st.multiselect(
            label, TAGS[family], default=held.get(family, ()), key=f"tag-{theme.id}-{family}", placeholder="None"
        )
        is_new = set(picked) != set(held.get(family, ()))
        if is_new and st.button("Keep these tags", key=f"tagged-{theme.id}-{family}"):
            attempt(lambda f=family, p=tuple(picked): _put(actor, chosen, theme, f, p))  # type: ignore[misc]
    if on:
        say.quiet("Tags say whom a service fits. They say nothing about any person.")


def _put(actor: Actor, chosen: Work, theme: Theme, family: Family, picked: tuple[str, ...]) -> str:
    with acting(actor, "tagged a theme", chosen.round_id, chosen.advisory_id) as session:
        tags.put(session, actor, theme.id, family, picked, choosing.k())
    return "The tags are kept."
