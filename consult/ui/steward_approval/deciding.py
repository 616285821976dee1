"""Yes with reasons where words need them, back to the author with a remark, or no."""

from collections.abc import Callable

import streamlit as st

from consult import opening
from consult.actors import Actor
from consult.errors import ConsultError
from consult.house import present
from consult.rounds import approvals, chances
from consult.rounds.checks import Review, needs_small_box_tick
from consult.rounds.dates import NEEDS_AGREEMENT
from consult.rounds.scripts import Script
from consult.rounds.tables import Advisory, Part, Round
from consult.ui import say
from consult.ui.acting import acting
from consult.ui.author import found
from consult.ui.steward_approval import phrases
from consult.wording.catalogue_of_members import said

_DONE = "approval_done"


def tell() -> None:
    """Say what the last press did, once."""
    # A place that is always there: were it to come and go, what is unfolded below would fold.
    with st.container():
        if done := st.session_state.pop(_DONE, None):
            say.done(done)


def show(actor: Actor, one: tuple[Round, Part, Advisory], script: Script, reviewed: Review) -> None:
    """Show what has to be answered for, then the three ways."""
    round_, part, _advisory = one
    _warned(reviewed)
    if NEEDS_AGREEMENT in reviewed.problems or part.agreement:
        _agreement(actor, part, round_.languages)
    small = _small_box(part)
    reasons = _reasons(part, reviewed)
    say.subheading("Do you approve this text?")
    if reviewed.hard:
        say.note("It can not be approved yet.")
        say.items(reviewed.hard)
    elif round_.author_id == actor.account_id:
        say.note("You wrote this round. Another steward of this advisory has to approve it.")
    elif st.button("I approve exactly this text", type="primary", key=f"approve-{part.id}"):
        _approve(actor, part, script, reasons, small=small)
    _other_ways(actor, part)


def _warned(reviewed: Review) -> None:
    light = [one for one in reviewed.findings if one not in reviewed.blocks]
    if light or reviewed.warnings:
        say.subheading("To think about")
        for sentence in reviewed.warnings:
            say.note(sentence)
        found.show(light)


def _reasons(part: Part, reviewed: Review) -> dict[str, str]:
    given: dict[str, str] = {}
    lifted = [one for one in reviewed.blocks if not one.lasting]
    if lifted:
        say.subheading("Words that need your reason")
        say.plain("Each of these would stop the text. It may stay if you write why, in a sentence.")
    for number, one in enumerate(lifted):
        say.note(found.sentence(one))
        key = f"reason-{part.id}-{number}-{one.key}"
        given[one.key] = st.text_input("Why these words may stay", key=key, autocomplete="off")
    return given


def _small_box(part: Part) -> bool:
    if not needs_small_box_tick(part):
        return part.small_box_agreed
    say.subheading("A small box")
    say.plain(f"With {part.seats} seats, this is how often enough people answer for a box to be opened:")
    say.table(("When", "It opens"), chances.in_words(present().settings.k, part.seats))
    return st.checkbox(
        "I agree to a box of its own with so few seats", value=part.small_box_agreed, key=f"small-{part.id}"
    )


def _agreement(actor: Actor, part: Part, languages: list[str]) -> None:
    say.subheading("The decision was made before")
    say.plain("You can agree to ask members all the same. Write why. They read your words before they start.")
    key = f"agreement-{part.id}"
    if key not in st.session_state:
        st.session_state[key] = part.agreement
    text = st.text_area("What you agree to, and why", key=key)
    elsewhere = {language: _agreement_in(part, language) for language in languages}
    if st.button("Keep these words", key=f"agree-{part.id}"):
        _act(
            actor,
            part,
            "wrote an agreement",
            lambda session: approvals.agree(
                session, actor, part.id, small_box=part.small_box_agreed, agreement=text, elsewhere=elsewhere
            ),
            "Kept. Your members will read it. Read the text again below.",
        )


def _agreement_in(part: Part, language: str) -> str:
    key = f"agreement-{part.id}-{language}"
    if key not in st.session_state:
        st.session_state[key] = part.other_words.get(language, {}).get("agreement", ("", ""))[1]
    return st.text_area(f"The same in {said('language.name', language)}", key=key)


def _approve(actor: Actor, part: Part, script: Script, reasons: dict[str, str], *, small: bool) -> None:
    house = present()
    try:
        if small != part.small_box_agreed:
            with acting(actor, "agreed on a small box", part.round_id, part.advisory_id) as session:
                approvals.agree(session, actor, part.id, small_box=small)
        made = opening.approve(house, actor, part.id, script.digest(), reasons)
    except ConsultError as refused:
        say.refusal(refused)
        return
    phrases.hold(made)
    st.rerun()


def _other_ways(actor: Actor, part: Part) -> None:
    with st.expander("Give it back, or say no"):
        remark = st.text_area("What should change? The author reads this.", key=f"remark-{part.id}")
        back, no = st.columns(2)
        if back.button("Give it back", key=f"back-{part.id}", width="stretch"):
            _send_back(actor, part, remark, says_no=False)
        if no.button("My advisory says no", key=f"no-{part.id}", width="stretch"):
            _send_back(actor, part, remark, says_no=True)
        say.quiet("An advisory that says no is named nowhere outside.")


def _send_back(actor: Actor, part: Part, remark: str, *, says_no: bool) -> None:
    _act(
        actor,
        part,
        "said no to a round" if says_no else "gave a text back",
        lambda session: approvals.send_back(session, actor, part.id, remark, says_no=says_no),
        "Your advisory said no. It is named nowhere." if says_no else "Given back to its author.",
    )


def _act(actor: Actor, part: Part, act: str, write: Callable[..., bool], done: str) -> None:
    """Write; where that voided an approval, its keys are destroyed with it."""
    try:
        with acting(actor, act, part.round_id, part.advisory_id) as session:
            if write(session):
                opening.void(present(), session, part.id)
    except ConsultError as refused:
        say.refusal(refused)
        return
    st.session_state[_DONE] = done
    st.rerun()
