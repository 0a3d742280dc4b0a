# Everything happens in .venv, from hash-locked requirements; `make help` lists the commands.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
UV := $(BIN)/uv
export UV_HTTP_TIMEOUT ?= 300
export UV_PYTHON_DOWNLOADS := never

# The first Python found that is new enough and can make virtual environments, unless PYTHON names one.
CANDIDATES := $(if $(PYTHON),$(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python)
SUITABLE := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
COMPILE := $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 $(UPGRADE)
export UV_CUSTOM_COMPILE_COMMAND := make lock

.DEFAULT_GOAL := help
.PHONY: help setup demo test check docs lock clean

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

setup: $(READY) ## make .venv with everything in it (done again only when a lock file changed)

$(READY): requirements/dev.txt requirements/build.txt requirements/uv.txt pyproject.toml
	@if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
	  for python in $(CANDIDATES); do \
	    if $$python -c '$(SUITABLE)' 2>/dev/null; then exec $$python -m venv --clear $(VENV); fi; \
	  done; \
	  echo 'No Python 3.11 or newer with venv and pip among: $(CANDIDATES).' >&2; \
	  echo 'Install one (on Debian and Ubuntu: apt install python3 python3-venv),' >&2; \
	  echo 'or name it: make setup PYTHON=/path/to/python3.11' >&2; \
	  exit 1; \
	fi
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	$(UV) pip sync --python $(BIN)/python --require-hashes --compile-bytecode \
	  --build-constraints requirements/build.txt requirements/dev.txt
	$(UV) pip install --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup ## build the sample calls and write coachkit-demo.html, a page that plays the clips
	$(BIN)/coachkit build sample_calls --db coachkit-demo.db
	$(BIN)/coachkit playlists export --all --for lead --format html --db coachkit-demo.db --output coachkit-demo.html

test: setup ## run the tests, those with the real models included (ARGS="tests/query -x" for some)
	$(BIN)/python -m pytest $(ARGS)

check: setup ## run the linters, the type checker, the import contracts and the docs' own checks
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate_schema.py --check
	$(BIN)/mkdocs build --strict --quiet

docs: setup ## write the schema page from a fresh database and build the documentation into site/
	$(BIN)/python docs/generate_schema.py
	$(BIN)/mkdocs build --strict

lock: setup ## compile the lock files again (UPGRADE=--upgrade takes the newest versions)
	$(COMPILE) --extra models --group dev --output-file requirements/dev.txt pyproject.toml requirements/voices.in
	$(COMPILE) --output-file requirements/build.txt requirements/build.in
	$(COMPILE) --output-file requirements/uv.txt requirements/uv.in

clean: ## remove what the other commands made, .venv included
	rm -rf $(VENV) site build dist coachkit-demo.db coachkit-demo.db-shm coachkit-demo.db-wal coachkit-demo.html
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
