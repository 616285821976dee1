"""One field for a code, slowed after five wrong ones: the desk and the member's page ask in the same way."""

from collections.abc import Callable
from typing import cast

import streamlit as st

from consult.errors import BadText, ConsultError
from consult.house import present
from consult.money import desk
from consult.money.desk import CodeState, Standing
from consult.money.months import month_now
from consult.tokens import MistypedCode
from consult.tries import Tries
from consult.ui import say
from consult.wording.catalogue_of_members import refusal

# Room for a code with more spaces and dashes than anyone would type.
LONGEST_TYPED = 80
_TRIES = "code_tries"


def field(button: str, answer: Callable[[str], None], label: str = "Code", language: str = "en") -> None:
    """
    Show the field, for a member in her language.

    `answer` gets what was typed; a refusal stands under the field and loses nothing.
    """
    with st.container(key="code-field"), st.form("code-form", border=False):
        typed = st.text_input(label, key="code_typed", autocomplete="off", max_chars=LONGEST_TYPED)
        pressed = st.form_submit_button(button, type="primary", width="stretch")
    if not pressed:
        return
    try:
        answer(typed)
    except ConsultError as refused:
        say.refusal(BadText(refusal(refused.sentence, language)))


def look_up(typed: str, desk_session: str = "") -> Standing:
    """
    Ask the money room about a code, as fast as this session may.

    Raises TooFast, or MistypedCode; both mistyped and not good count as wrong tries, an empty field does not.
    """
    if not typed.strip():
        raise MistypedCode("Type the code.")
    tries = _tries()
    tries.check()
    house = present()
    try:
        with house.database.reading() as session:
            month = month_now(house.clock)
            standing = desk.look_up(session, house.pepper, typed, month=month, desk_session=desk_session)
    except MistypedCode:
        tries.wrong()
        raise
    if standing.state is CodeState.NOT_GOOD:
        tries.wrong()
    return standing


def _tries() -> Tries:
    return cast("Tries", st.session_state.setdefault(_TRIES, Tries(present().clock)))
