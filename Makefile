# Everything a person or a machine does with koers, one target each. `make help` lists them.
# Only Python ≥ 3.11, make and a package registry are presupposed; Node and Chromium only for check-pages.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
INBOX ?= data_samples/inbox
BENCH_ROWS ?= 2000000
BENCH_SCORES ?= 10000000
BENCH_MESSAGES ?= 5000
BENCH_LINES ?= 5000000
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Usage statistics of the tools stay off, also when a tool is called outside koers.
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export DO_NOT_TRACK := 1
export GX_ANALYTICS_ENABLED := false

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "koers needs Python 3.11 or newer, this is " + sys.version.split()[0] + ". Call make with PYTHON=/path/to/python3.11")'
	@echo "Setting up $(VENV) from requirements.lock (once, about two minutes) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

setup: $(READY) ## the virtual environment from the lock file

run: $(READY) ## the nightly job on data_samples: deliveries in, a published release out
	@$(BIN)/koers run --inbox $(INBOX)

test: $(READY) lint ## lint, types and all tests
	@$(BIN)/python -m pytest -n 2

lint: $(READY) ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

unit: $(READY) ## the quick tests only, half a minute
	@$(BIN)/python -m pytest -n 2 tests/unit tests/architecture

check-pages: $(READY) ## the published pages in a real browser (installs Chromium when it is missing)
	@bash tests/browser/check.sh

test-duckdb2: $(READY) ## the pipeline tests on DuckDB 2.0 as well, in an environment of their own
	@$(PYTHON) -m venv .venv-duckdb2
	@.venv-duckdb2/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@.venv-duckdb2/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-duckdb2.lock
	@.venv-duckdb2/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@PATH="$(CURDIR)/.venv-duckdb2/bin:$$PATH" .venv-duckdb2/bin/python -m pytest -n 2 tests/pipeline tests/integration

bench: $(READY) ## koers and the bare script in turn at BENCH_ROWS rows: medians, ratio, peak memory
	@$(BIN)/python tests/benchmark/bench.py --rows $(BENCH_ROWS)

bench-outcomes: $(READY) ## pairs, change and comparison over BENCH_SCORES score rows against the bare script's pairs and marts
	@$(BIN)/python tests/benchmark/outcomes.py --rows $(BENCH_SCORES) --models

bench-messages: $(READY) ## national messages: reading against an empty walk, and a night of BENCH_MESSAGES messages with BENCH_LINES lines
	@$(BIN)/python tests/benchmark/messages.py read
	@$(BIN)/python tests/benchmark/messages.py night --messages $(BENCH_MESSAGES) --lines $(BENCH_LINES)

generate: $(READY) ## rewrite the generated files (dbt sources, data dictionary, supplier guide)
	@$(BIN)/koers contracts render

format: $(READY) ## put the code in its house style
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: ## requirements.in -> requirements.lock (hashes, no registry address)
	@$(PYTHON) -m venv .venv-lock && .venv-lock/bin/python -m pip install --quiet uv
	@.venv-lock/bin/uv pip compile --universal --no-strip-extras --python-version 3.11 --generate-hashes \
	  --custom-compile-command "make lock" --output-file requirements.lock requirements.in
	@rm -rf .venv-lock

clean: ## throw away the environment and caches, never var/
	@rm -rf $(VENV) .venv-lock .venv-duckdb2 .pytest_cache .mypy_cache .ruff_cache .hypothesis dbt_project/target dbt_project/logs

.PHONY: help setup run test lint unit check-pages test-duckdb2 bench bench-outcomes bench-messages generate format lock clean
