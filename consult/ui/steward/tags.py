"""The switches of a steward: which families of tags may stand on the themes of her part. All are off at first."""

import streamlit as st

from consult.actors import Actor
from consult.rounds.tables import Part
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt
from consult.words import tags
from consult.words.tags import FITS, NAMES, Family

_SAYS = {
    Family.OWNER: "Which sector could act on an idea: Health, Housing, and so on.",
    Family.STAGE: f'"{FITS} are getting ready", and so on.',
    Family.CHOICE: f'"{FITS} needed money or a place", and so on.',
}


def switches(actor: Actor, part: Part) -> None:
    """Show what each family says, and let her switch it."""
    with st.expander("Tags on themes"):
        say.plain(
            "Tags stand on themes and on nothing else: no person, answer or quote bears one. What you switch off is "
            "shown nowhere and leaves in nothing."
        )
        with reading() as session:
            on = tags.allowed(session, part.id)
        for family in Family:
            say.reason(NAMES[family], _SAYS[family])
            text = "Switch off" if family in on else "Allow"
            say.state("allowed" if family in on else "off", filled=family in on)
            if st.button(f"{text}: {NAMES[family].lower()}", key=f"tags-{part.id}-{family}"):
                attempt(lambda f=family: _switch(actor, part, f, f not in on))  # type: ignore[misc]


def _switch(actor: Actor, part: Part, family: Family, on: bool) -> str:
    act = f"{'allowed' if on else 'switched off'} tags on themes: {NAMES[family].lower()}"
    with acting(actor, act, part.round_id, part.advisory_id) as session:
        tags.allow(session, actor, part.id, family, on=on)
    return f"{NAMES[family]}: {'allowed' if on else 'off'}."
