"""One round while it is written."""

from consult.actors import Role
from consult.ui.author import writing
from consult.ui.guard import require_role

actor = require_role(Role.AUTHOR)
writing.show(actor)
