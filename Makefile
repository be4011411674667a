# All a clean clone needs is Python 3.11 or later, git and make.
# Another Python: make test PYTHON=python3.12

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
CODE   := domain application adapters entrypoints tests

.DEFAULT_GOAL := help
.PHONY: help setup test check simulate year torture mutants pictures demo format lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## Make the environment (.venv); the other targets do this by themselves

test: $(READY) ## Run all tests, or some groups: make test GROUPS="unit wire"
	@$(BIN)/python tests/run.py $(GROUPS)

check: $(READY) ## Run what reads the code only: ruff, mypy, import-linter, interrogate
	@$(BIN)/python tests/run.py checks

simulate: $(READY) ## Play random histories: make simulate SEEDS=1000 FROM=1 (ON=sqlite, BREAK=name, JOBS=2); SEED=7 tells all
	@$(BIN)/python -m tests.simulation $(if $(SEEDS),--seeds $(SEEDS)) $(if $(FROM),--from $(FROM)) \
		$(if $(SEED),--seed $(SEED)) $(if $(ON),--on $(ON)) $(if $(BREAK),--break $(BREAK)) $(if $(JOBS),--jobs $(JOBS))

year: $(READY) ## Carry a generated year from eitje's files into the fake Nmbrs: make year SEED=1 ENTRIES=6000 ON=wire (or FILES=folder)
	@$(BIN)/python -m tests.year $(if $(SEED),--seed $(SEED)) $(if $(ENTRIES),--entries $(ENTRIES)) \
		$(if $(ON),--on $(ON)) $(if $(FILES),--files $(FILES))

torture: $(READY) ## Kill the program in the middle of exports, again and again: make torture KILLS=200 SEED=1
	@$(BIN)/python -m tests.torture.torture $(or $(KILLS),200) $(or $(SEED),1)

mutants: $(READY) ## Test the tests of domain/ with mutmut (15 minutes); make mutants MODULE=domain/ledger.py CHILDREN=2
	@$(BIN)/python tests/mutants.py $(MODULE) $(if $(CHILDREN),--children $(CHILDREN))

pictures: $(READY) ## Take a picture of every page, in both languages, light and dark, wide and narrow; make pictures ONLY=check
	@$(BIN)/python tests/browser/machine.py
	@$(BIN)/python -m tests.browser.pictures build/pictures $(ONLY)

demo: $(READY) ## Run the whole story on sample data, against a payroll that exists in memory only
	@$(BIN)/eitje-nmbrs demo

format: $(READY) ## Put the code in its usual form
	@$(BIN)/ruff check --quiet --select I --fix $(CODE)
	@$(BIN)/ruff format $(CODE)

lock: $(READY) ## Write requirements.lock anew from pyproject.toml; make lock UPGRADE=1 takes the newest versions
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-header --no-annotate \
		$(if $(UPGRADE),--upgrade) --quiet --output-file requirements.lock

clean: ## Remove the environment and everything that was built or cached
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find $(CODE) -type d -name __pycache__ -prune -exec rm -rf {} +

# Debian keeps what makes a virtual environment in a package of its own.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Python 3.11 or later is needed: make PYTHON=python3.12, for example.'; exit 1; }
	@package=$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
	$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq "$$package"; } \
		|| { echo "This Python cannot make a virtual environment: install $$package, then run make again."; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)

# uv comes first, held to the version and hashes in the lock; pip does the same work, slower, where uv is not to be had.
$(READY): requirements.lock pyproject.toml | $(BIN)/python
	@echo 'Setting up $(VENV) ...'
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > $(VENV)/uv.txt
	@sed '/^uv==/,/[^\\]$$/d' requirements.lock > $(VENV)/all-but-uv.txt
	@{ $(BIN)/python -m pip install --quiet --require-hashes --requirement $(VENV)/uv.txt \
		&& $(BIN)/uv pip sync --quiet --require-hashes --python $(BIN)/python requirements.lock; } \
		|| { echo 'Without uv: with pip, this takes longer.'; \
			$(BIN)/python -m pip install --quiet --require-hashes --requirement $(VENV)/all-but-uv.txt; }
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
