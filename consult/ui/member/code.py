"""In with a card: the code is asked for, and nothing else. Nobody has to say who or what they are."""

from functools import partial

import streamlit as st

from consult.house import House
from consult.ui import say
from consult.ui.member import doors, outcomes, taps, ways
from consult.ui.member.texts import text
from consult.ui.member.walk import Step, Walk
from consult.wording import catalogue_of_members


def show(house: House, _walk: Walk) -> None:
    """Ask for the code."""
    choose_language()
    say.heading(text("code.title"))
    say.quiet(text("code.hint"))
    ask(house, "code", doors.enter)
    taps.button("code.words", lambda walk: ways.to(ways.afresh(walk), Step.FIND))
    taps.button("code.helped", lambda walk: ways.aside(walk, Step.HELPED))
    say.quiet(text("code.again"))
    outcomes.link()


def choose_language() -> None:
    """Offer each other language in its own name, quietly, before anything is asked; it holds for the visit."""
    for other in catalogue_of_members.languages():
        if other != taps.here().walk.language:
            name = catalogue_of_members.said("language.name", other)
            taps.button(f"speak.{other}", partial(ways.speak, language=other), quiet=True, said=name)


def ask(house: House, name: str, door: taps.Door) -> None:
    """Show one field and Continue; Enter does the same. Wrong tries are slowed, never locked."""
    key = taps.field(name)
    tries = taps.here().tries
    with st.form(f"form.{key}", border=False):
        st.text_input(say.label(text(f"{name}.field")), key=key, autocomplete="off")
        taps.form_button(f"{name}.continue", lambda walk: door(house, tries, walk, taps.typed(key)))
