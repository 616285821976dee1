# Short names for what CI does. Everything runs in .venv.
PY = .venv/bin/python

.PHONY: check test requirements audit constraints

check:
	.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy && .venv/bin/lint-imports

test:
	$(PY) -m pytest

# Which rows of the practice standard have a passing test, and which have none.
requirements:
	$(PY) scripts/requirements.py

# Needs a network with an advisory database. Without one pip-audit has audited nothing: claim no result.
audit:
	.venv/bin/pip install -q pip-audit && .venv/bin/pip-audit --strict -r constraints.txt

# Pinned versions, without index addresses, made by pip-tools from pyproject.toml.
constraints:
	.venv/bin/pip install -q pip-tools
	.venv/bin/pip-compile -q --all-extras --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-annotate --no-header -o constraints.txt pyproject.toml
