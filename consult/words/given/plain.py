"""A release as plain text, to copy with its number, its themes' numbers, its limits and how to cite it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from consult.clock import in_words
from consult.words import tags
from consult.words.leaving.choices import TOO_FEW
from consult.words.leaving.content import ONE_ADVISORY, SEVERAL_ADVISORIES
from consult.words.replies.owner_tables import Handed, HandedState
from consult.words.replies.standings import Standing, Stands
from consult.words.tables import Decision

SAYS = {"yes": "Yes", "partly": "Partly", "no": "No", "not ours": "Not ours"}
STATES = {
    Standing.CHANGED: "Change agreed",
    Standing.PARTLY: "Change agreed in part",
    Standing.DECLINED: "Declined",
    Standing.PENDING: "Waits for an answer",
    Standing.OVERDUE: "Answer overdue",
}


def release(content: Mapping[str, Any]) -> str:
    """Write a whole release as text; every line that bears a theme bears its number."""
    return (
        "\n".join([*_head(content), *_themes(content), *_tags(content), *_questions(content), *_foot(content)]) + "\n"
    )


def outcome(content: Mapping[str, Any], stands: Mapping[int, Stands]) -> str:
    """Write the themes and what was decided, without quotes or any number of people: what the public page says."""
    lines = [content["title"], content["heading"] + ", and what happens next", "", public_limits(content), ""]
    if stands:
        lines += [*counted(stands.values()), ""]
    for theme in content["themes"]:
        number = f"{content['number']}.{theme['number']}"
        if gone := withdrawn(theme):
            lines += [f"{number} {gone}", ""]
            continue
        one = stands[theme["number"]]
        lines += [f"{number} {theme['title']}", theme["story"], *_views(theme), f"[{STATES[one.standing]}]"]
        lines += [*answer(one), ""]
    return "\n".join([*lines, *_other(content), cite(content)]) + "\n"


def counted(stands: Iterable[Stands]) -> list[str]:
    """Give a line for each state and how many themes are in it, empty ones too: the same lines on every page."""
    listed = list(stands)
    return [f"{name}: {sum(one.standing is state for one in listed)}" for state, name in STATES.items()]


def answer(one: Stands) -> list[str]:
    """Give the lines of an answer, or the day by which there has to be one and who owes it."""
    if one.decided is None:
        return [_due(one)]
    said = f"{SAYS[one.decided.verdict]}. {one.decided.reason}"
    if one.decided.verdict == "not ours":
        return [said, *_handed(one)]
    return [said, f"Who: {listed(one.decided.owner)}. By {_day(one.decided.by_when)}.", *record(one.decided)]


def record(decided: Decision) -> list[str]:
    """Say which themes an answer weighed, and which roles read the summary first (ROUND-04)."""
    found = []
    if decided.weighed:
        found.append(f"Weighed: {listed(decided.weighed)}.")
    if decided.read_first:
        found.append(f"Who read the summary first: {listed(decided.read_first)}.")
    return [" ".join(found)] if found else []


def listed(lines: str) -> str:
    """Write what is kept one a line as a row with commas, without the full stop that the sentence brings."""
    return ", ".join(line.rstrip(".") for line in lines.splitlines())


def ended(text: str) -> str:
    """End a sentence that staff wrote, unless it ends by itself."""
    return text if text.endswith((".", "?", "!", "\u2026")) else f"{text}."


def withdrawn(said: Mapping[str, Any]) -> str:
    """Say that a theme, or a whole release, was withdrawn, and when; nothing where it was not."""
    day = said.get("withdrawn")
    return f"Withdrawn on {day}. Please do not use or quote it any more." if day else ""


def limits(content: Mapping[str, Any]) -> str:
    """Give the sentences that go wherever a release goes."""
    if gone := withdrawn(content):
        return " ".join([gone, content["limits"], _open(content), *_also(content)])
    who = f"{content['people']} people of {content['of']}."
    return " ".join([who, content["limits"], *_missing(content), _open(content), *_also(content)])


def public_limits(content: Mapping[str, Any]) -> str:
    """Give the same without how many took part, and without an advisory's name: one that said no would be missed."""
    return " ".join(limits_in_public(content))


def limits_in_public(content: Mapping[str, Any]) -> list[str]:
    """Give `public_limits` sentence by sentence."""
    also = [one for one in (_open(content), *_also(content)) if one]
    if gone := withdrawn(content):
        return [gone, *also]
    who = f"What people of {SEVERAL_ADVISORIES if content['of'] == SEVERAL_ADVISORIES else ONE_ADVISORY} told us."
    return [who, content["limits"], *_missing(content), *also]


