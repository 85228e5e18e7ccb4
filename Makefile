# Everything goes through `.venv`, which the first target that needs it sets up from uv.lock.
# Needs Python 3.11 or newer and make; another interpreter: `make PYTHON=python3.13 test`.

PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test test-all check bench ci clean python environment environment-dev environment-bench

help:  ## this list
	@grep -E '^[a-z-]+:.*  ## ' Makefile | sed -E 's/:[^#]*## /|/' | awk -F'|' '{ printf "  make %-10s %s\n", $$1, $$2 }'

demo: environment  ## run the first study: table, questions, fan chart
	@$(BIN)/detente run iran-russia

test: environment-dev  ## the tests, without the slow ones
	@$(BIN)/python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder -m "not slow"

test-all: environment-dev  ## all tests; 2,000 examples for each law, 500 where each runs a model
	@HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder -o faulthandler_timeout=3600

check: environment-dev  ## lint, format, types, import contracts
	@failed=; \
	for gate in "ruff check ." "ruff format --check ." pyright lint-imports; do \
	  echo "── $$gate"; $(BIN)/$$gate || failed="$$failed [$$gate]"; \
	done; \
	test -z "$$failed" || { echo "failed:$$failed" >&2; exit 1; }

bench: environment-bench  ## speed and memory, with the machine's description
	@$(BIN)/python -m bench

ci: check test  ## what has to be green before a change lands

clean:  ## remove what was built: environment, caches
	rm -rf .venv .cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'detente needs Python 3.11 or newer; "$(PYTHON)" is' "$$($(PYTHON) --version 2>&1 || true)." >&2; \
	  echo '   fix  install one and name it: make PYTHON=python3.11 $(MAKECMDGOALS)' >&2; exit 1; }

environment: python
	@$(PYTHON) tools/bootstrap.py

environment-dev: python
	@$(PYTHON) tools/bootstrap.py dev

environment-bench: python
	@$(PYTHON) tools/bootstrap.py bench
