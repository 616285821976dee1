"""A steward's written word that a round may go on although its decider still owes answers."""

from sqlalchemy import Uuid
from sqlmodel import Field

from consult.ids import AccountId, PartId
from consult.rounds.tables import RoundsTable


class OwedAgreement(RoundsTable, table=True):
    """Why a steward lets this decider ask again in one part. `decider` is as it was then: another needs another yes."""

    __tablename__ = "rounds_owed_agreement"

    part_id: PartId = Field(sa_type=Uuid, foreign_key="rounds_part.id", primary_key=True)
    decider: str = Field(primary_key=True)
    words: str
    steward_id: AccountId = Field(sa_type=Uuid)
