# One command each; all of them work from a fresh clone and need nothing but Python 3.11+ and make.

# Named on the command line only: some shells export a HOST that is this machine's public name.
HOST := 127.0.0.1
PORT := 8000
SECONDS_OF_FUZZ := 300

VENV := .venv
BIN := $(VENV)/bin
# Pins hold for the build back end too: older versions of pip read the first
# variable for that, newer ones the second.
PIP := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
	$(BIN)/python -m pip --quiet --disable-pip-version-check

# A stamp is older than what it was made from when the environment is out of date.
RUNTIME := $(VENV)/.stamp-runtime
TOOLS := $(VENV)/.stamp
PINS := pyproject.toml constraints.txt

.DEFAULT_GOAL := help
.PHONY: help setup run test lint audit bench fuzz constraints

help: ## say what each command does
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

setup: $(TOOLS) ## make .venv with the program and all tools of a developer

run: $(RUNTIME) ## build the study that ships and serve it (HOST=127.0.0.1 PORT=8000)
	@exec $(BIN)/kg demo --host $(HOST) --port $(PORT)

test: lint audit ## all that a change must pass: lint, types, layers, tests, tests of the wheel
	$(BIN)/python -m pytest -m 'not alone' --numprocesses auto --dist worksteal
	$(BIN)/python -m pytest -m alone
	$(BIN)/python tests/packaging/on_wheel.py

lint: $(TOOLS) ## look at the code without running it
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/cog -I . --check README.md docs/queries.md docs/modelling.md docs/cheat-sheet.md docs/measures.md docs/charts.md studies/uk-facial-recognition/README.md

audit: $(TOOLS) ## hold the dependencies against known vulnerabilities, where the registry tells
	$(BIN)/python -m tests.packaging.audit

bench: $(TOOLS) ## measure what docs/figures.md states
	$(BIN)/python -m benchmarks.build
	$(BIN)/python benchmarks/extract.py
	$(BIN)/python benchmarks/queries.py
	$(BIN)/python benchmarks/start.py
	$(BIN)/python -m benchmarks.validate
	$(BIN)/python -m benchmarks.server

fuzz: $(TOOLS) ## look for bytes and letters that break reading (SECONDS_OF_FUZZ=300)
	@$(PIP) install --editable '.[fuzz]'
	$(BIN)/python -m tests.fuzz.long_rows
	$(BIN)/python -m tests.fuzz.run --seconds $(SECONDS_OF_FUZZ)

constraints: ## write constraints.txt anew: the newest versions that pyproject.toml allows
	@$(find-python)
	@set -eu; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	$(BIN)/python -m venv "$$folder/venv"; \
	"$$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check '.[dev,fuzz]'; \
	{ grep '^#' constraints.txt; "$$folder/venv/bin/python" -m pip freeze --exclude foigraph | LC_ALL=C sort -f; } \
		> "$$folder/constraints.txt"; \
	cp "$$folder/constraints.txt" constraints.txt

$(RUNTIME): $(PINS)
	@$(find-python)
	@echo "Installing foigraph into $(VENV) ..." >&2
	@$(PIP) install --editable '.[charts]'
	@touch $@

$(TOOLS): $(PINS)
	@$(find-python)
	@echo "Installing foigraph and the tools of a developer into $(VENV) ..." >&2
	@$(PIP) install --editable '.[dev]'
	@touch $(RUNTIME) $@

# Makes the environment where there is none that works.  The interpreter is the
# first of these that is new enough; PYTHON names another.
define find-python
set -eu; \
fits='import sys; sys.exit(sys.version_info < (3, 11))'; \
if $(BIN)/python -c "import pip; $$fits" 2>/dev/null; then exit 0; fi; \
for candidate in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if $$candidate -c "$$fits" 2>/dev/null; then \
		echo "Making $(VENV) with $$($$candidate --version) ..." >&2; \
		$$candidate -m venv --clear $(VENV) || { \
			echo "make: $$candidate cannot make an environment; install its venv module" \
				"(on Debian and Ubuntu the package python3-venv) and try again" >&2; \
			exit 1; \
		}; \
		exit 0; \
	fi; \
done; \
echo "make: no Python 3.11 or newer found (python3 is $$(python3 --version 2>&1 || true));" \
	"install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11" >&2; \
exit 1
endef
