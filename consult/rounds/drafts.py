"""Rounds while they are written: everything is kept as it was typed, nothing is frozen yet, and nothing is lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from sqlmodel import Session, col, select

from consult.actors import Actor, Role
from consult.errors import BadText, Missing, Refused
from consult.ids import AccountId, AdvisoryId, PartId, RoundId, new_id
from consult.rounds import advisories, approvals, community, dates, facts, parts, questions, translations
from consult.rounds.tables import Part, PartState, Round
from consult.settings import Settings
from consult.wording import catalogue
from consult.wording.signs import one_line, paragraphs

LONGEST_TITLE = 100
LONGEST_BRIEF = 4000
LONGEST_PART_TEXT = 1200
BLANK = ""
MOST_TYPED = 500
_COLUMNS = frozenset({"level", "minutes", "amount_cents", "other_words", *dates.NAMES})


@dataclass(frozen=True, slots=True)
class Common:
    """What a partnership sets once and each new round begins with."""

    facts: Mapping[str, str]
    longest_copy_days: int
    floor_cents_hour: int

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Take it from the settings of the house."""
        return cls(
            facts={
                "convenor": settings.convenor,
                "contact": settings.contact,
                "outside_contact": settings.outside_contact,
                "benefits_help": settings.benefits_help,
                "where": settings.pay_places,
            },
            longest_copy_days=settings.longest_copy_days,
            floor_cents_hour=settings.living_wage_cents,
        )


def begin(session: Session, actor: Actor, common: Common, template: str = BLANK, today: date | None = None) -> RoundId:
    """
    Begin a round from a template, or blank. Dates are proposed from a week after `today`, where it is given.

    NotAllowed unless the actor writes rounds; NoSuchTemplate for a key that does not ship.
    """
    actor.require(Role.AUTHOR)
    chosen = catalogue.template(template) if template else {}
    proposed = dates.propose(_monday_after(today), common.longest_copy_days) if today else None
    round_ = Round(
        id=RoundId(new_id()),
        author_id=actor.account_id,
        title=chosen.get("title", ""),
        level=chosen.get("iap2", ""),
        template=template,
        brief=chosen.get("intro", ""),
        minutes=chosen.get("minutes", 0),
        facts={name: text for name, text in common.facts.items() if text},
        questions=questions.from_template(chosen.get("questions", ())),
        longest_copy_days=common.longest_copy_days,
        floor_cents_hour=common.floor_cents_hour,
        **({name: getattr(proposed, name) for name in dates.NAMES} if proposed else {}),
    )
    session.add(round_)
    session.flush()
    return round_.id


def begin_check(session: Session, actor: Actor, common: Common, part_id: PartId, today: date) -> RoundId:
    """
    Begin the member check of a part's draft themes, as the author of its round: same facts, pay, seats and readers.

    The words of the themes come from whoever may know them (`words.check_rounds`).
    """
    checked = parts.part(session, part_id)
    source = own(session, actor, checked.round_id)
    round_id = begin(session, actor, common, "member_check", today)
    round_ = parts.round_of(session, round_id)
    round_.checks_part = part_id
    round_.topic, round_.decider, round_.amount_cents = source.topic, source.decider, source.amount_cents
    round_.facts = {**source.facts, **round_.facts, "round_title": source.topic or source.title}
    session.add(round_)
    session.flush()
    new = add_part(session, actor, round_id, checked.advisory_id)
    change_part(session, actor, new, {"seats": checked.seats, "spares": checked.spares})
    return round_id


def written_by(session: Session, account_id: AccountId) -> tuple[Round, ...]:
    """Give the rounds of an author, by title."""
    rows = session.exec(select(Round).where(col(Round.author_id) == account_id).order_by(Round.title, col(Round.id)))
    return tuple(rows)


def own(session: Session, actor: Actor, round_id: RoundId) -> Round:
    """Give a round to its author. Missing for anyone else."""
    actor.require(Role.AUTHOR)
    round_ = parts.round_of(session, round_id)
    if round_.author_id != actor.account_id:
        raise Missing
    return round_


def change(session: Session, actor: Actor, round_id: RoundId, changes: Mapping[str, Any]) -> tuple[PartId, ...]:
    """
    Change the common part: title, topic, level, brief, decider, minutes, amount_cents, facts, the six dates,
    languages, other_words (`translations.kept`).

    Gives the parts whose approval this voided. BadText names what can not be kept; Refused once a part is open.
    """
    round_ = own(session, actor, round_id)
    kept = {name: _kept(round_, name, value) for name, value in changes.items()}
    if all(getattr(round_, name) == value for name, value in kept.items()):
        return ()
    return _write(session, round_, kept)


