"""Rebuild the word lists of phrases from their sources, less every word that could hurt its writer."""

import argparse
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
TEXT = HERE.parent / "consult" / "text"
SHORTEST = 3


def read_words(path: Path) -> list[str]:
    """Give the words of a file in composed form (NFC), lines that begin with `#` aside."""
    lines = (line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
    return [unicodedata.normalize("NFC", word) for line in lines for word in line.split()]


def gentle(source: Path, left_out: Path) -> list[str]:
    """Give the source's words in order, less those left out, with a dash, or under three letters."""
    hurtful = set(read_words(left_out))
    return sorted(
        {word for word in read_words(source) if word.isalpha() and len(word) >= SHORTEST and word not in hurtful}
    )


def main() -> None:
    """Write both lists and say how long they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("eff_large", type=Path, help="the EFF large word list, one word a line")
    parser.add_argument("french", type=Path, help="the French list of BIP-39, one word a line")
    asked = parser.parse_args()
    for language, source in (("en", asked.eff_large), ("fr", asked.french)):
        words = gentle(source, HERE / f"words_left_out_{language}.txt")
        (TEXT / f"words_{language}.txt").write_text("\n".join(words) + "\n", "utf-8")
        print(f"words_{language}.txt: {len(words)} words")


if __name__ == "__main__":
    main()
