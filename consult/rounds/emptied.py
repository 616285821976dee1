"""Words of draft themes leave the rounds that took them back to members, once those themes are taken back."""

from collections.abc import Collection
from dataclasses import replace

from sqlmodel import Session, col, select

from consult.ids import PartId
from consult.rounds.scripts import Question, Script
from consult.rounds.tables import Approval, Part, PartState, Round

GONE = "(withdrawn)"
# The text of a box that can still be counted is never touched: the box opens with exactly the approved text.
SEALED = frozenset({PartState.APPROVED, PartState.OPEN, PartState.PAUSED, PartState.COUNTING})
Words = Collection[tuple[str, str]]


def as_asked(text: str) -> str:
    """Write words of a theme as a round holds them: a brace would be read as the place of a fact."""
    return text.replace("{", "(").replace("}", ")")


def themes(session: Session, part_id: PartId, gone: Words) -> None:
    """
    Take these themes, (title, text) each, out of every round that checked drafts of this part.

    What was approved keeps its hash, its dates and its other questions; other languages are kept no longer. A check
    whose box is not counted yet keeps its text until it is withdrawn again.
    """
    gone = {(as_asked(title), as_asked(text)) for title, text in gone}
    for round_ in session.exec(select(Round).where(col(Round.checks_part) == part_id)).all():
        held = session.exec(select(Part).where(Part.round_id == round_.id)).all()
        if any(part.state in SEALED for part in held):
            continue
        titles = {title for title, _ in gone}
        lines = round_.facts.get("themes", "").splitlines()
        round_.facts = {**round_.facts, "themes": "\n".join(line for line in lines if line not in titles)}
        round_.brief = _without(round_.brief, gone)
        round_.other_words = {}
        session.add(round_)
        approved = select(Approval).where(col(Approval.part_id).in_([part.id for part in held]))
        for approval in session.exec(approved).all():
            kept = _emptied(Script.from_json(approval.text["en"]), gone).to_json()
            approval.text = dict.fromkeys(approval.text, kept)
            session.add(approval)
    session.flush()


def _emptied(script: Script, gone: Words) -> Script:
    titles = {title for title, _ in gone}
    return replace(
        script,
        brief=_without(script.brief, gone),
        questions=tuple(_asked(question, titles) for question in script.questions),
    )


def _asked(question: Question, titles: Collection[str]) -> Question:
    text = question.text
    for title in titles:
        text = text.replace(f'"{title}"', GONE)
    options = tuple(GONE if option in titles else option for option in question.options)
    return replace(question, text=text, options=options)


def _without(brief: str, gone: Words) -> str:
    for title, text in gone:
        brief = brief.replace(f"{title}\n{text}", GONE).replace(f"- {title}\n", f"- {GONE}\n")
    return brief