def set_questions(
    session: Session, actor: Actor, round_id: RoundId, listed: Iterable[questions.Written]
) -> tuple[PartId, ...]:
    """Put these questions in the place of the round's. Gives the parts whose approval this voided."""
    round_ = own(session, actor, round_id)
    new = list(listed)
    if len(new) > questions.MOST_KEPT:
        raise BadText(f"A draft keeps {questions.MOST_KEPT} questions at most.")
    if len({one["key"] for one in new}) != len(new):
        raise BadText("Two questions have the same key.")
    return () if new == round_.questions else _write(session, round_, {"questions": new})


def add_part(session: Session, actor: Actor, round_id: RoundId, advisory_id: AdvisoryId) -> PartId:
    """Ask one more advisory. Refused when she is asked already."""
    own(session, actor, round_id)
    advisories.get(session, advisory_id)
    if any(part.advisory_id == advisory_id for part in parts.of_round(session, round_id)):
        raise Refused("This advisory is part of the round already.")
    checked = parts.round_of(session, round_id).checks_part
    if checked is not None and parts.part(session, checked).advisory_id != advisory_id:
        raise Refused("Draft themes go back to the members of one advisory only: whose answers they came from.")
    part = Part(id=PartId(new_id()), round_id=round_id, advisory_id=advisory_id)
    session.add(part)
    session.flush()
    return part.id


def drop_part(session: Session, actor: Actor, part_id: PartId) -> None:
    """Ask an advisory no more, while nothing was put before her stewards."""
    part = parts.part(session, part_id)
    own(session, actor, part.round_id)
    if part.state is not PartState.DRAFT or part.box_id is not None or approvals.ever(session, part_id):
        raise Refused("Only a part that no steward has seen can be taken out.")
    session.delete(part)
    session.flush()


def change_part(session: Session, actor: Actor, part_id: PartId, changes: Mapping[str, Any]) -> bool:
    """
    Change what belongs to one advisory: intro, benefit, add_on, left_out, seats, spares, other_words, engagement,
    ethics_watch.

    Says whether this voided her approval. Refused once her part is open.
    """
    part = parts.part(session, part_id)
    own(session, actor, part.round_id)
    kept = {name: _kept_of_part(name, value) for name, value in changes.items()}
    if all(getattr(part, name) == value for name, value in kept.items()):
        return False
    if part.state in parts.STARTED:
        raise Refused("This part is open. Its text can not be changed.")
    for name, value in kept.items():
        setattr(part, name, value)
    if {"seats", "spares"} & kept.keys():
        part.small_box_agreed = False
    session.add(part)
    return approvals.void(session, part_id)


def _write(session: Session, round_: Round, kept: Mapping[str, Any]) -> tuple[PartId, ...]:
    held = parts.of_round(session, round_.id)
    if any(part.state in parts.STARTED for part in held):
        raise Refused("A part of this round is open. Its text can not be changed.")
    for name, value in kept.items():
        setattr(round_, name, value)
    session.add(round_)
    session.flush()
    return tuple(part.id for part in held if approvals.void(session, part.id))


def _kept(round_: Round, name: str, value: Any) -> Any:
    if name == "facts":
        return {**round_.facts, **facts.kept(value)}
    if name == "languages":
        return translations.known(value)
    if name == "title":
        return one_line(value, "The title", LONGEST_TITLE)
    if name == "brief":
        return paragraphs(value, "The brief", LONGEST_BRIEF)
    if name in facts.COLUMNS:
        return facts.kept({name: value})[name]
    if name == "level" and value and value not in catalogue.promises():
        raise BadText("To inform is not a round. Choose what members can change.")
    if name not in _COLUMNS:
        raise BadText("This can not be changed.")
    return value


def _kept_of_part(name: str, value: Any) -> Any:
    if name in {"intro", "benefit"}:
        return paragraphs(value, "The text for this advisory", LONGEST_PART_TEXT)
    if name in {"seats", "spares"} and not 0 <= value <= MOST_TYPED:
        raise BadText(f"Type a number from 0 to {MOST_TYPED}.")
    if name == "engagement":
        return community.note(value)
    if name == "ethics_watch":
        return community.answer(value)
    if name not in {"add_on", "left_out", "seats", "spares", "other_words"}:
        raise BadText("This can not be changed.")
    return value


def _monday_after(today: date) -> date:
    """Give the Monday at least a week from today: time for a steward to read."""
    return date.fromordinal(today.toordinal() + 7 + (7 - today.weekday()) % 7)
