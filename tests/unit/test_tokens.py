"""Codes and words: forgiving in how they are typed, unforgiving in one wrong letter."""

import pytest

from consult import tokens
from consult.tokens import ALPHABET, MistypedCode, MistypedWords


@pytest.mark.parametrize("dress", [str.lower, lambda c: "-".join(tokens.grouped(c).split()), lambda c: f"  {c} "])
def test_a_code_is_read_however_it_is_typed(dress):
    """Case, dashes and spaces do not matter."""
    code = tokens.new_code()

    assert tokens.read_code(dress(code)) == code


def test_letters_that_read_alike_are_taken_as_one():
    """O is 0, I and L are 1."""
    code = next(c for c in iter(tokens.new_code, None) if "0" in c and "1" in c)

    assert tokens.read_code(code.replace("0", "o").replace("1", "l")) == code


def test_any_one_wrong_letter_is_noticed():
    """Every wrong sign at every place is caught by the check character."""
    code = tokens.new_code()

    for place in range(len(code)):
        for sign in ALPHABET.replace(code[place], ""):
            with pytest.raises(MistypedCode):
                tokens.read_code(code[:place] + sign + code[place + 1 :])


def test_any_two_swapped_letters_are_noticed():
    """Every swap of two different signs is caught, neighbours or not."""
    code = list(tokens.new_code())
    pairs = [(a, b) for a in range(16) for b in range(a) if code[a] != code[b]]

    for a, b in pairs:
        swapped = code.copy()
        swapped[a], swapped[b] = swapped[b], swapped[a]
        with pytest.raises(MistypedCode):
            tokens.read_code("".join(swapped))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type the code from your card."),
        ("7QKM 2RW 9HTB 4DE6", "Group 2 is too short. Check it."),
        ("7QKM 2R#W 9HTB 4DE6", "Group 2 has a sign that no code has. Check it."),
        ("7QKM 2RWX 9HTB 4DE6 A", "That is too long. A code has 16 signs, in 4 groups of 4."),
        ("7QKM2RW", "Group 2 is too short. Check it."),
        ("🙂", "Group 1 has a sign that no code has. Check it."),
        ("\u202e7QKM", "That is too short. A code has 16 signs, in 4 groups of 4."),
    ],
)
def test_a_bad_code_is_answered_with_what_to_do(typed, sentence):
    """A group is named only when it is short or holds a sign no code has."""
    with pytest.raises(MistypedCode) as refused:
        tokens.read_code(typed)

    assert refused.value.sentence == sentence


def test_keys_of_one_code_share_nothing():
    """Seat, envelope, draft and honorarium keys of one code are four different values."""
    code, secret = tokens.new_code(), bytes(32)
    makers = (tokens.seat_key, tokens.envelope_key, tokens.draft_key, tokens.honorarium_key)

    assert len({make(secret, code) for make in makers}) == len(makers)


def test_words_are_forgiving_in_case_dashes_and_spaces():
    """The one form of six words comes back whatever surrounds them."""
    words = tokens.new_words()

    assert tokens.read_words("  " + words.upper().replace(" ", " - ") + "\n") == words


@pytest.mark.parametrize("typed", ["", "one two", "qqqq qqqq qqqq qqqq qqqq qqqq", "🙂 " * 6])
def test_words_that_are_not_in_the_list_are_refused(typed):
    """Mistyped words are found without asking the database."""
    with pytest.raises(MistypedWords):
        tokens.read_words(typed)


def test_the_english_list_is_long_enough_and_hurts_no_one():
    """Six words are 76 bits from 7,000 or more, and the named words are not among them."""
    listed = tokens.word_list("en")

    assert len(set(listed)) == len(listed) >= 7000
    assert not {"captive", "handcuff", "strangle", "hostage", "kidnap"} & set(listed)
