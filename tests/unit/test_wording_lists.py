"""The words that private words and opening phrases are made of."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = ROOT / "consult" / "text"


def words(language: str) -> list[str]:
    return (TEXT / f"words_{language}.txt").read_text("utf-8").split()


@pytest.mark.parametrize(("language", "least"), [("en", 7000), ("fr", 1600)])
def test_lists_are_long_enough_and_sorted(language: str, least: int) -> None:
    """Six English words of 7,000 or more hold 76 bits."""
    listed = words(language)

    assert len(listed) >= least
    assert listed == sorted(set(listed))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_word_begins_another(language: str) -> None:
    """A phrase typed without spaces or dashes can be read in one way only."""
    listed = words(language)

    assert [(a, b) for a, b in pairwise(listed) if b.startswith(a)] == []
    assert all(word.isalpha() and len(word) >= 3 for word in listed)


@pytest.mark.parametrize(
    "hurtful", ["captive", "handcuff", "strangle", "police", "jailhouse", "groom", "tattoo", "native"]
)
def test_hurtful_words_are_left_out(hurtful: str) -> None:
    """No phrase holds a word that hurts the one who writes it down."""
    assert hurtful not in words("en")


def test_lists_are_what_the_script_writes(tmp_path: Path) -> None:
    """Leaving a word out of the sources' list leaves it out of ours: rebuild from our own list, nothing changes."""
    copy = tmp_path / "scripts"
    copy.mkdir()
    (tmp_path / "consult" / "text").mkdir(parents=True)
    for name in ("words.py", "words_left_out_en.txt", "words_left_out_fr.txt"):
        (copy / name).write_bytes((ROOT / "scripts" / name).read_bytes())
    source = tmp_path / "en"
    source.write_text("\n".join([*words("en"), "captive", "t-shirt", "strangle"]), "utf-8")

    subprocess.run([sys.executable, copy / "words.py", source, TEXT / "words_fr.txt"], check=True)

    rebuilt = (tmp_path / "consult" / "text" / "words_en.txt").read_text("utf-8").split()
    assert rebuilt == words("en")
