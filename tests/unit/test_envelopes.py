"""Sealing: nothing opens but with the right key, for the right box, text and place."""

from dataclasses import replace
from itertools import combinations

import pytest

from consult import envelopes
from consult.envelopes import DoesNotOpen
from consult.ids import BoxId, new_id
from consult.tokens import new_words


def test_an_envelope_opens_only_in_its_own_place():
    """Another box, text, place or box secret in the binding keeps it shut."""
    private, public = envelopes.new_box_keys()
    right = (BoxId(new_id()), bytes(32), b"k" * 32, b"s" * 32)
    sealed = envelopes.seal(public, b"said", envelopes.envelope_info(*right))
    others = [(BoxId(new_id()), *right[1:])] + [
        tuple(b"x" * 32 if at == wrong else part for at, part in enumerate(right)) for wrong in (1, 2, 3)
    ]

    assert envelopes.unseal(private, sealed, envelopes.envelope_info(*right)) == b"said"
    for other in others:
        with pytest.raises(DoesNotOpen):
            envelopes.unseal(private, sealed, envelopes.envelope_info(*other))


def test_a_wrap_opens_for_its_phrase_and_what_was_approved_only():
    """Another phrase, another number of seats or another holder's name keeps the key wrapped."""
    private, public = envelopes.new_box_keys()
    phrases = (new_words(), new_words())
    wraps = tuple(
        envelopes.wrap_key(private, phrase, (holder,), b"approved")
        for phrase, holder in zip(phrases, ("steward", "paper"), strict=True)
    )

    for phrase in phrases:
        opened = envelopes.unwrap_key(wraps, phrase, b"approved")
        assert opened.public_key().public_bytes_raw() == public
    with pytest.raises(DoesNotOpen):
        envelopes.unwrap_key(wraps, new_words(), b"approved")
    with pytest.raises(DoesNotOpen):
        envelopes.unwrap_key(wraps, phrases[0], b"another date")
    with pytest.raises(DoesNotOpen):
        envelopes.unwrap_key((replace(wraps[0], holders=("thief",)),), phrases[0], b"approved")


def test_two_seals_of_one_paper_share_no_run_of_bytes():
    """Sealing twice gives nothing to compare: no 8 bytes of one stand in the other."""
    _private, public = envelopes.new_box_keys()
    first, second = (envelopes.seal(public, bytes(4096), b"i") for _ in range(2))
    runs = {first[at : at + 8] for at in range(len(first) - 8)}

    assert not any(second[at : at + 8] in runs for at in range(len(second) - 8))


def test_cells_of_one_place_are_all_of_one_size():
    """Fresh, stopped and sent cells have one length and differ at each write."""
    cells = [envelopes.close_cell(bytes(32), bytes(18), b"seat") for _ in range(3)]

    assert len({len(cell) for cell in cells}) == 1
    assert all(a != b for a, b in combinations(cells, 2))
