"""A name that stands in a browser's history and in a public list of certificates must not say what this is."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.x509.oid import NameOID

from consult.errors import Refused

# Anywhere in a name. "consult" is the name of this program: whoever looks it up learns what it is for.
PARTS = (
    "surviv", "traffick", "exploit", "victim", "abuse", "violen", "prostitu", "sexual", "sexwork", "honorari",
    "advisor", "consult", "anonym", "whistleblow", "traitedespersonnes", "crimestop", "shelter", "crisis",
    "hebergement",
)  # fmt: skip
# Only as a whole word: "rape" is in "therapeutic", "abus" in "syllabus", "traite" in "retraite".
WORDS = frozenset({"sex", "rape", "abus", "viol", "traite", "trade", "escort", "police", "refuge", "panel", "incest"})
_CAPITALS = re.compile(r"\b[A-Z][A-Z0-9]{2,}\b")
_SUBJECT = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME, NameOID.ORGANIZATIONAL_UNIT_NAME)


def telling(name: str, convenor: str = "") -> list[str]:
    """
    Give what in a host name tells a stranger what the site is for, empty when nothing does.

    The short names in capitals of whoever convenes (such as YWCA) tell too: they are known for their work.
    """
    plain = _plain(name)
    words = [word for word in re.split(r"[^a-z0-9]+", plain) if word]
    # "sex-work" is one word too, but never across a dot.
    joined = [re.sub(r"[^a-z0-9]", "", label) for label in plain.split(".")]
    known = {short.lower() for short in _CAPITALS.findall(convenor)}
    found = [part for part in PARTS if any(part in label for label in joined)]
    found += [word for word in words if word in WORDS]
    found += [short for short in sorted(known) if any(_has(word, short) for word in words)]
    return list(dict.fromkeys(found))


def _has(word: str, short: str) -> bool:
    return word.startswith(short) or word.endswith(short)


def _plain(name: str) -> str:
    labels = (_unicode(label) for label in name.casefold().split("."))
    spelled = unicodedata.normalize("NFKD", ".".join(labels))
    return "".join(sign for sign in spelled if not unicodedata.combining(sign))


def _unicode(label: str) -> str:
    try:
        return label.encode("ascii").decode("idna") if label.startswith("xn--") else label
    except UnicodeError:
        return label


def certificate(file: Path) -> x509.Certificate:
    """Read the first certificate of a PEM file: the site's own. Refused when there is none."""
    try:
        return x509.load_pem_x509_certificates(file.read_bytes())[0]
    except (OSError, ValueError, IndexError):
        raise Refused(f"There is no certificate to read in {file.name}.") from None


def names_in(shown: x509.Certificate) -> list[str]:
    """Give every name in a certificate: hosts, common name, organisation and unit."""
    subject = [str(part.value) for oid in _SUBJECT for part in shown.subject.get_attributes_for_oid(oid)]
    return list(dict.fromkeys([*_hosts(shown), *subject]))


def _hosts(shown: x509.Certificate) -> Iterable[str]:
    try:
        return shown.extensions.get_extension_for_class(x509.SubjectAlternativeName).value.get_values_for_type(
            x509.DNSName
        )
    except x509.ExtensionNotFound:
        return []


def days_left(shown: x509.Certificate, now: datetime) -> int:
    """Give whole days until the certificate ends; negative when it has."""
    return (shown.not_valid_after_utc - now).days
