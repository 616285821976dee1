"""Two readers code the same answers, each alone."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.guard import require_role
from consult.ui.reader import agreement

actor = require_role(Role.READER)
layout.staff_page("Two readers")
agreement.show(actor)