def _also(content: Mapping[str, Any]) -> list[str]:
    """Say whether members read the themes in draft, if one is held back, and when the full answers were deleted."""
    day = content.get("answers_deleted")
    deleted = f"The full answers were deleted on {day}." if day else ""
    asked = content.get("engagement", "").rstrip(".")
    who = f"Who was asked, and how: {asked}." if asked else ""
    taken = content.get("other_withdrawn")
    line = f"A line of other things we heard was withdrawn on {taken}." if taken else ""
    said = (who, content.get("checked"), content.get("held"), line, deleted)
    return [one for one in said if one]


def cite(content: Mapping[str, Any]) -> str:
    """Say how to name this release in another text."""
    return f"To cite: {content['title']}, release {content['number']}, {content['released']}."


def _handed(one: Stands) -> list[str]:
    handed = one.handed
    if handed is None:
        owner = one.decided.owner if one.decided else ""
        return [f"It belongs to: {owner}. They have not taken it up yet. {_due(one)}"]
    whose = handed.organisation
    if handed.state == HandedState.TAKEN:
        return [f"It belongs to: {whose}. They took it up. {_promised(handed, one)}"]
    if handed.state == HandedState.REFUSED:
        return [f"{whose} says that it is not theirs either: {handed.reason}", _due(one)]
    return [f"It belongs to: {whose}. They have not taken it up yet.", _due(one)]


def _promised(handed: Handed, one: Stands) -> str:
    day = _day(handed.due_on)
    if one.standing is Standing.OVERDUE:
        return f"Their answer was due by {day}. It is overdue."
    return f"They answer by {day}."


def _due(one: Stands) -> str:
    day = in_words(one.due)
    if one.standing is Standing.OVERDUE:
        return f"No answer yet. It was due by {day}. {one.owes.rstrip('.')} owes it."
    return f"No answer yet. It is due by {day}."


def _day(written: str) -> str:
    return in_words(date.fromisoformat(written))


def _missing(content: Mapping[str, Any]) -> list[str]:
    said = (f"Who may be missing: {content['missing'].rstrip('.')}.", content.get("set_aside"))
    return [one for one in said if one]


def _open(content: Mapping[str, Any]) -> str:
    return f"Open from {content['opened']} to {content['closed']}."


def _head(content: Mapping[str, Any]) -> Iterator[str]:
    yield f"Release {content['number']}: {content['title']}"
    yield content["heading"]
    yield limits(content)
    yield ""
    yield from (line for line in (content["sentence"], *content["words"]) if line)
    yield ""


def _themes(content: Mapping[str, Any]) -> Iterator[str]:
    for theme in content["themes"]:
        number = f"{content['number']}.{theme['number']}"
        if gone := withdrawn(theme):
            yield f"{number} {gone}"
            yield ""
            continue
        yield f"{number} {theme['title']} ({theme['said_by'].lower()})"
        yield theme["story"]
        yield from _views(theme)
        yield from (f'  "{words}"' for words in theme["quotes"])
        yield ""
    yield from _other(content)


def _tags(content: Mapping[str, Any]) -> Iterator[str]:
    """Give the tags of themes in a place of their own: never beside a quote."""
    tagged = list(tags.sections(content))
    if tagged:
        yield tags.HEADING
        yield from (f"{title}: {' '.join(sentences)}" for title, sentences in tagged)
        yield ""


def _questions(content: Mapping[str, Any]) -> Iterator[str]:
    for question in content["questions"]:
        yield question["text"]
        if question["note"] != TOO_FEW:
            yield question["sentence"]
            yield from (f"  {row['option']}: {row['text']}" for row in question["rows"])
        if question["total"]:
            yield f"  People who answered: {question['total']['text']}"
        yield from question["words"]
        if question["note"]:
            yield question["note"]
        yield ""


def _foot(content: Mapping[str, Any]) -> Iterator[str]:
    yield content["limits"]
    yield cite(content)


def _views(theme: Mapping[str, Any]) -> list[str]:
    return [f"Views differ: {theme['views_differ']}"] if theme["views_differ"] else []


def _other(content: Mapping[str, Any]) -> list[str]:
    return ["Other things we heard", *(f"- {line}" for line in content["other"]), ""] if content["other"] else []
