"""Sealing and opening: what a member says leaves the program's memory only in a form that no one here can read."""

from hashlib import sha256
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from consult import slow_hashes
from consult.errors import ConsultError
from consult.ids import BoxId
from consult.keyring import Wrap

# RFC 9180: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305.
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
ENVELOPE_OVERHEAD = 32 + 16
NONCE_BYTES = 12
STEP = 4096


class DoesNotOpen(ConsultError):
    """Key, words or phrase do not fit, or the sealed bytes were changed. One error, so that it teaches nothing."""

    sentence = "This does not open. Check the words."


def new_box_keys() -> tuple[X25519PrivateKey, bytes]:
    """Give a box's private key and the 32 bytes of its public one."""
    private = X25519PrivateKey.generate()
    return private, private.public_key().public_bytes_raw()


def envelope_info(box_id: BoxId, text_hash: bytes, key: bytes, box_secret: bytes) -> bytes:
    """Bind an envelope to box, approved text, place and box secret: none can be copied, moved or added."""
    bound = sha256()
    for part in (box_id.bytes, text_hash, key, box_secret):
        bound.update(len(part).to_bytes(4, "big") + part)
    return bound.digest()


def seal(public_key: bytes, padded: bytes, info: bytes) -> bytes:
    """Seal one padded paper to a box (HPKE, base mode)."""
    return _SUITE.encrypt(padded, X25519PublicKey.from_public_bytes(public_key), info=info)


def unseal(private_key: X25519PrivateKey, sealed: bytes, info: bytes) -> bytes:
    """Open one envelope. DoesNotOpen when it was made for another box, text or place, or was changed."""
    try:
        return _SUITE.decrypt(sealed, private_key, info=info)
    except (InvalidTag, ValueError):
        raise DoesNotOpen from None


def pad(content: bytes, size: int) -> bytes:
    """Put the length before the content and zeros behind it, up to `size` bytes."""
    if len(content) + 4 > size:
        raise DoesNotOpen("That is too long for its envelope.")
    return (len(content).to_bytes(4, "big") + content).ljust(size, b"\0")


def unpad(padded: bytes) -> bytes:
    """Give what was padded. DoesNotOpen when the length does not fit."""
    length = int.from_bytes(padded[:4], "big")
    if length + 4 > len(padded):
        raise DoesNotOpen
    return padded[4 : 4 + length]


def rounded_up(size: int) -> int:
    """Round a size in bytes up to the next 4 KiB."""
    return -(-size // STEP) * STEP


def derived_key(secret: bytes, said: str, label: bytes) -> bytes:
    """Give a 32-byte key from a box secret and a code or words (HKDF-SHA-256, RFC 5869)."""
    return HKDF(SHA256(), 32, salt=secret, info=label).derive(said.encode())


def close_cell(key: bytes, content: bytes, bound: bytes) -> bytes:
    """Seal under a key we derived, with a new nonce at each write; `bound` ties it to its place."""
    nonce = token_bytes(NONCE_BYTES)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, content, bound)


def open_cell(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    """Open such a cell. DoesNotOpen when key or place is another."""
    try:
        return ChaCha20Poly1305(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)
    except (InvalidTag, ValueError):
        raise DoesNotOpen from None


def wrap_key(private_key: X25519PrivateKey, phrase: str, holders: tuple[str, ...], bound: bytes) -> Wrap:
    """Seal a box's private key under an opening phrase, bound to what was approved."""
    salt, cost = token_bytes(16), slow_hashes.PHRASE_COST
    key = slow_hashes.key_from_phrase(phrase, salt, cost)
    sealed = close_cell(key, private_key.private_bytes_raw(), _held(holders, bound))
    return Wrap(holders, cost, salt.hex(), sealed[:NONCE_BYTES].hex(), sealed[NONCE_BYTES:].hex())


def unwrap_key(wraps: tuple[Wrap, ...], phrase: str, bound: bytes) -> X25519PrivateKey:
    """Give the private key under whichever wrap this phrase opens. DoesNotOpen when it opens none."""
    for wrap in wraps:
        key = slow_hashes.key_from_phrase(phrase, bytes.fromhex(wrap.salt), wrap.cost)
        sealed = bytes.fromhex(wrap.nonce) + bytes.fromhex(wrap.sealed)
        try:
            return X25519PrivateKey.from_private_bytes(open_cell(key, sealed, _held(wrap.holders, bound)))
        except DoesNotOpen:
            continue
    raise DoesNotOpen("This phrase does not open the box. Check each word.")


def _held(holders: tuple[str, ...], bound: bytes) -> bytes:
    return "\0".join(holders).encode() + b"\0\0" + bound
