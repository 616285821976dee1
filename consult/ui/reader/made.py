"""Who made a theme, how it changed, and a second person's yes: for readers and stewards, and in no release."""

import streamlit as st

from consult.actors import Actor
from consult.ids import AccountId, AdvisoryId, PartId, RoundId, ThemeId
from consult.people import accounts
from consult.ui import say
from consult.ui.acting import acting, reading
from consult.ui.attempt import attempt
from consult.ui.reader import choosing, deficits
from consult.words import who_made
from consult.words.tables import Theme
from consult.words.who_made import Made

_WAYS = {"": "by likeness"}
Place = tuple[RoundId, AdvisoryId]


def of_part(actor: Actor, part_id: PartId, round_id: RoundId, advisory_id: AdvisoryId) -> None:
    """Show the words of each theme of a part with who made it, to a steward."""
    with reading() as session:
        found = who_made.of_part(session, actor, part_id, choosing.k())
    if not found:
        say.plain("There is no theme yet.")
    for theme, _made in found:
        say.reason(theme.title or "Other things we heard", theme.text)
        if theme.views_differ:
            say.plain(f"Views differ. {theme.views_differ}")
        deficits.show(theme)
        of_theme(actor, (round_id, advisory_id), theme)


def of_theme(actor: Actor, place: Place, theme: Theme) -> None:
    """Show who suggested, wrote and agreed to one theme, a button to agree, and its history on request."""
    with reading() as session:
        made = who_made.of(session, actor, theme.id, choosing.k())
        names = accounts.names_of(session, frozenset({*made.wrote, *made.agreed}))
    say.quiet(_sentence(made, names))
    say.state("two people agree" if made.is_two else "waits for a second person", filled=made.is_two)
    if actor.account_id in made.agreed:
        if st.button("I no longer agree", key=f"disagree-{theme.id}"):
            attempt(lambda: _take_back(actor, place, theme))
    elif actor.account_id != made.writer and st.button("I agree with this theme", key=f"agree-{theme.id}"):
        attempt(lambda: _agree(actor, place, theme))
    if st.toggle("Show how it changed", key=f"history-{theme.id}"):
        _history(actor, theme.id)


def _sentence(made: Made, names: dict[AccountId, str]) -> str:
    def listed(ids: tuple[AccountId, ...]) -> str:
        return ", ".join(names.get(one, "an account that is gone") for one in ids)

    ways = ", ".join(_WAYS.get(path, path) for path in made.suggested)
    began = f"Suggested by likeness of answers ({ways})." if made.suggested else "Begun by a reader."
    agreed = f"Agreed to by {listed(made.agreed)}." if made.agreed else "Nobody else agreed to these words yet."
    return f"{began} Written by {listed(made.wrote)}. {agreed}"


def _history(actor: Actor, theme_id: ThemeId) -> None:
    with reading() as session:
        changes = who_made.history(session, actor, theme_id, choosing.k())
        names = accounts.names_of(session, frozenset(one.version.account_id for one in changes))
    say.table(
        ("Version", "By", "How it came", "Title", "Words", "Views differ"),
        tuple(
            (
                str(one.version.version),
                names.get(one.version.account_id, "an account that is gone"),
                "; ".join(one.came) or "written",
                one.version.title,
                one.version.text,
                one.version.views_differ,
            )
            for one in changes
        ),
    )


def _agree(actor: Actor, place: Place, theme: Theme) -> str:
    with acting(actor, "agreed to a theme", *place) as session:
        who_made.agree(session, actor, theme.id, theme.version, choosing.k())
    return "You agree to this theme, in these words. If they change, you are asked again."


def _take_back(actor: Actor, place: Place, theme: Theme) -> str:
    with acting(actor, "took agreement to a theme back", *place) as session:
        who_made.take_back(session, actor, theme.id, choosing.k())
    return "You no longer agree to this theme."
