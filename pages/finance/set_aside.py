"""Finance sets money aside before a part opens."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.finance import set_aside
from consult.ui.guard import require_role

actor = require_role(Role.FINANCE)
layout.staff_page("Set money aside")
set_aside.show(actor)
