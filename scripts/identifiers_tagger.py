"""
Train the tagger of identifiers again.

    python scripts/identifiers_tagger.py --labelled FOLDER --feedback nhs.jsonl --statements polis.tsv

FOLDER holds wnut17_train, btc_a, btc_b and btc_g (CC BY 4.0); texts without names come from patient feedback (MIT) and
consultation statements (CC BY 4.0). `TRAINED_ON` says which part of each: `bench/identifiers.py` measures on the others.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from consult.wording.finding.lists import FOLDER, lexicon, lines
from consult.wording.finding.tagger import features
from consult.wording.finding.tokens import read
from consult.wording.finding.words import WORDS_FIRST

# The first share of each file, in its own order, is for training; the rest and all other files are held out.
TRAINED_ON = {"wnut17_train": 1.0, "btc_a": 1.0, "btc_b": 1.0, "btc_g": 0.7}
TRAINED_SHARE_OF_CLEAN = 0.5
MADE_UP = 26_000
_LABEL = {"NAME": "N", "LOC": "P", "ORG": "A"}


@dataclass(frozen=True)
class Example:
    """A text, labelled stretches of it, and where the lists look away."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    dropped: tuple[tuple[int, int], ...] = ()


def main() -> None:
    """Train and write the model."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--labelled", type=Path, required=True)
    options.add_argument("--feedback", type=Path, required=True)
    options.add_argument("--statements", type=Path, required=True)
    chosen = options.parse_args()
    dice = random.Random(7)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.25, "c2": 0.05, "max_iterations": 90, "feature.minfreq": 3})
    count = 0
    for example in (*made_up(dice), *public(chosen.labelled), *clean(chosen.feedback, chosen.statements)):
        for text in dict.fromkeys((example.text, example.text.lower())):
            if len(text) == len(example.text):
                add(trainer, Example(text, example.spans, example.dropped))
                count += 1
    trainer.train(str(FOLDER / "tagger.crfsuite"))
    print(count, "texts", (Path(str(FOLDER)) / "tagger.crfsuite").stat().st_size, "bytes")


def add(trainer: pycrfsuite.Trainer, example: Example) -> None:
    """Give one text to the trainer."""
    reading = read(example.text)
    if not reading.tokens:
        return
    labels, dropped = [], set()
    for at, token in enumerate(reading.tokens):
        labels.append(
            next((kind for start, end, kind in example.spans if token.start < end and start < token.end), "O")
        )
        if any(token.start < end and start < token.end for start, end in example.dropped):
            dropped.add(at)
    trainer.append(features(reading, frozenset(dropped)), labels)


def public(folder: Path) -> Iterator[Example]:
    """Public labelled texts; names of accounts are left out, they are found by their sign."""
    for name, share in TRAINED_ON.items():
        rows = [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        for row in rows[: int(len(rows) * share)]:
            text = row["text"]
            spans = [
                (start, end, _LABEL[kind])
                for start, end, kind in row["spans"]
                if text[max(0, start - 1)] != "@" and text[start] != "@"
            ]
            yield Example(text, tuple(spans))


def clean(feedback: Path, statements: Path) -> Iterator[Example]:
    """Feedback and statements without names; those where a list finds a name are left out."""
    told = [json.loads(line)["text"] for line in feedback.read_text(encoding="utf-8").splitlines()]
    said = [line.split("\t", 1)[1] for line in statements.read_text(encoding="utf-8").splitlines() if "\t" in line]
    for texts in (told, said):
        for text in texts[: int(len(texts) * TRAINED_SHARE_OF_CLEAN)]:
            tokens = read(text).tokens
            held = lexicon()
            if not any(
                (it.word in held.first and not held.known(it.word))
                or (it.capital and not it.opens and it.word != "i" and not it.shout)
                for it in tokens
            ):
                yield Example(text, ())


def made_up(dice: random.Random) -> Iterator[Example]:
    """Sentences from templates with names from many places, each origin as often as another."""
    groups, last = by_origin()
    held = lexicon()
    everyday = sorted(
        (held.first & held.everyday & WORDS_FIRST)
        | {n for n in held.first & held.everyday if len(n) > 3 and n in WORDS_FIRST}
    )
    pools = {
        "place": [*lines("places_nova_scotia.txt"), *lines("places_by_hand.txt")],
        "agency": [part.strip() for line in lines("agencies.txt") for part in line.split(";")],
        "last": last,
    }
    templates = [
        line
        for line in (Path(__file__).parent / "identifiers_templates.txt").read_text(encoding="utf-8").splitlines()
        if line and line[0] != "#"
    ]
    for _ in range(MADE_UP):
        parts = [dice.choice(templates) for _ in range(dice.choice((1, 1, 2, 3)))]
        group = groups[dice.choice(sorted(groups))]
        yield filled(
            ". ".join(part.rstrip(".") for part in parts) + dice.choice(("", ".")), dice, group, everyday, pools
        )


def by_origin() -> tuple[dict[str, list[str]], list[str]]:
    """Given names by origin, and all family names."""
    groups: dict[str, list[str]] = {"listed": [n for n in lines("names_first.txt") if len(n) > 2]}
    last = list(lines("names_last.txt"))
    title = ""
    for line in lines("names_by_hand.txt"):
        if line.endswith(":"):
            title = line.rstrip(":")
        elif title.endswith("first"):
            groups.setdefault(title, []).extend(line.split())
        else:
            last.extend(line.split() * 3)
    return groups, last


def filled(
    template: str, dice: random.Random, first: list[str], everyday: list[str], pools: dict[str, list[str]]
) -> Example:
    """One template with its slots filled; about a third of the names are hidden from the lists."""
    pieces, spans, dropped, size = [], [], [], 0
    for piece in re.split(r"(\{\w+\})", template):
        slot, text = piece.strip("{}") if piece.startswith("{") else "", piece
        if slot in {"first", "full"}:
            text = dice.choice(first) + (f" {dice.choice(pools['last'])}" if slot == "full" else "")
        elif slot == "everyday":
            text = dice.choice(everyday).capitalize()
        elif slot:
            text = dice.choice(pools[slot])
        if slot:
            label = {"place": "P", "agency": "A"}.get(slot, "N")
            spans.append((size, size + len(text), label))
            if slot != "everyday" and dice.random() < 0.35:
                dropped.append((size, size + len(text)))
        pieces.append(text)
        size += len(text)
    return Example("".join(pieces), tuple(spans), tuple(dropped))


if __name__ == "__main__":
    main()
