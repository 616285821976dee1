"""Who may never be what at once, so that no one person can ask, read, pay and decide."""

from consult.actors import Role

# One account, whatever the round. The desk sees an amount and a state, and no round, advisory or answer; a
# designer sees nothing that was not released; an administrator can not act as anyone; and where two have to
# sign (finance with a steward), they are two.
_ACCOUNT = (
    (Role.DESK, Role.AUTHOR),
    (Role.DESK, Role.STEWARD),
    (Role.DESK, Role.READER),
    (Role.DESK, Role.DESIGNER),
    (Role.DESK, Role.FINANCE),
    (Role.DESK, Role.FACILITATOR),
    (Role.READER, Role.FINANCE),
    (Role.READER, Role.DESIGNER),
    (Role.STEWARD, Role.DESIGNER),
    (Role.STEWARD, Role.FINANCE),
    (Role.ADMIN, Role.STEWARD),
    (Role.ADMIN, Role.READER),
    (Role.ADMIN, Role.DESK),
    (Role.ADMIN, Role.FINANCE),
)
# One person in one round, though each role may be held in different rounds. A reader who is also a steward is
# not listed: she may be both, but never the only signature (`releases` asks for two accounts).
_ROUND = (
    (Role.AUTHOR, Role.STEWARD),
    (Role.AUTHOR, Role.READER),
    (Role.AUTHOR, Role.FINANCE),
    (Role.FACILITATOR, Role.READER),
    (Role.FACILITATOR, Role.STEWARD),
    (Role.FACILITATOR, Role.FINANCE),
)

NEVER_AT_ONCE = frozenset(frozenset(pair) for pair in _ACCOUNT)
NEVER_IN_ONE_ROUND = NEVER_AT_ONCE | frozenset(frozenset(pair) for pair in _ROUND)


def never_at_once(one: Role, other: Role) -> bool:
    """Say whether one account may never hold both roles."""
    return frozenset((one, other)) in NEVER_AT_ONCE


def never_in_one_round(one: Role, other: Role) -> bool:
    """Say whether one person may never be both in the same round."""
    return frozenset((one, other)) in NEVER_IN_ONE_ROUND
