"""Is this code good? Anyone may ask, without spending it and without signing in."""

from consult.ui import say
from consult.ui.desk import checking

say.heading("Check a code")
checking.show()
