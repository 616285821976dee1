"""Finance reads the months that have ended."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.finance import ledger
from consult.ui.guard import require_role

actor = require_role(Role.FINANCE)
layout.staff_page("Ledger")
ledger.show(actor)
