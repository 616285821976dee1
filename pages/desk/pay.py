"""The desk pays a code, once; it sees an amount and a state, and nothing else."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.desk import paying
from consult.ui.guard import require_role

actor = require_role(Role.DESK)
layout.staff_page("Pay a code")
paying.show(actor)
