"""Each sentence of consent and code pages stands in a table beside the test that keeps it true."""

import re
from pathlib import Path

import pytest

from consult.wording.catalogue_of_members import ENGLISH, catalogue

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "promise-of-each-sentence.md"
_ROW = re.compile(r"\| `([a-zA-Z0-9_.]+)` \| (.+) \| (code|people) \| `(tests/[a-z0-9_/]+\.py)::(test_\w+)` \|")
ROWS = [found.groups() for line in PAGE.read_text("utf-8").splitlines() if (found := _ROW.fullmatch(line))]


def promised() -> dict[str, str]:
    """Give the texts whose every sentence has to stand in the table."""
    ours = ("screen.code.", "ui.honorarium", "consent.key_facts")
    return {
        key: text
        for key, text in catalogue(ENGLISH).by_key.items()
        if key.startswith(ours) or re.fullmatch(r"consent\.C\d\d\.text", key)
    }


@pytest.mark.requirement("CONS-01")
def test_every_sentence_has_its_row_word_for_word() -> None:
    """Fails when a sentence of consent is added, dropped or changed and nobody said what keeps it true."""
    written: dict[str, str] = {}
    for key, sentence, _kept_by, _file, _test in ROWS:
        written[key] = f"{written[key]} {sentence}" if key in written else sentence

    assert written == promised()


@pytest.mark.parametrize(("key", "sentence", "kept_by", "file", "test"), ROWS)
def test_the_test_it_names_is_there(key: str, sentence: str, kept_by: str, file: str, test: str) -> None:
    """Fails when a test that keeps a sentence true is renamed or taken away."""
    said = f"{key} ({kept_by}): {sentence}"

    assert re.search(rf"^def {test}\(", (ROOT / file).read_text("utf-8"), re.MULTILINE), said
