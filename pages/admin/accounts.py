"""Who has an account, and what each may do."""

from consult.actors import Role
from consult.ui import layout
from consult.ui.admin import accounts
from consult.ui.guard import require_role

actor = require_role(Role.ADMIN)
layout.staff_page("Accounts")
accounts.show(actor)
