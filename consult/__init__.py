"""Consult people who have every reason to give no trust: sealed while it can be traced, untraceable once it can be read."""
