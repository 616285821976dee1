"""A steward opens the box of a part that has closed; nobody else can, and it opens once."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.guard import require_role
from consult.ui.steward import box

actor = require_role(Role.STEWARD)
layout.staff_page("Boxes")
box.show(actor)
