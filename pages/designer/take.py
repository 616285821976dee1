"""Take released themes along: a memo, a meeting pack, a newsletter block, a table, an evidence brief."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.designer import taking
from consult.ui.guard import require_role

actor = require_role(Role.DESIGNER)
layout.staff_page("Take along")
taking.show(actor)
