"""Open an approved part and take its cards."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.author import opening_parts
from consult.ui.guard import require_role

actor = require_role(Role.AUTHOR, Role.FACILITATOR)
layout.staff_page("Open a part")
opening_parts.show(actor)
