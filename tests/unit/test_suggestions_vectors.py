"""The vectors that come with the program: read whole or not at all, and each suggestion says what made it."""

import gc
import shutil
from pathlib import Path as Folder

import numpy as np
import pytest

from consult.errors import ConsultError
from consult.words.suggesting import meaning, shipped, static
from consult.words.suggesting.pieces import Pieces, with_ends
from consult.words.suggesting.shipped import BrokenVectors
from consult.words.suggesting.vectors import BySentences, BySharedWords, ByWords, Path, best_here
from consult.words.suggesting.wordlists import is_french, tokens
from consult.words.suggestions import suggest

TEXTS = [
    "The bus is late",
    "No coach came in the evening",
    "Hot soup please",
    "A warm meal at noon",
    "Rent is too high",
]
WAYS = [(BySharedWords(), Path.SHARED_WORDS), (ByWords(), Path.WORDS)]
EXPECTED = [
    [4895, 8671, 2666, 3567, 6321, 15743, 1010, 3475, 1005, 1056, 2009, 1029],
    [1048, 1005, 3802, 2063, 100],
    [1904, 100, 1060],
    [100],
]


@pytest.fixture
def elsewhere(tmp_path: Folder, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """A copy of the shipped files that a test may damage."""
    for name in ("vocab.txt", "pieces.npz", "minilm.onnx", "checksums.json"):
        shutil.copy(shipped.FOLDER / name, tmp_path)
    for read in (static._table, meaning._session):
        read.cache_clear()
    monkeypatch.setattr(shipped, "FOLDER", tmp_path)
    yield tmp_path
    for read in (static._table, meaning._session):
        read.cache_clear()


@pytest.mark.parametrize(("way", "path"), WAYS)
def test_a_suggestion_says_what_made_it(way, path):
    """The way that was taken is kept with the suggestion."""
    found = suggest(TEXTS, vectors=way)

    assert found.path is path


def test_no_way_is_named_where_nothing_was_said():
    """An empty round has no groups, no path and no error."""
    found = suggest([])

    assert (found.groups, found.unplaced, found.path, found.order) == ((), (), None, ())


@pytest.mark.parametrize("harm", ["cut short", "one bit", "empty", "no sums"])
def test_a_broken_file_is_one_clear_sentence(elsewhere, harm):
    """A file that is cut, changed or empty is never used; the error names no path and no answer."""
    table = elsewhere / "pieces.npz"
    whole = table.read_bytes()
    middle = len(whole) // 2
    flipped = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    if harm == "no sums":
        (elsewhere / "checksums.json").write_text("{")
    else:
        table.write_bytes({"cut short": whole[:1000], "one bit": flipped, "empty": b""}[harm])

    with pytest.raises(BrokenVectors) as caught:
        suggest(TEXTS, vectors=ByWords())

    assert isinstance(caught.value, ConsultError)
    assert str(caught.value) == BrokenVectors.sentence
    assert caught.value.__cause__ is None


def test_without_any_file_shared_words_are_left(elsewhere):
    """Where the files did not come along, the plain way stands in and the suggestion says so."""
    for name in ("pieces.npz", "minilm.onnx", "vocab.txt"):
        (elsewhere / name).unlink()

    found = suggest(TEXTS)

    assert found.path is Path.SHARED_WORDS
    assert sorted(found.order) == list(range(5))


def test_a_broken_model_is_one_clear_sentence(elsewhere):
    """A damaged model stops with a sentence; it is not passed over in silence."""
    (elsewhere / "minilm.onnx").write_bytes(b"not a model")

    with pytest.raises(BrokenVectors):
        suggest(TEXTS)


def test_sentences_that_mean_the_same_are_near():
    """Two sentences without a word in common are nearer than two about other matters, and rows have unit length."""
    rows = meaning.by_sentences(["The bus never came", "Public transit is unreliable", "I love hot soup"])

    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)
    assert isinstance(best_here(), BySentences)


def test_of_many_answers_a_sample_is_read():
    """Above the limit the model reads a sample, what it made of it is learned, and the same comes out twice."""
    words = ["bus", "coach", "train", "soup", "meal", "bread", "rent", "lease", "landlord"]
    texts = [f"The {one} and the {two} near {n}" for n in range(6) for one in words for two in words if one != two]

    found, again = (suggest(texts, vectors=BySentences(read=100)) for _ in range(2))

    assert found.path is Path.SAMPLE
    assert found == again
    assert sorted(found.order) == list(range(len(texts)))


def test_words_are_cut_as_the_model_learned_them():
    """Pieces are those of BERT's own cutter (numbers made with the library `tokenizers` 0.23)."""
    cut = Pieces()

    made = cut.numbers(["Unbelievably naïve, isn't it?", "L'été\u200b \U0001f621", "漢字x", "a" * 101])

    assert made == EXPECTED
    assert with_ends([7] * 300, 256) == [101, *[7] * 254, 102]


@pytest.mark.parametrize(
    ("text", "french"),
    [("je ne peux pas y aller le soir", True), ("i can not go there at night", False), ("autobus", False), ("", False)],
)
def test_french_is_told_from_english(text, french):
    """The small words of a text say its language; without any it counts as English."""
    said = is_french(tokens(text))

    assert said is french


def test_no_word_of_an_answer_stays_in_memory():
    """Fails when words that were cut are kept for the next call: a server would hold names for days."""
    found = suggest([*TEXTS, "Xylophonequince was kind"])

    gc.collect()
    assert len(found.order) == 6
    assert not [kept for kept in gc.get_objects() if isinstance(kept, dict) and "xylophonequince" in kept]
