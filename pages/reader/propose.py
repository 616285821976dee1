"""A reader signs, and puts it before the steward."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.guard import require_role
from consult.ui.reader import proposing

actor = require_role(Role.READER)
layout.staff_page("To the steward")
proposing.show(actor)
