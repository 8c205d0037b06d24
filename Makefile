# Everything runs from here with nothing but Python 3.11 or newer and make:
# each target first brings .venv up to date with the hashed lock.

PYTHON ?= python3
VENV   := .venv
STAMP  := $(VENV)/.locked
RUN    := $(VENV)/bin/python
# Compiled once, the bot starts faster: the tests start it many times.
unexport PYTHONDONTWRITEBYTECODE
# Tests wait for processes and browsers, too: two more of them than cores keep the cores busy.
WORKERS ?= $(shell expr $$(nproc 2>/dev/null || sysctl -n hw.ncpu) + 2)
# More words for pytest or the demo, such as: make test ARGS="-k drop", make demo ARGS=--headless.
ARGS   ?=

.DEFAULT_GOAL := help
.PHONY: help venv run demo test browser screenshots check format bench chaos lock

help: ## this list
	@echo "Ceiling, a Slack bot. What make can do (new here? make demo):"
	@grep -E '^[a-z]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z]+):.*## /  make \1|/' | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

demo: $(STAMP) ## a company's workspace in your browser; needs no Slack (ARGS=--headless: a story here)
	@$(RUN) -m bot demo $(ARGS)

run: $(STAMP) ## run the bot for your Slack workspace; says which settings are missing
	@$(RUN) -m bot run

test: check ## every check and every test (ARGS="-k drop": some tests)
	@echo "tests: pytest"
	@$(RUN) -m pytest -q -n $(WORKERS) --dist worksteal $(ARGS)

browser: $(STAMP) ## only the tests in a real browser (Debian's chromium)
	@$(RUN) -m pytest -q -n auto tests/sandbox/page tests/browser $(ARGS)

screenshots: $(STAMP) ## take the pictures in docs/pictures anew, by the browser test of a project's first weeks
	@PICTURES=docs/pictures $(RUN) -m pytest -q tests/browser/test_journey.py

check: $(STAMP) ## style, types and layers
	@echo "check: ruff"
	@$(RUN) -m ruff check --quiet
	@$(RUN) -m ruff format --check --quiet || { echo "Run 'make format'."; exit 1; }
	@echo "check: mypy"
	@$(RUN) -m mypy --no-error-summary
	@echo "check: layers"
	@said=$$($(VENV)/bin/lint-imports 2>&1) || { echo "$$said"; exit 1; }

format: $(STAMP) ## put the code into the house's form
	@$(RUN) -m ruff check --fix --quiet
	@$(RUN) -m ruff format --quiet

bench: $(STAMP) ## what costs time beside its floors, as ratios (ARGS=--full: a poll of 10,000)
	@$(RUN) -m benchmarks $(ARGS)

chaos: $(STAMP) ## processes killed, Slack and PostgreSQL on bad days: what must hold does (3/4 hour)
	@$(RUN) -m tests.chaos $(ARGS)

venv: $(STAMP) ## make .venv from requirements.lock (the others do this by themselves)

lock: ## pin the newest versions that pyproject.toml allows into requirements.lock
	@test -x .uv/bin/uv || { $(PYTHON) -m venv .uv && .uv/bin/python -m pip install --quiet uv; }
	@.uv/bin/uv pip compile pyproject.toml --quiet --upgrade --all-extras --group dev --universal \
	  --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
	  --custom-compile-command "make lock" --output-file requirements.lock

$(STAMP): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Ceiling needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3"; exit 1; }
	@echo "setting up: .venv from requirements.lock (once, about half a minute)"
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV) || \
	  { echo "This Python cannot make virtual environments: install its venv module (python3-venv on Debian)."; exit 1; }
	@$(RUN) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@
