"""A steward knows what readers noted, agrees or not, and never reads raw answers for it but one that is set aside."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.guard import require_role
from consult.ui.steward import told

actor = require_role(Role.STEWARD)
layout.staff_page("While it is read")
told.show(actor)
