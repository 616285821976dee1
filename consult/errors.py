"""What can go wrong, each with one sentence that a person can act on and that gives nothing away."""


class ConsultError(Exception):
    """
    The root of every error a screen may show. Never raised itself.

    `sentence` is the whole of what a person sees. It holds no answer, code, phrase or address.
    """

    sentence = "That did not work. Nothing was lost."

    def __init__(self, sentence: str | None = None) -> None:
        """Keep a sentence of our own making; text that someone typed never goes in here."""
        super().__init__(sentence or self.sentence)
        self.sentence = sentence or self.sentence


class NotAllowed(ConsultError):
    """The actor does not hold the role that this act asks for."""

    sentence = "You do not have the role for this."


class NotSignedIn(ConsultError):
    """No live session: never there, signed out, idle too long, or switched off."""

    sentence = "Please sign in."


class Refused(ConsultError):
    """A rule of the house stands against this act; the sentence says which."""


class Missing(ConsultError):
    """There is no such thing, or it is not for this actor: one error, so that guessing teaches nothing."""

    sentence = "This page has nothing to show."


class BadText(ConsultError):
    """What was typed can not be kept as it is; the sentence says what to change."""
