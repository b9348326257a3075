# Goccia's commands. Python 3.11, Node 20 and npm are all that a fresh Debian 12 needs.
PYTHON ?= python3
BOOTSTRAP := $(PYTHON) deploy/bootstrap.py
BIN := .venv/bin
WEB_READY := test -f web/package.json

.DEFAULT_GOAL := help
.PHONY: help run test check bench soak demo-reset client lock

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-11s %s\n' "$$name" "$$text"; done

run: ## everything: packages, front end, PostgreSQL, demo data, web and worker (GOCCIA_PORT, GOCCIA_HOME)
	@exec $(BOOTSTRAP) run

check: ## lint, types, import direction, file sizes, migrations, stale client
	@$(BOOTSTRAP) dev
	@$(BOOTSTRAP) modules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest tests/architecture -p no:cacheprovider
	@if ls migrations/sql/*.sql >/dev/null 2>&1; then set -x; $(BIN)/squawk --config .squawk.toml migrations/sql/*.sql; fi
	@if $(WEB_READY); then cd web && npm run check && npm run client:check; else echo "· web/: niente da controllare / nothing to check"; fi

test: ## the whole suite: Python, front end, browser
	@$(BOOTSTRAP) dev
	@$(BOOTSTRAP) web
	@$(BOOTSTRAP) browser
	@if [ -n "$$CI" ]; then $(BOOTSTRAP) postgres15; fi
	@$(BIN)/python tests/suite.py

bench: ## the figures of bench/RESULTS.md, measured on this machine
	@$(BOOTSTRAP) dev
	@$(BOOTSTRAP) web
	@$(BIN)/python -m bench

soak: ## the long crash test: everything is killed with -9 at random, nothing may be lost
	@$(BOOTSTRAP) dev
	@GOCCIA_SOAK=1 $(BIN)/pytest tests/crash -p no:xdist -s

demo-reset: ## throw the data away and load the demo data anew
	@$(BOOTSTRAP) packages
	@$(BIN)/goccia demo-reset $(if $(YES),--yes)

client: ## generate the front end's API client from OpenAPI
	@$(BOOTSTRAP) dev
	@$(BOOTSTRAP) modules
	cd web && npm run client

lock: ## pin requirements.in and requirements-dev.in anew, with hashes
	$(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 --no-header -o requirements.lock requirements.in
	$(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 --no-header -o requirements-dev.lock requirements-dev.in
