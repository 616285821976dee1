"""A steward takes back what has left: one theme, or all of it, by typing what it is."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from consult import withdrawing
from consult.actors import Actor
from consult.house import present
from consult.ui import say
from consult.ui.attempt import attempt
from consult.words.given import plain
from consult.words.leaving.content import standing

Content = Mapping[str, Any]


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
    names = {
        **{f"{number}.{at}": f"{number}.{at} {title}" for at, title in left.items()},
        **{f"line {at}": f"Other things we heard, line {at}: {words}" for at, words in enumerate(said["other"], 1)},
        said["title"]: "The whole release",
    }
    chosen = st.radio(
        "What do you withdraw?",
        list(names),
        format_func=lambda wanted: say.label(names[wanted]),
        index=None,
        key=f"withdraw-{number}",
    )
    if chosen is None:
        return
    say.plain(f"To confirm, type: {chosen}")
    typed = st.text_input("Type it here", key=f"withdraw-typed-{number}-{chosen}", autocomplete="off")
    if st.button("Withdraw it", key=f"withdraw-now-{number}-{chosen}"):
        attempt(lambda: _withdraw(actor, said, chosen, typed))


def _withdraw(actor: Actor, said: Content, chosen: str, typed: str) -> str:
    number = said["number"]
    if chosen == said["title"]:
        withdrawing.release(present(), actor, number, typed)
        return f"Release {number} is withdrawn. Its page says so."
    kind, _, at = chosen.rpartition(" " if chosen.startswith("line ") else ".")
    if kind == "line":
        withdrawing.line(present(), actor, number, int(at), typed)
        return "This line is withdrawn. The page says that a line was."
    gone = withdrawing.theme(present(), actor, number, int(at), typed)
    if len(gone) == 1:
        return f"Theme {gone[0]} is withdrawn. Its page says so."
    return f"These are withdrawn, for they are one theme: {', '.join(gone)}. Their pages say so."
