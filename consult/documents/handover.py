"""Files on their way from a page to whoever made them: a memo, a table, all that an advisory gave."""

from dataclasses import dataclass

from consult.errors import Missing
from consult.handovers import Handover


class FileGone(Missing):
    """The file was taken before, was held too long, or belongs to another sign-in: one error for all."""

    sentence = "There is no file here. It waits ten minutes and is given once. Make it again on its page."


@dataclass(frozen=True, slots=True)
class File:
    """What is handed over: its name, its media type (RFC 6838) and its bytes."""

    name: str
    media: str
    body: bytes


handover: Handover[File] = Handover(FileGone)
