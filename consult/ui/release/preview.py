"""One release on the page: a sentence, bars, a table, themes with quotes, other things we heard, and its limits."""

from collections.abc import Callable, Mapping
from typing import Any

from consult.ui import say
from consult.ui.release import chart
from consult.words import tags
from consult.words.given import plain
from consult.words.leaving.choices import TOO_FEW
from consult.words.leaving.content import standing

Content = Mapping[str, Any]


def show(content: Content, below_theme: Callable[[Mapping[str, Any]], None] | None = None) -> None:
    """Show the whole of it below its heading; `below_theme` is called after each theme (a designer answers there)."""
    number = f"Release {content['number']}. " if "number" in content else ""
    say.plain(f"{number}{plain.ended(content['title'])} {plain.limits(content)}")
    if standing(content):
        _bars(content)
    for theme in content["themes"]:
        if gone := plain.withdrawn(theme):
            say.subheading(f"{content['number']}.{theme['number']}")
            say.plain(gone)
            continue
        _theme(content, theme)
        if below_theme:
            below_theme(theme)
    if content["other"]:
        say.subheading("Other things we heard")
        say.items(content["other"])
    _tags(content)
    for question in content["questions"]:
        _question(question, content["people"])
    say.note(content["limits"])


def _bars(content: Content) -> None:
    themes = standing(content)
    names = [f"{_numbered(content, theme)}" for theme in themes]
    if content["sentence"]:
        say.subheading(content["sentence"])
    chart.show(themes, names, content["people"], f"bars-{content.get('number', 'draft')}")
    say.table(("Theme", "How many people"), tuple(zip(names, (theme["said_by"] for theme in themes), strict=True)))
    _meanings(content["words"])
    say.quiet(f"It does not speak for: {content['missing'].rstrip('.')}.")


def _theme(content: Content, theme: Mapping[str, Any]) -> None:
    say.subheading(_numbered(content, theme))
    say.quiet(theme["said_by"])
    say.plain(theme["story"])
    if theme["views_differ"]:
        say.plain(f"Views differ. {theme['views_differ']}")
    for words in theme["quotes"]:
        say.answer(words)


def _tags(content: Content) -> None:
    """Show the tags of themes in a place of their own: never beside a quote (THEME-02)."""
    tagged = list(tags.sections(content))
    if tagged:
        say.subheading(tags.HEADING)
    for title, sentences in tagged:
        say.reason(title, " ".join(sentences))


def _question(question: Mapping[str, Any], people: str) -> None:
    say.subheading(question["text"])
    rows = question["rows"]
    if question["note"] == TOO_FEW:
        say.plain(TOO_FEW)
        return
    say.plain(question["sentence"])
    ordered = sorted(rows, key=lambda row: -row["low"])
    chart.show(ordered, [row["option"] for row in ordered], people, f"bars-{question['key']}")
    total = ((("People who answered", question["total"]["text"]),)) if question["total"] else ()
    say.table(("Choice", "How many people"), (*((row["option"], row["text"]) for row in ordered), *total))
    _meanings(question["words"])
    if question["note"]:
        say.quiet(question["note"])


def _meanings(sentences: list[str]) -> None:
    if sentences:
        say.quiet(" ".join(sentences))


def _numbered(content: Content, theme: Mapping[str, Any]) -> str:
    number = f"{content['number']}.{theme['number']}" if "number" in content else f"{theme['number']}."
    return f"{number} {theme['title']}"
