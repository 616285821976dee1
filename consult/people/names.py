"""Names that staff choose: short, visible, and never two that look the same to the program."""

import unicodedata

from consult.errors import BadText

SHORTEST, LONGEST = 2, 40
PASSWORD_SHORTEST, PASSWORD_LONGEST = 12, 200


def sign_in_name(text: str) -> str:
    """
    Give the canonical form of a sign-in name: NFKC, lower case, 2 to 40 letters, digits, dots or dashes.

    Raises BadText when it is anything else.
    """
    name = unicodedata.normalize("NFKC", text).strip().casefold()
    if not SHORTEST <= len(name) <= LONGEST or not all(sign.isalnum() or sign in ".-" for sign in name):
        raise BadText("A sign-in name has 2 to 40 letters, digits, dots or dashes. It need not be a real name.")
    return name


def public_name(text: str, longest: int = 80) -> str:
    """Give a name to show (an organisation's): NFC, one line, 2 to 80 signs, at least one letter. BadText otherwise."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    hidden = any(unicodedata.category(sign) in {"Cc", "Cf", "Co", "Cn", "Cs"} for sign in name)
    if not SHORTEST <= len(name) <= longest or hidden or not any(sign.isalpha() for sign in name):
        raise BadText(f"A name has 2 to {longest} letters or signs on one line.")
    return name


def password(text: str) -> str:
    """Give the password as it is hashed (NFC). BadText when it is shorter than 12 or longer than 200 signs."""
    if not PASSWORD_SHORTEST <= len(text) <= PASSWORD_LONGEST:
        raise BadText("A password has at least 12 letters or signs. Four or more words are easy to keep in mind.")
    return unicodedata.normalize("NFC", text)
