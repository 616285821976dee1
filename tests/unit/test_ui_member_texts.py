"""The sentences around a round: all used, none missing, plain enough for a tired reader."""

import re
from pathlib import Path

import pytest

from consult.ui import say
from consult.ui.member import before, texts
from consult.wording.reading import HIGHEST_GRADE, read_grade

UI = Path(texts.__file__).parent
FILES = (
    *UI.glob("*.py"),
    UI.parent / "desk" / "checking.py",
    UI.parent / "calm.py",
    UI.parents[1] / "paper_forms.py",
    UI.parents[2] / "pages/member/code.py",
)
SOURCE = "\n".join(file.read_text(encoding="utf-8") for file in FILES)


def test_every_sentence_is_used_and_every_used_one_is_there() -> None:
    """A key in the code is in the file, and the file has none that nobody shows."""
    asked = set(re.findall(r'"([a-z]+(?:\.[a-z_]+)+)"', SOURCE)) | {"print", "again"}
    by_name = {f"{name}.{part}" for name in ("code", "kept", "find") for part in ("field", "continue")}
    by_kind = {f"line.{kind}" for kind in ("lost", "back", "again", "wait")}
    known = set(texts.sentences())

    assert {key for key in asked if key.split(".")[0] in {k.split(".")[0] for k in known}} <= known | by_name
    assert known <= asked | by_name | by_kind


@pytest.mark.parametrize("key", sorted(texts.sentences()))
def test_sentences_are_plain(key: str) -> None:
    """No exclamation mark, no "cannot", no cheer, and no words above grade 6."""
    said = texts.sentences()[key]
    filled = re.sub(r"\{[a-z_]+\}", "5", said)

    assert "!" not in said
    assert "cannot" not in said
    assert not re.search(r"\b(please note|great|well done|congrat|are you sure|exit|recover)\b", said, re.IGNORECASE)
    if len(filled.split()) >= 12:
        assert read_grade(filled, ()).grade <= HIGHEST_GRADE


def test_sentences_one_by_one_change_no_letter() -> None:
    """Cutting an approved text into lines keeps each word and its order."""
    said = "You get $25. You can say no, skip or stop. By Monday 13 July 2026 leaders must say, and why."

    cut = before.one_by_one(said)

    assert len(cut) == 3
    assert " ".join(cut) == said


def test_a_label_has_no_markdown_left() -> None:
    """Every sign that Markdown could read is escaped, so that a label is what it says."""
    label = say.label("**b** [x](y) <i> $a$ :smile: 1. `c` #d")

    assert label.replace("\\", "") == "**b** [x](y) <i> $a$ :smile: 1. `c` #d"
    assert re.search(r"(?<!\\)[*\[\]<>$:`#.]", label) is None
