"""What a person could guess costs a guesser dearly: Argon2id for passwords and opening phrases, two at once at most."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type, hash_secret_raw

# A hundred at once took 850 MB; two are enough for a partnership and leave room for members.
_AT_ONCE = BoundedSemaphore(2)
# RFC 9106, second recommended option, for what stands behind a password.
_PASSWORDS = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4)
_NOBODY = _PASSWORDS.hash("nobody has this password, and asking costs the same")
KEY_BYTES = 32
# Passes, KiB of memory, lanes. A wrap keeps the cost it was made with, so a later one never locks a steward out.
Cost = tuple[int, int, int]
PHRASE_COST: Cost = (3, 65536, 4)


def hash_password(password: str) -> str:
    """Give the encoded Argon2id hash of a password."""
    with _AT_ONCE:
        return _PASSWORDS.hash(password)


def password_fits(encoded: str | None, password: str) -> bool:
    """Say whether it fits; an unknown account (`None`) costs the same time as a wrong password."""
    with _AT_ONCE:
        try:
            _PASSWORDS.verify(encoded or _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return False
        return encoded is not None


def key_from_phrase(phrase: str, salt: bytes, cost: Cost) -> bytes:
    """Give 32 bytes from an opening phrase and its 16-byte salt."""
    passes, memory, lanes = cost
    with _AT_ONCE:
        return hash_secret_raw(phrase.encode(), salt, passes, memory, lanes, KEY_BYTES, Type.ID)
