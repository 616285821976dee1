"""Two named readers read, ten answers at a time."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.guard import require_role
from consult.ui.reader import answers

actor = require_role(Role.READER)
layout.staff_page("Read answers")
answers.show(actor)
