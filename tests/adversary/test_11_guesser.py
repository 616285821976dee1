"""Attack 11: what a guess costs, and how many are needed: at the door, with the database, and with the pepper too."""

import time
from collections.abc import Callable
from math import log2

import pytest

from consult import intake, slow_hashes, tokens
from consult.house import House
from consult.tokens import ALPHABET, LENGTH, WORDS, honorarium_key, seat_key
from tests import factories
from tests.adversary import folders
from tests.adversary.conftest import Figure

SECONDS_A_YEAR = 365.25 * 24 * 3600
# A farm of graphics cards, generously: keyed SHA-256 a second, and cores that run Argon2id.
FARM_HASHES = 1e12
FARM_CORES = 1e5


def test_codes_and_words_have_the_bits_they_claim(figure: Figure):
    """Fails when a code or a list of words gets shorter, or the check character stops catching a wrong sign."""
    code_bits = (LENGTH - 1) * log2(len(ALPHABET))
    words_bits = {language: WORDS * log2(len(set(tokens.word_list(language)))) for language in ("en", "fr")}
    code = tokens.new_code()
    wrong = [code[:at] + sign + code[at + 1 :] for at in range(LENGTH) for sign in ALPHABET if sign != code[at]]

    figure("11", f"a code has {code_bits:.0f} bits, six words {words_bits['en']:.1f} (French {words_bits['fr']:.1f})")
    assert code_bits >= 75
    assert words_bits["en"] >= 76
    assert words_bits["fr"] >= 64
    assert not any(_reads(one) for one in wrong)


def test_a_guess_at_a_phrase_costs_what_it_should(figure: Figure):
    """Fails when Argon2id is made cheap: under 64 MiB or three passes, or under 10 ms a guess."""
    cost = slow_hashes.PHRASE_COST
    each = _seconds(lambda: slow_hashes.key_from_phrase(tokens.new_words(), bytes(16), cost), 5)
    years = 2 ** (WORDS * log2(len(tokens.word_list("en")))) * each / 2 / FARM_CORES / SECONDS_A_YEAR

    figure(
        "11",
        f"a phrase: {each * 1000:.0f} ms and {cost[1] // 1024} MiB a guess; with keyring and database, "
        f"{FARM_CORES:.0e} cores need {years:.0e} years for half of all phrases",
    )
    assert cost[:2] >= (3, 65536)
    assert each > 0.01
    assert years > 1e6


def test_the_database_alone_tells_no_right_code_from_a_wrong_one(house: House, figure: Figure):
    """Fails when anything in the database can be worked out from a code without box secret or pepper."""
    part = factories.opened(house, seats=12)
    tables = folders.tables(house.settings.folder)
    keys = {cell for table in tables.values() for row in table["rows"] for cell in row if isinstance(cell, bytes)}
    known = {bytes(32), b"", part.box_id.bytes, part.round_id.bytes, part.advisory_id.bytes, *keys}
    right = list(part.codes)

    found = [code for code in right for secret in known if seat_key(secret, code) in keys]

    figure("11", f"offline, with the database: {len(found)} of {len(right)} right codes told from wrong ones")
    assert found == []


def test_the_pepper_tells_pay_codes_at_a_price(house: House, figure: Figure):
    """Fails when a pay code gets so short that a thief of database and pepper can spend it."""
    part = factories.opened(house, seats=12)
    pay = [intake.stop(house, code) for code in part.codes]
    tables = folders.tables(house.settings.folder)
    keys = {row[0] for row in tables["money_honorarium"]["rows"]}
    each = _seconds(lambda: honorarium_key(house.pepper.value, pay[0]), 2000)
    years = 2**75 / len(pay) / FARM_HASHES / SECONDS_A_YEAR

    found = [code for code in pay if honorarium_key(house.pepper.value, code) in keys]
    seats = [code for code in part.codes if seat_key(house.pepper.value, code) in keys]

    figure(
        "11",
        f"offline, with database and pepper: a right pay code is known ({len(found)} of {len(pay)}), a card "
        f"is not ({len(seats)}); {each * 1e6:.1f} µs a guess here, {years:,.0f} years at {FARM_HASHES:.0e} a "
        "second for the first of them",
    )
    assert len(found) == len(pay)
    assert seats == []
    assert years > 10


def test_at_the_door_a_guess_is_hopeless(house: House, figure: Figure):
    """Fails when the door says more than yes or no, or when seats make the odds better than one in 2^60."""
    part = factories.opened(house, seats=12)
    each = _seconds(lambda: _refused(house), 20)
    odds = len(part.codes) / 2**75

    figure(
        "11",
        f"online: {each * 1000:.1f} ms a try before it is slowed; 500 seats, a million tries: odds of "
        f"{500 * 1e6 / 2**75:.0e}",
    )
    assert odds < 2**-60


def _refused(house: House) -> None:
    with pytest.raises(intake.InviteRefused):
        intake.enter(house, tokens.new_code())


def _reads(text: str) -> bool:
    try:
        tokens.read_code(text)
    except tokens.MistypedCode:
        return False
    return True


def _seconds(act: Callable[[], object], times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        act()
    return (time.perf_counter() - start) / times
