"""Themes a machine proposes: every answer once, the same on every run, and a clear word where it can not."""

import logging
import socket
from itertools import chain, combinations, pairwise

import pytest

from consult.words import suggestions
from consult.words.suggesting.vectors import ByWords
from consult.words.suggestions import BadResolution, suggest

TOPICS = {
    "buses": ("bus", "route", "stop", "late evening", "ticket"),
    "food": ("meal", "kitchen", "hot soup", "breakfast", "hungry"),
    "housing": ("apartment", "rent", "landlord", "lease", "safe room"),
    "desk": ("worker", "desk", "listened", "judged", "kind voice"),
}
AUTOBUS = ("L'autobus ne passe pas le soir", "Le soir il n'y a plus d'autobus", "Un autobus le soir, s'il vous plaît")
REPAS = ("Les repas chauds me manquent", "Des repas chauds le midi", "J'aimerais des repas chauds")


def told(topic: str, count: int) -> list[str]:
    """Answers about one topic, no two alike."""
    words = TOPICS[topic]
    pairs = [(one, other) for one in words for other in words if one != other]
    forms = ("The {} and the {} matter", "Please think of the {} and the {}", "{}, then {}", "If only {} went with {}")
    return [form.format(*pair) for form in forms for pair in pairs][:count]


def everything(found: suggestions.Suggestions) -> list[int]:
    return sorted([*found.order, *found.unplaced])


def test_topics_come_out_as_groups_with_their_own_words():
    """Answers about four matters never share a group, and each group is named by words of its matter."""
    texts = [text for topic in TOPICS for text in told(topic, 20)]

    found = suggest(texts, vectors=ByWords())

    assert everything(found) == list(range(80))
    assert all(len({place // 20 for place in group.members}) == 1 for group in found.groups)
    assert 4 <= len(found.groups) <= 12
    own = [set(" ".join(words).split()) for words in TOPICS.values()]
    for group in found.groups:
        assert set(group.keywords[0].split()) <= own[group.members[0] // 20]
    assert not found.loose


@pytest.mark.parametrize(
    "texts", [[], [""], ["   ", "\n"], ["n/a", "No.", "NOTHING", "Rien à ajouter", "s.o.", "-", "..."]]
)
def test_what_says_nothing_is_unplaced(texts):
    """A blank, a dash, "n/a" and "rien" are in no group, and none is lost."""
    found = suggest([*texts, "The door is too heavy"])

    assert [group.members for group in found.groups] == [(len(texts),)]
    assert everything(found) == list(range(len(texts) + 1))


@pytest.mark.parametrize(
    "text",
    ["I don't know", "Je ne sais pas", "No one listened", "Nothing works there", "\U0001f621", "5", "Non-binary"],
)
def test_a_short_answer_that_says_something_is_placed(text):
    """Not knowing, a picture sign and a number are answers: a single voice is not lost."""
    found = suggest([text])

    assert [group.members for group in found.groups] == [(0,)]
    assert found.unplaced == ()


@pytest.mark.parametrize("count", [1, 2, 3, 12, 29])
def test_under_thirty_it_says_that_groups_are_loose(count):
    """Under 30 answers the order is what is offered, and the flag says so."""
    found = suggest([text for topic in TOPICS for text in told(topic, 8)][:count])

    assert found.loose
    assert everything(found) == list(range(count))


def test_like_stands_beside_like_in_a_small_round():
    """In the order of a small round the answers about one matter are neighbours."""
    texts = [told(topic, 3)[n] for n in range(3) for topic in TOPICS]

    found = suggest(texts, vectors=ByWords())

    topics = [place % 4 for place in found.order]
    assert sum(a != b for a, b in pairwise(topics)) == 3


@pytest.mark.parametrize(
    "texts", [["a"] * 5000, ["a" * 5000], ["The same words"] * 60, ["\U0001f621"] * 40, ["?!"] * 9]
)
def test_one_text_many_times_is_one_group_or_none(texts):
    """The same answer from many people is never split."""
    found = suggest(texts)

    assert len(found.groups) <= 1
    assert everything(found) == list(range(len(texts)))


def test_picture_signs_go_by_their_sign():
    """Answers of one picture sign each are grouped by it."""
    found = suggest(["\U0001f621", "\U0001f44d", "\U0001f44d\U0001f44d", "\U0001f621!"] * 10, vectors=ByWords())

    numbers = found.numbers
    assert numbers[0] == numbers[3] == numbers[4]
    assert numbers[1] == numbers[2] != numbers[0]


def test_english_and_french_in_one_round():
    """French answers are grouped by their matter too; elisions and accents do not part them."""
    found = suggest([*AUTOBUS, *REPAS], resolution=0.8, vectors=ByWords())

    assert sorted(sorted(group.members) for group in found.groups) == [[0, 1, 2], [3, 4, 5]]
    assert "autobus" in " ".join(" ".join(group.keywords) for group in found.groups)


def test_half_a_sign_and_endless_text_do_no_harm():
    """A lone surrogate, a NUL and a text of a million signs are answers like others."""
    texts = ["broken \ud83d sign", "nul \x00 sign", "word " * 200_000, "\u200b", *told("food", 40)]

    assert everything(suggest(texts)) == list(range(len(texts)))


def test_finer_gives_more_groups():
    """A higher resolution gives more groups and a lower one fewer, a number out of reach is refused in words."""
    words = " ".join(chain.from_iterable(TOPICS.values())).split()
    texts = [" ".join(three) for three in combinations(words, 3)][::5]

    counts = [len(suggest(texts, resolution=r, vectors=ByWords()).groups) for r in (0.2, 1.0, 4.0)]

    assert counts[0] < counts[1] < counts[2]
    for wrong in (0, -1, float("nan"), float("inf"), 99):
        with pytest.raises(BadResolution, match=r"between 0\.1 and 10"):
            suggest(texts, resolution=wrong)


def test_nearest_and_unlike_name_words_once():
    """The middle and the edge of a group show different wordings, and only its own members."""
    texts = [*(["The bus is late"] * 20), *told("buses", 15)]

    found = suggest(texts)

    for group in found.groups:
        assert set(group.nearest) | set(group.unlike) <= set(group.members)
        assert len({texts[place] for place in group.nearest}) == len(group.nearest)


def test_no_socket_and_no_word_in_a_log(monkeypatch, caplog):
    """With sockets refused all works, and no log record holds a word of an answer."""

    def refuse(*_args, **_kwargs):
        raise AssertionError

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    caplog.set_level(logging.DEBUG)

    found = suggest([*told("food", 30), "xylophonequince"])

    assert found.groups
    assert "xylophonequince" not in caplog.text
    assert "kitchen" not in caplog.text


def test_many_answers_are_grouped_too():
    """Above 5,000 wordings neighbours are sought cell by cell, and the four matters still come apart."""
    words = [" ".join(TOPICS[topic]).split() for topic in TOPICS]
    texts = [f"{w[n % len(w)]} {w[n // 7 % len(w)]} {n} {w[n // 49 % len(w)]}" for n in range(1500) for w in words]

    found = suggest(texts, vectors=ByWords())

    assert everything(found) == list(range(6000))
    mixed = sum(len({place % 4 for place in group.members}) > 1 for group in found.groups)
    assert mixed == 0
