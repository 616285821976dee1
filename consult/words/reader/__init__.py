"""A reader's bench: answers in order of likeness, her hands on them, and the way back."""
