"""What the program says of itself claims no more than it may."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# The list of requirements quotes what must not be said.
QUOTES = ROOT / "docs" / "practice"
CLAIM = re.compile(
    r"\bOCAP\b[^.\n]{0,60}\b(complian\w*|certif\w*|conform\w*|meets)"
    r"|(complian\w*|certif\w*)[^.\n]{0,40}\bOCAP\b",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\bOCAP\b[^.\n]{0,80}\b(Inuit|M[ée]tis|Black|African)\b|\b(Inuit|M[ée]tis|Black|African)\b[^.\n]{0,80}\bOCAP\b"
)


def claims(text: str) -> list[str]:
    """Give what claims that the program complies with OCAP, or applies it to others than First Nations."""
    return [found.group() for pattern in (CLAIM, OTHERS) for found in pattern.finditer(text)]


@pytest.mark.requirement("CULT-13")
def test_nothing_shipped_claims_ocap():
    """Fails when a page, a text or the manual says "OCAP compliant", or applies OCAP to Inuit, Métis or Black data."""
    files = [
        file
        for kind in ("*.py", "*.md", "*.json", "*.po", "*.html", "*.js")
        for file in (ROOT / "README.md", *(ROOT / "consult").rglob(kind), *(ROOT / "docs").rglob(kind))
        if file.is_file() and QUOTES not in file.parents
    ]

    found = {file.name: claims(file.read_text(encoding="utf-8")) for file in files}

    assert len(files) > 200
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.parametrize(
    "text", ["This platform is OCAP compliant.", "certified for OCAP", "OCAP for Inuit and Métis data"]
)
def test_a_claim_is_seen(text: str):
    """Fails when the rule above would let such a sentence pass."""
    assert claims(text)
