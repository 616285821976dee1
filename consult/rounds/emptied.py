"""Words of draft themes leave the rounds that took them back to members, once those themes are taken back."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from sqlmodel import Session, col, select

from consult.ids import PartId
from consult.rounds import facts
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
    whose box is not counted yet keeps its text; `what_does_not_stand` takes the words out once it ended.
    """
    gone = {(as_asked(title), as_asked(text)) for title, text in gone}
    titles = {title for title, _ in gone}
    for round_ in _ended(session, part_id):
        lines = round_.facts.get("themes", "").splitlines()
        round_.facts = {**round_.facts, "themes": "\n".join(line for line in lines if line not in titles)}
        round_.brief = _without(round_.brief, gone)
        round_.other_words = {}
        session.add(round_)
        for approval in _approvals(session, round_):
            kept = _emptied(Script.from_json(approval.text["en"]), gone).to_json()
            approval.text = dict.fromkeys(approval.text, kept)
            session.add(approval)
    session.flush()


def what_does_not_stand(session: Session, part_id: PartId, standing: Words) -> bool:
    """
    Leave only these themes, (title, text) each, in the rounds that checked drafts of this part; say if any changed.

    For when the words that have to go stand nowhere else any more. A title that stands keeps its question, and its
    text where it is the same. A theme goes from its title to the next: what an author wrote after it goes with it.
    """
    standing = {(as_asked(title), as_asked(text)) for title, text in standing}
    changed = [_left_with(session, round_, standing) for round_ in _ended(session, part_id)]
    return any(changed)


def _left_with(session: Session, round_: Round, standing: Words) -> bool:
    named = facts.themes(round_.facts)
    gone = set(named) - {title for title, _ in standing}
    brief = _told(round_.brief, named, standing)
    approved = [(one, Script.from_json(one.text["en"])) for one in _approvals(session, round_)]
    left = [(one, was, _script(was, _told(was.brief, named, standing), gone)) for one, was in approved]
    if not gone and brief == round_.brief and all(was == now for _, was, now in left):
        return False
    round_.facts = {**round_.facts, "themes": "\n".join(title for title in named if title not in gone)}
    round_.brief, round_.other_words = brief, {}
    session.add(round_)
    for one, _, now in left:
        one.text = dict.fromkeys(one.text, now.to_json())
        session.add(one)
    session.flush()
    return True


def _told(brief: str, named: Collection[str], standing: Words) -> str:
    """Give a brief in which each of the named themes says what stands, and GONE in the place of what does not."""
    titles = {title for title, _ in standing}
    sections: list[list[str]] = [[]]
    for line in brief.split("\n"):
        if line in named:
            sections.append([])
        is_listed = line.startswith("- ") and line[2:] in named and line[2:] not in titles
        sections[-1].append(f"- {GONE}" if is_listed else line)
    before, *told = sections
    said = [_section("\n".join(lines), titles, standing) for lines in told]
    return "\n".join(["\n".join(before), *said] if before else said)


def _section(said: str, titles: Collection[str], standing: Words) -> str:
    title, _, text = said.partition("\n")
    end = "\n" if said.endswith("\n") else ""
    if title not in titles:
        return f"{GONE}{end}"
    if not text.strip() or any(f"{text}\n".startswith(f"{kept}\n") for known, kept in standing if known == title):
        return said
    return f"{title}\n{GONE}{end}"


def _ended(session: Session, part_id: PartId) -> Iterator[Round]:
    for round_ in session.exec(select(Round).where(col(Round.checks_part) == part_id)).all():
        held = session.exec(select(Part).where(Part.round_id == round_.id)).all()
        if not any(part.state in SEALED for part in held):
            yield round_


def _approvals(session: Session, round_: Round) -> list[Approval]:
    held = select(Part.id).where(Part.round_id == round_.id)
    return list(session.exec(select(Approval).where(col(Approval.part_id).in_(held))))


def _emptied(script: Script, gone: Words) -> Script:
    return _script(script, _without(script.brief, gone), {title for title, _ in gone})


def _script(script: Script, brief: str, titles: Collection[str]) -> Script:
    return replace(script, brief=brief, questions=tuple(_asked(question, titles) for question in script.questions))


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
