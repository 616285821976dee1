"""What members agree to was read by the partnership and its counsel within the last year, or nothing opens."""

from datetime import timedelta

from consult.clock import in_words, today
from consult.errors import Refused
from consult.house import House

GOOD_FOR = timedelta(days=365)


class NotSignedOff(Refused):
    """The date on which the consent text was signed off is not set, or lies more than 365 days back (CONS-12)."""

    sentence = (
        "Nothing opens yet. The consent text has to be signed off by the partnership and its counsel, and the date "
        "set by whoever runs this program (CONSULT_CONSENT_SIGNED_OFF)."
    )


def require(house: House) -> None:
    """Raise NotSignedOff unless the consent text was signed off in the last 365 days."""
    signed = house.settings.consent_signed_off
    if signed is None:
        raise NotSignedOff
    if today(house.clock) - signed > GOOD_FOR:
        raise NotSignedOff(
            f"The consent text was last signed off on {in_words(signed)}, more than a year ago. The partnership and "
            "its counsel have to read it again before anything opens."
        )
