"""The pile: how many forms and cards wait in it, look at one again, and let all of them leave at once."""

from dataclasses import replace

import streamlit as st

from consult import paper_entry, tokens
from consult.actors import Actor
from consult.errors import Refused
from consult.house import present
from consult.paper_entry import FEWEST_FORMS
from consult.paper_piles import MOST_FORMS, Card, Pile, PileState
from consult.paper_taking import CardRefused
from consult.papers import Paper
from consult.rounds.scripts import Script
from consult.ui import say
from consult.ui.facilitator.sitting import At, Move, Sitting, afresh, form_press, here, key, press, typed
from consult.ui.member.walk import Walk
from consult.wording.catalogue_of_members import ENGLISH
from consult.wording.catalogue_of_members import said as in_catalogue

THROW_AWAY = "throw away"
_SHOWN_OF_A_CODE = 4
_CARD, _AWAY = "card", "away"


def words(_actor: Actor, sitting: Sitting) -> None:
    """Show the six words of a new pile, once."""
    say.subheading("Six words for this pile")
    say.plain(
        "Write these six words on paper, and keep them by you until the pile is sent. If the line drops or this page "
        "closes, they bring back all the forms you put on the pile. Nobody can find them again, not even here."
    )
    say.pairs(sitting.open_words)
    press("I have written them down", lambda sitting: replace(sitting, at=At.PILE), name="written", main=True)


def show(actor: Actor, sitting: Sitting) -> None:
    """Show the pile."""
    pile = sitting.pile
    say.subheading(sitting.name)
    say.state(_counted(pile), filled=True)
    if pile.state is PileState.GOING:
        say.note("This pile was on its way when something broke off. Send it again: no form goes twice.")
        _send(actor)
        _leave()
        return
    if pile.state is PileState.LEFT:
        say.note(
            "These forms did not leave with the others: their cards were used by phone. They leave with other forms, "
            f"{FEWEST_FORMS} or more in all, each with a card."
        )
    _forms(actor, sitting)
    _cards(actor, pile)
    say.subheading("Send the pile")
    say.plain(
        f"It leaves when there are {FEWEST_FORMS} forms or more and one card for each. The forms are mixed first: "
        "which card carries which form is drawn by lot. After that no one can read or change them here."
    )
    _send(actor)
    _close(actor)


def _counted(pile: Pile) -> str:
    forms, cards = len(pile.forms), len(pile.cards)
    return f"{forms} {'form' if forms == 1 else 'forms'}, {cards} {'card' if cards == 1 else 'cards'}"


def _forms(actor: Actor, sitting: Sitting) -> None:
    say.subheading("Forms")
    if len(sitting.pile.forms) < MOST_FORMS:
        for language, script in sitting.scripts.items():
            spoken = in_catalogue("language.name", language)
            label = "Type in a form" if len(sitting.scripts) == 1 else f"Type in a form, {spoken}"
            press(label, _begins_form(script), name=f"type-{language}", main=language == ENGLISH)
    for number, form in enumerate(sitting.pile.forms, 1):
        asked = len(sitting.scripts[ENGLISH].questions)
        say.plain(f"Form {number}: {len(form)} of {asked} questions answered.")
        with st.container(horizontal=True, gap="small"):
            press(f"Look at form {number}", _looks_at(form), name=f"look-{number}")
            press(f"Take form {number} off the pile", _takes_off(actor, form), name=f"off-{number}")


def _cards(actor: Actor, pile: Pile) -> None:
    say.subheading("Cards")
    say.plain(
        "Type the code of each card that was handed in with a form, in any order: no card belongs to one form. A card "
        "in a sent pile sends nothing more. Its pay stays with whoever it was given to, and you never see it here."
    )
    with st.form(key("card-form"), border=False):
        st.text_input("Code of a card", key=key(_CARD), autocomplete="off")
        form_press("Put this card to the pile", _adds_card(actor), name="add-card")
    for number, card in enumerate(pile.cards, 1):
        say.plain(f"Card {number}, its code ends in {card.code[-_SHOWN_OF_A_CODE:]}.")
        press(f"Take card {number} away", _takes_card(actor, card), name=f"card-{number}")


def _send(actor: Actor) -> None:
    def move(sitting: Sitting) -> Sitting:
        left = paper_entry.send(present(), actor, sitting.of_part, sitting.open_words)
        if left.forms:
            sentence = "The pile is sent, but for what still stands here."
            return replace(sitting, pile=left, done=sentence)
        return afresh(sitting, "The pile is sent. Shred the papers, the cards that came with them and the six words.")

    press("Send the pile", move, name="send", main=True)


def _close(actor: Actor) -> None:
    say.subheading("Stop for now")
    say.plain("The pile waits under its six words until the round closes.")
    _leave()
    say.plain(f'Or throw the pile away, with all the forms in it. Its cards stay good. Type "{THROW_AWAY}" first.')
    with st.form(key("away-form"), border=False):
        st.text_input(f"Type {THROW_AWAY}", key=key(_AWAY), autocomplete="off")
        form_press("Throw the pile away", _throws_away(actor), name="throw")


def _leave() -> None:
    press("Close the pile", lambda sitting: afresh(sitting, "The pile is closed. It waits."), name="close")


def _throws_away(actor: Actor) -> Move:
    def move(sitting: Sitting) -> Sitting:
        if typed(_AWAY).strip().casefold() != THROW_AWAY:
            raise Refused(f'Type "{THROW_AWAY}" to throw the pile away.')
        paper_entry.throw_away(present(), actor, sitting.of_part, sitting.open_words)
        return afresh(sitting, "The pile is thrown away. Nothing of it was sent.")

    return move


def _begins_form(script: Script) -> Move:
    return lambda sitting: replace(sitting, at=At.FORM, walk=Walk(script=script), before=None)


def _looks_at(form: Paper) -> Move:
    def move(sitting: Sitting) -> Sitting:
        walk = Walk(script=sitting.scripts[ENGLISH], paper=form)
        return replace(sitting, at=At.CHECK, walk=walk, before=form)

    return move


def _takes_off(actor: Actor, form: Paper) -> Move:
    def move(sitting: Sitting) -> Sitting:
        after = paper_entry.change_form(present(), actor, sitting.of_part, sitting.open_words, form, None)
        return replace(sitting, pile=after, done="The form is off the pile.")

    return move


def _adds_card(actor: Actor) -> Move:
    def move(sitting: Sitting) -> Sitting:
        tries = here().tries
        code = tokens.read_code(typed(_CARD))
        tries.check()
        try:
            pile = paper_entry.add_card(present(), actor, sitting.of_part, sitting.open_words, code)
        except CardRefused:
            tries.wrong()
            raise
        return replace(sitting, pile=pile, done="The card is with the pile.")

    return move


def _takes_card(actor: Actor, card: Card) -> Move:
    def move(sitting: Sitting) -> Sitting:
        after = paper_entry.remove_card(present(), actor, sitting.of_part, sitting.open_words, card)
        return replace(sitting, pile=after, done="The card is away from the pile. It stays good.")

    return move
