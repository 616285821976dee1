"""
Write the members' catalogues again: every sentence once, each translation kept as long as its English stands.

    python scripts/catalogue.py

English sentences with a key, and refusals, live in consult/text/locale/en/members.po and are changed there. Texts
that live elsewhere (templates, help lines, names of advisories) are taken over from there. A language is added by
making its folder with an empty members.po and running this.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from consult.rounds.advisories import DEFAULTS
from consult.wording.catalogue import read, templates
from consult.wording.catalogue_of_members import ENGLISH, LOCALE, languages
from consult.wording.supports import MAY_REPORT, NO_REPORT

Entry = tuple[str, str]
# A date of its own would make each run a change.
_FIXED = datetime(2026, 1, 1, tzinfo=UTC)
_OF_A_LINE = ("name", "number", "how", "hours", "note")


def elsewhere() -> Iterator[Entry]:
    """Give what members read of the texts kept elsewhere, as (where, English)."""
    for sheet in (*templates(), *read("templates")["addons"]):
        if "intro" in sheet:
            yield from (("template", sheet["title"]), ("template", sheet["intro"]))
        for question in sheet["questions"]:
            listed = (question["text"], question["help"], question.get("note", ""), *question["options"])
            yield from (("template", text) for text in listed)
    for line in read("supports"):
        yield from (("help line", line[name]) for name in _OF_A_LINE)
    yield from (("help line", says) for says in (MAY_REPORT, NO_REPORT))
    yield from (("advisory", name) for name, _kind in DEFAULTS)


def written(language: str) -> bytes:
    """Give the whole file of a language as it should be."""
    kept = {(one.context, one.id): one for one in _read(language)}
    catalog = Catalog(locale=language, project="consult", creation_date=_FIXED, revision_date=_FIXED, fuzzy=False)
    catalog.header_comment = f"# What members read ({language}). Written by scripts/catalogue.py."
    for context, english in dict.fromkeys((*_entries(), *_wanted())):
        before = kept.get((context, english))
        catalog.add(
            english,
            before.string if before else "",
            context=context,
            flags=before.flags if before else (),
            user_comments=before.user_comments if before else (),
        )
    file = BytesIO()
    write_po(file, catalog, width=110)
    return file.getvalue()


def _entries() -> Iterator[Entry]:
    """Give what lives in the English file itself."""
    for one in _read(ENGLISH):
        if "." in one.context or one.context == "refusal":
            yield str(one.context), str(one.id)


def _wanted() -> Iterator[Entry]:
    for where, text in elsewhere():
        if (any(sign.isalpha() for sign in text) and text != "{themes}") or text == "24/7":
            yield where, text


def _read(language: str) -> list[Any]:
    file = LOCALE / language / "members.po"
    return [one for one in read_po(BytesIO(file.read_bytes())) if one.id]


if __name__ == "__main__":
    for language in languages():
        (LOCALE / language / "members.po").write_bytes(written(language))
