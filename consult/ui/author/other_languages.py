"""Step 5: the round in another language. Staff write their own texts; ours are there; no machine translates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import streamlit as st
from sqlmodel import Session

from consult.ids import PartId
from consult.rounds import drafts, translations
from consult.rounds.tables import Part, Round
from consult.rounds.translations import Wanted
from consult.ui import say
from consult.ui.author import saving
from consult.wording.catalogue_of_members import ENGLISH, languages, said

if TYPE_CHECKING:
    from consult.ui.author.writing import Desk


def show(desk: Desk) -> None:
    """Offer each language that ships, and ask for what staff wrote in it."""
    say.plain(
        "Members choose the language on their first page. The sentences around your texts, and the templates as they "
        "come, are there already. What you wrote yourself, write again here."
    )
    for language in languages():
        if language != ENGLISH:
            _one(desk, language)


def _one(desk: Desk, language: str) -> None:
    name = said("language.name", language)
    say.subheading(name)
    key = f"{desk.round.id}-offers-{language}"
    if key not in st.session_state:
        st.session_state[key] = language in desk.round.languages
    st.checkbox(f"Members can read this round in {name} too", key=key, on_change=_offer, args=(desk, language, key))
    if language not in desk.round.languages:
        return
    typed = _asked(desk, language, "round", desk.round, translations.wanted(desk.round, language))
    of_parts = {}
    for part, advisory in desk.parts:
        wants = translations.wanted_of_part(part, advisory, language)
        if wants:
            say.subheading(f"Only for the {advisory.name}")
        of_parts[part.id] = _asked(desk, language, str(part.id), part, wants)
    if not typed and not any(of_parts.values()):
        say.note("Nothing to write here yet. Write the English first.")
    elif st.button("Save", type="primary", key=f"save-{language}"):
        _save(desk, language, typed, of_parts)


def _offer(desk: Desk, language: str, key: str) -> None:
    offered = set(desk.round.languages) - {language} | ({language} if st.session_state[key] else set())
    changes = {"languages": sorted(offered)}
    saving.save(desk.actor, desk.round.id, lambda session: drafts.change(session, desk.actor, desk.round.id, changes))


def _asked(desk: Desk, language: str, owner: str, row: Round | Part, wants: Sequence[Wanted]) -> dict[str, str]:
    words = row.other_words.get(language, {})
    typed = {}
    for one in wants:
        before = words.get(one.key, ("", ""))
        ask = desk.typed.text if one.long else desk.typed.line
        hint = one.english
        if before[1] and before[0] != one.english:
            hint = f"The English has changed. Check these words, then save. It says now: {one.english}"
        typed[one.key] = ask(f"{language}-{owner}-{one.key}", one.label.capitalize(), before[1], hint)
    return typed


def _save(desk: Desk, language: str, typed: dict[str, str], of_parts: dict[PartId, dict[str, str]]) -> None:
    def _write(session: Session) -> Iterable[PartId]:
        wants = translations.wanted(desk.round, language)
        kept = translations.kept(desk.round, wants, language, typed)
        voided = set(drafts.change(session, desk.actor, desk.round.id, {"other_words": kept}))
        for part, advisory in desk.parts:
            wants = translations.wanted_of_part(part, advisory, language)
            kept = translations.kept(part, wants, language, of_parts[part.id])
            if drafts.change_part(session, desk.actor, part.id, {"other_words": kept}):
                voided.add(part.id)
        return voided

    if saving.save(desk.actor, desk.round.id, _write):
        st.rerun()
