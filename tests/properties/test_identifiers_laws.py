"""Laws of the finder, over 10,000 texts of any sort."""

from hypothesis import given, settings
from hypothesis import strategies as st

from consult.wording.identifiers import find, hide

_PIECES = st.sampled_from(
    [
        "Chidinma",
        "rania",
        "my worker",
        "Dr.",
        "Halifax",
        "truro",
        "902-555-0143",
        "nine oh two",
        "five",
        "kay at gmail",
        "@kay",
        "b3h 2k5",
        "22 Maple Street",
        "adsum",
        "May",
        "will",
        "said",
        "the only",
        "girl in",
        "i am",
        "17",
        "the news",
        "tattoo",
        "é",
        "'s",
        "\u2019",
        "\n",
        ".",
        ",",
        "😀",
        "\u200f",
        "\u0301",
        "ß",
        "İ",
        "١٢٣",
        "中文",
        "<b>",
        "{x}",
        "\x00",
        "-",
        "(",
        "case number",
        "A1B2C3",
    ]
)
_TEXTS = st.one_of(
    st.text(max_size=200), st.lists(_PIECES, max_size=25).map(" ".join), st.lists(_PIECES, max_size=25).map("".join)
)


@given(text=_TEXTS)
@settings(max_examples=10_000, deadline=None)
def test_marks_lie_inside_the_text_and_hide_touches_nothing_else(text):
    """No text is too strange; marks are in order, apart and in range; what is not marked stays letter by letter."""
    found = find(text)
    hidden = hide(text, found)

    edges = [0, *(edge for it in found for edge in (it.start, it.end)), len(text)]
    assert edges == sorted(edges)
    assert all(it.start < it.end for it in found)
    kept = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    at = 0
    for piece in kept:
        place = hidden.find(piece, at)
        assert place >= at
        at = place + len(piece)
    assert len(hidden) >= sum(map(len, kept)) + 3 * len(found)


@given(text=_TEXTS, allowed=st.lists(st.sampled_from(["Truro", "Chidinma", "adsum", "Rania"]), max_size=3))
@settings(max_examples=1_000, deadline=None)
def test_allowed_names_are_never_marked_alone(text, allowed):
    """Whatever stands around, no mark is an allowed name or Halifax."""
    permitted = {name.casefold() for name in [*allowed, "Halifax", "Nova Scotia"]}

    assert not any(text[it.start : it.end].casefold() in permitted for it in find(text, allowed=allowed))
