# The index of what one can do here. Needs Python 3.11 or newer and nothing else.

# The first Python that is new enough; `make run PYTHON=/path/to/python` names another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; exit; fi; done; echo python3)
BOOTSTRAP = $(PYTHON) -I psc/engine/bootstrap.py
VENV = .venv/bin/python
# Real reports of others, for the tests that measure against them. Never part of the project.
ifneq ($(wildcard ../shared/data),)
export PSC_TEST_DATA ?= $(abspath ../shared/data)
endif
export PORT
# Tests run side by side, each process with servers of its own; 0 runs them in one, for a debugger. In the order of
# their collection: after a browser test its process runs no other kind (tests/conftest.py).
SIDE ?= 2
# Settings as docker-compose.yml gives them, for Django's own deployment checks.
DEPLOYED = PSC_DEMO=false ALLOWED_HOSTS=psc.example.org \
	SECRET_KEY=$(shell $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))')

.PHONY: help run install dev test check check-python check-console bench format clean

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## */  make \1\t/p' Makefile | expand -t 18

run:  ## the whole centre on http://127.0.0.1:8112 (PORT=, PSC_HOME=); Ctrl-C stops it
	@exec $(BOOTSTRAP) run

install:  ## install everything anew
	@exec $(BOOTSTRAP) install

dev:
	@$(BOOTSTRAP) dev

test: dev  ## every test, against real PostgreSQL and Redis (T= for pytest's arguments, SIDE= for how many at once)
	@$(BOOTSTRAP) npm test
	$(VENV) -m pytest --numprocesses $(SIDE) --dist loadfile --no-loadscope-reorder $(T)

check: dev  ## lint, format, types, import contracts, migrations, deploy checks, translations, docs
	@$(MAKE) --no-print-directory --jobs 2 check-python check-console

check-python:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(VENV) manage.py makemigrations --check --dry-run
	$(DEPLOYED) $(VENV) manage.py check --deploy --fail-level WARNING
	$(VENV) -m psc.translations --check
	$(VENV) .ci/checks.py

check-console:
	@$(BOOTSTRAP) npm run check

bench: dev  ## every benchmark: absolutes, limits, ratios
	$(VENV) -m benchmarks

format: dev  ## let ruff order and format the Python sources
	$(VENV) -m ruff check --fix-only .
	$(VENV) -m ruff format .

clean:  ## remove what was installed and built; the data in var/ stays
	rm -rf .venv console/node_modules console/dist
	find locale -name '*.mo' -delete
