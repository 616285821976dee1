"""A phone in French: a walk names buttons, fields and options by their English, and this hand finds their French."""

from typing import Self

from consult.wording.catalogue_of_members import ENGLISH, catalogue, in_language
from tests.french_texts import FRENCH
from tests.journeys.phone import Phone

_IN_ENGLISH = catalogue(ENGLISH).by_key
# Headings come first: where a button is called as a heading is, the button's words count.
_KEYS = sorted((key for key in _IN_ENGLISH if key.startswith("screen.")), key=lambda key: not key.endswith(".title"))
_SCREENS = {_IN_ENGLISH[key]: catalogue("fr").by_key[key] for key in _KEYS}


class French(Phone):
    """One tab of a phone whose owner chooses French before anything else."""

    def said(self, english: str) -> str:
        """Give the French of a button, a field, an option or a heading; as it stands where it has none."""
        return _SCREENS.get(english) or FRENCH.get(english) or in_language(english, "fr") or english

    def open(self) -> Self:
        """Open the site's address and choose the language."""
        super().open()
        self.tap("Français")
        return self
