"""Find again what was released."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.designer import shelves
from consult.ui.guard import require_role

actor = require_role(Role.DESIGNER)
layout.staff_page("Library")
shelves.show(actor)
