"""Finance sees its funds, puts money in and takes free money out."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.finance import funds
from consult.ui.guard import require_role

actor = require_role(Role.FINANCE)
layout.staff_page("Funds")
funds.show(actor)
