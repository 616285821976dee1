"""A release as plain text, to copy with its number, its themes' numbers, its limits and how to cite it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from consult.clock import in_words
from consult.words.choices import TOO_FEW
from consult.words.content import ONE_ADVISORY, SEVERAL_ADVISORIES
from consult.words.tables import Decision

SAYS = {"yes": "Yes", "partly": "Partly", "no": "No", "not ours": "Not ours"}


def release(content: Mapping[str, Any]) -> str:
    """Write a whole release as text; every line that bears a theme bears its number."""
    return "\n".join([*_head(content), *_themes(content), *_questions(content), *_foot(content)]) + "\n"


def outcome(content: Mapping[str, Any], decided: Mapping[int, Decision]) -> str:
    """Write the themes and what was decided, without quotes or numbers of people: what the public page says."""
    lines = [
        content["title"],
        content["heading"] + ", and what happens next",
        "",
        limits(in_public(content)),
        "",
    ]
    for theme in content["themes"]:
        lines += [f"{content['number']}.{theme['number']} {theme['title']}", theme["story"]]
        lines += _views(theme)
        lines += [*decision(decided.get(theme["number"]), content), ""]
    return "\n".join([*lines, *_other(content), cite(content)]) + "\n"


def in_public(content: Mapping[str, Any]) -> dict[str, Any]:
    """Keep an advisory's name out of public: one that said no would be named by its absence."""
    whose = content["of"] if content["of"] == SEVERAL_ADVISORIES else ONE_ADVISORY
    return {**content, "of": whose}


def decision(decided: Decision | None, content: Mapping[str, Any]) -> list[str]:
    """Give the lines of a decision, or the day by which there will be one."""
    if decided is None:
        return [f"No answer yet. It is due by {content['decisions_by']}."]
    by_when = in_words(date.fromisoformat(decided.by_when))
    says = SAYS[decided.verdict]
    owner = f"It belongs to: {decided.owner}." if decided.verdict == "not ours" else f"Who: {decided.owner}."
    return [f"{says}. {decided.reason}", f"{owner} By {by_when}."]


def limits(content: Mapping[str, Any]) -> str:
    """Give the sentences that go wherever a release goes."""
    return (
        f"{content['people']} people of {content['of']}. {content['limits']} "
        f"Who may be missing: {content['missing'].rstrip('.')}. "
        f"Open from {content['opened']} to {content['closed']}."
    )


def cite(content: Mapping[str, Any]) -> str:
    """Say how to name this release in another text."""
    return f"To cite: {content['title']}, release {content['number']}, {content['released']}."


def _head(content: Mapping[str, Any]) -> Iterator[str]:
    yield f"Release {content['number']}: {content['title']}"
    yield content["heading"]
    yield limits(content)
    yield ""
    yield content["sentence"]
    yield from content["words"]
    yield ""


def _themes(content: Mapping[str, Any]) -> Iterator[str]:
    for theme in content["themes"]:
        yield f"{content['number']}.{theme['number']} {theme['title']} ({theme['said_by'].lower()})"
        yield theme["story"]
        yield from _views(theme)
        yield from (f'  "{words}"' for words in theme["quotes"])
        yield ""
    yield from _other(content)


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
