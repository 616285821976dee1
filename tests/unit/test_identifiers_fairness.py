"""The finder is as good for newcomers as for others. The texts and names under tests/data/identifiers are made up."""

import re
from pathlib import Path

import pytest

from consult.wording.finding.lists import lines
from consult.wording.identifiers import find

FOLDER = Path(__file__).parent.parent / "data" / "identifiers"
ENOUGH, CLOSE = 0.80, 0.10
FRAMES = (
    "my worker before that was {}",
    "honestly if it wasnt for {} id still be there",
    "{} kept my stuff safe when i went in",
    "nobody except {} ever asked",
    "i talked to {} about it",
    "{} and i were in the same house",
    "went to live with {} and her mom",
)
PLACE_FRAMES = ("i live in {} now", "i moved from {} to the city", "the shelter near {} was full")


def _touched(text, start, end):
    return any(it.start < end and start < it.end for it in find(text))


def _recall(words, frames):
    hits = [
        _touched(frame.format(word).lower(), frame.index("{}"), frame.index("{}") + len(word))
        for word in words
        for frame in frames
    ]
    return sum(hits) / len(hits)


def _origins():
    rows = (FOLDER / "names.tsv").read_text(encoding="utf-8").splitlines()
    return {origin: names.split() for origin, names in (row.split("\t") for row in rows)}


def _answers(name):
    """Texts with the stretches that should be marked, from `{kind:words}`."""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        text, spans = "", []
        for piece in re.split(r"(\{\w+:[^}]*\})", line):
            words = piece[1:-1].split(":", 1)[1] if piece.startswith("{") else piece
            if piece.startswith("{"):
                spans.append((len(text), len(text) + len(words)))
            text += words
        yield text, spans


def test_first_names_are_found_alike_whatever_their_origin():
    """Lower-cased first names: 80 % or more in each of five groups, none more than 10 points below another."""
    recall = {origin: _recall(names, FRAMES) for origin, names in _origins().items()}
    print({origin: round(share, 3) for origin, share in recall.items()})

    assert len(recall) == 5
    assert min(recall.values()) >= ENOUGH
    assert max(recall.values()) - min(recall.values()) <= CLOSE


def test_names_on_no_list_are_found_by_what_stands_around_them():
    """Names that nobody bears: more than half are found, so a list that lacks someone does not expose her."""
    invented = ["Zorvenna", "Tabiluwe", "Kwendiso", "Aluvrita", "Mirshanu", "Obenkile", "Yasturin", "Fedranyo"]

    assert _recall(invented, FRAMES) > 0.5


def test_places_of_nova_scotia_are_found_without_capitals():
    """Lower-cased names of populated places: 95 % or more."""
    places = [place for place in lines("places_nova_scotia.txt") if place != "Halifax"]

    assert _recall(places, PLACE_FRAMES) >= 0.95


@pytest.mark.parametrize(
    ("marked_up", "unmarked"),
    [
        ("answers.txt", "clean.txt"),
        ("answers_later.txt", "clean_later.txt"),
        ("answers_french.txt", "clean_french.txt"),
    ],
)
@pytest.mark.parametrize("case", [str, str.lower])
def test_answers_made_up_for_this_test_are_marked_and_clean_ones_are_not(case, marked_up, unmarked):
    """Recall and precision 85 % or more, at most 1 clean answer in 20 marked, typed and lower-cased."""
    wanted = got = marks = right = 0
    for text, spans in _answers(marked_up):
        found = [(it.start, it.end) for it in find(case(text))]
        wanted += len(spans)
        got += sum(any(a < end and start < b for a, b in found) for start, end in spans)
        marks += len(found)
        right += sum(any(a < end and start < b for start, end in spans) for a, b in found)
    clean = (FOLDER / unmarked).read_text(encoding="utf-8").splitlines()
    marked = sum(bool(find(case(text))) for text in clean)

    assert wanted > 40
    assert got / wanted >= 0.85
    assert right / marks >= 0.85
    assert marked <= len(clean) / 20
