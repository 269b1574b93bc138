# Everything builds .venv by itself. Needs Python 3.11 or newer with venv, pip, and nothing else.
# Another interpreter: make demo PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt
DATASET := examples/moscow-ultimatums.yaml

.DEFAULT_GOAL := help
.PHONY: help demo test lint types docs generate bench fuzz clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- the environment -------------------------------------------------------------------------------------------------
# Two stamps in one venv: the demo installs the library and its command line, the rest installs the tools too.

$(VENV)/python.stamp:
	@command -v $(PYTHON) >/dev/null || { echo "No '$(PYTHON)' here. Install Python 3.11 or newer, or say which: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "peacetalks needs Python 3.11 or newer, '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Say which: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "'$(PYTHON)' cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/demo.stamp: $(VENV)/python.stamp pyproject.toml constraints.txt
	@echo "Installing peacetalks into $(VENV) ..."
	@$(PIP) -e '.[cli]'
	@touch $@

$(VENV)/dev.stamp: $(VENV)/python.stamp pyproject.toml constraints.txt requirements-dev.txt
	@echo "Installing peacetalks and its tools into $(VENV), once ..."
	@$(PIP) -r requirements-dev.txt
	@touch $(VENV)/demo.stamp $@

# --- for everybody ---------------------------------------------------------------------------------------------------

demo: $(VENV)/demo.stamp ## the first five minutes: install, then check, show and query a real dataset
	$(BIN)/peacetalks validate examples/*.yaml
	$(BIN)/peacetalks show $(DATASET)
	$(BIN)/python examples/quickstart.py

# --- for developers --------------------------------------------------------------------------------------------------

test: lint types docs ## everything that CI runs; pytest comes last
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder --cov --cov-report=term

lint: $(VENV)/dev.stamp ## style, floors, dependencies, generated files
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/deptry src
	$(BIN)/validate-pyproject pyproject.toml
	$(BIN)/python -m tools.generate --check

# --verifytypes looks the package up in the active environment, and in no other.
types: $(VENV)/dev.stamp ## mypy, and a fully typed public surface
	$(BIN)/mypy
	VIRTUAL_ENV="$(CURDIR)/$(VENV)" PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/basedpyright --verifytypes peacetalks --ignoreexternal

docs: $(VENV)/dev.stamp ## the documentation, into build/docs
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs build/docs

generate: $(VENV)/dev.stamp ## write what is generated: schemas, enums of the codelists, reference pages
	$(BIN)/python -m tools.generate

bench: $(VENV)/dev.stamp ## time reading, writing, asking and importing
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/streams.py
	$(BIN)/python benchmarks/queries.py
	$(BIN)/python benchmarks/importing.py

fuzz: $(VENV)/dev.stamp ## a million bad documents, made anew; the suite runs twenty thousand
	$(BIN)/python -m tests.fuzz --inputs 1000000

clean: ## remove what was built or cached, but not .venv
	rm -rf build dist .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -path ./$(VENV) -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
