"""What people in a round told those who asked, and their answers."""

from consult.actors import Role
from consult.ui.designer import results
from consult.ui.guard import require_role

actor = require_role(Role.DESIGNER)
results.show(actor)
