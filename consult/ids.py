"""Names of things: random, and of a type of their own, so that one can not be passed for another."""

from typing import NewType
from uuid import UUID, uuid4

RoundId = NewType("RoundId", UUID)
PartId = NewType("PartId", UUID)
AdvisoryId = NewType("AdvisoryId", UUID)
AccountId = NewType("AccountId", UUID)
BoxId = NewType("BoxId", UUID)
HeapId = NewType("HeapId", UUID)
BatchId = NewType("BatchId", UUID)
ThemeId = NewType("ThemeId", UUID)
QuoteId = NewType("QuoteId", UUID)
ReleaseId = NewType("ReleaseId", UUID)
SortingId = NewType("SortingId", UUID)
StepId = NewType("StepId", UUID)
SampleId = NewType("SampleId", UUID)


def new_id() -> UUID:
    """Give 122 random bits. Nothing of the time or the machine is in them (RFC 9562, version 4)."""
    return uuid4()
