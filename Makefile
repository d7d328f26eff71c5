# newsreader: `make` lists what there is. Only Python 3.11+ and make are needed to begin with.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# What is installed: the versions and hashes of this file. `make LOCK=` takes the newest that pyproject.toml allows.
LOCK ?= requirements.lock
# Tests that run at the same time: many of them wait for a program in a terminal, so two cores have time for four.
WORKERS ?= 4
PYTEST := -m pytest -n $(WORKERS) --dist worksteal
COVERAGE := .coverage.json

# Many tests start Python anew: without the compiled modules each would compile all that it imports.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test check check-all fix cover mutants bench torture torture-table messages docs figures lock clean

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(STAMP): pyproject.toml $(LOCK) tools/install
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "newsreader needs Python 3.11 or newer as $(PYTHON); name another: make PYTHON=/path/to/python3.13"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "this Python lacks venv: on Debian and Ubuntu, apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@tools/install $(BIN)/python $(LOCK)
	@touch $@

run: $(STAMP) ## open newsreader (FOLDER=... opens your own)
	@$(BIN)/newsreader $(if $(FOLDER),"$(patsubst ~/%,$(HOME)/%,$(FOLDER))")

test: $(STAMP) ## run the tests (ARGS=... goes to pytest)
	@$(BIN)/python $(PYTEST) $(ARGS)

check: $(STAMP) ## lint, types, layers, then the tests with the floor of coverage
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(BIN)/python -m tools.catalogues --shares
	@$(BIN)/python -m slipcover --json --out $(COVERAGE) $(PYTEST) $(ARGS)
	@$(BIN)/python -m tools.coverage $(COVERAGE) $(if $(ARGS),--floor 0)

check-all: $(STAMP) ## three minutes of tests on each other Python that is installed (3.11 to 3.14)
	@tools/check_all $(ARGS)

fix: $(STAMP) ## format, and mend what the linter can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

cover: $(STAMP) ## the tests, and what they do not run of each module
	@$(BIN)/python -m slipcover --skip-covered $(PYTEST) $(ARGS)

mutants: $(STAMP) ## faults put in on purpose: how many the tests notice (ARGS='query --all': of a room, all of them)
	@$(BIN)/python -m tools.mutants $(ARGS)

bench: $(STAMP) ## every benchmark: figures and ratios
	@for one in start commands index search keys bytes memory page journal feeds; do echo "== $$one"; $(BIN)/python -m benchmarks.bench_$$one || exit 1; done

torture: $(STAMP) ## the long counts: properties and pty tests many times over (ROW=14: of one row, and the result is kept)
	@NEWSREADER_TORTURE=1 $(BIN)/python -m pytest -n 2 --timeout=3600 $(if $(ROW),-p tests.rows --row $(ROW)) $(ARGS)

torture-table: $(STAMP) ## what the rows last came to: figure, goal, verdict, commit
	@$(BIN)/python -m tests.rows

messages: $(STAMP) ## the catalogues of sentences, from the code
	@$(BIN)/python -m tools.catalogues

docs: $(STAMP) ## the tables in docs/ and README.md, from the code
	@$(BIN)/python -m docs.tables

figures: $(STAMP) ## how large the parts are, what is documented, tests beside source
	@$(BIN)/python -m tools.figures

lock: ## write requirements.lock again: the newest versions that pyproject.toml allows, for every platform
	@tools/lock

clean: ## remove what the above made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
