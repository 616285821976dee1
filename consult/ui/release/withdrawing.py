"""A steward takes back what has left: one theme, or all of it, by typing what it is."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from consult import withdrawing
from consult.actors import Actor
from consult.house import present
from consult.ui import say
from consult.ui.attempt import attempt
from consult.words import plain
from consult.words.content import standing

Content = Mapping[str, Any]
ALL = 0


def show(actor: Actor, released: Sequence[Content]) -> None:
    """List what was released of this steward's parts, the latest first, each with a way to take it back."""
    if released:
        say.subheading("What has left")
    for said in sorted(released, key=lambda one: -one["number"]):
        name = f"Release {said['number']}: {said['title']}, {said['released']}"
        if gone := plain.withdrawn(said):
            say.plain(f"{name}. {gone}")
            continue
        with st.expander(say.label(name)):
            _one(actor, said)


def _one(actor: Actor, said: Content) -> None:
    number = said["number"]
    left = {theme["number"]: theme["title"] for theme in standing(said)}
    for theme in said["themes"]:
        if gone := plain.withdrawn(theme):
            say.plain(f"{number}.{theme['number']} {gone}")
    say.plain(
        "What you withdraw is deleted: here, on the public page and in what can be copied. The page then says that it "
        "was withdrawn, and when. What people have read or saved before can not be called back. Backups end within "
        f"{present().settings.longest_copy_days} days."
    )
    names = {**{at: f"{number}.{at} {title}" for at, title in left.items()}, ALL: "The whole release"}
    chosen = st.radio(
        "What do you withdraw?",
        list(names),
        format_func=lambda at: say.label(names[at]),
        index=None,
        key=f"withdraw-{number}",
    )
    if chosen is None:
        return
    wanted = said["title"] if chosen == ALL else f"{number}.{chosen}"
    say.plain(f"To confirm, type: {wanted}")
    typed = st.text_input("Type it here", key=f"withdraw-typed-{number}-{chosen}", autocomplete="off")
    if st.button("Withdraw it", key=f"withdraw-now-{number}-{chosen}"):
        attempt(lambda: _withdraw(actor, number, chosen, typed))


def _withdraw(actor: Actor, number: int, chosen: int, typed: str) -> str:
    if chosen == ALL:
        withdrawing.release(present(), actor, number, typed)
        return f"Release {number} is withdrawn. Its page says so."
    gone = withdrawing.theme(present(), actor, number, chosen, typed)
    if len(gone) == 1:
        return f"Theme {gone[0]} is withdrawn. Its page says so."
    return f"These are withdrawn, for they are one theme: {', '.join(gone)}. Their pages say so."
