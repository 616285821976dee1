"""The files of vectors that come with the program, read only when they are whole."""

import json
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from consult.errors import ConsultError

FOLDER = Path(str(files("consult.text"))) / "vectors"
SUMS = "checksums.json"


class BrokenVectors(ConsultError):
    """A file of word vectors is there but not as it was shipped: cut short, changed, or of another version."""

    sentence = (
        "A file that is needed to suggest themes is damaged. Please ask whoever runs this site to install it again."
    )


def is_there(name: str) -> bool:
    """Say whether the file came with this installation."""
    return (FOLDER / name).is_file()


def read_sound(name: str) -> bytes:
    """Give the bytes of a shipped file. BrokenVectors where they are not those that `scripts/vectors.py` wrote."""
    try:
        content = (FOLDER / name).read_bytes()
        wanted = json.loads((FOLDER / SUMS).read_text("utf-8"))[name]
    except (OSError, ValueError, KeyError):
        raise BrokenVectors from None
    if sha256(content).hexdigest() != wanted:
        raise BrokenVectors
    return content
