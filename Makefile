# Everything sets itself up: a virtual environment, the browser bundle, and for the tests a browser.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# What the installed package is built from; the Python files are used where they are.
SOURCES := pyproject.toml hatch_build.py package.json package-lock.json tsconfig.json \
	tools/laurels/proof/contexts.json tools/laurels/verification/codes.json $(shell find site_src/app -type f)

.PHONY: help install install-test demo test check build serve bench clean

help:
	@echo "make demo    issue, publish and verify in a working copy, then show the site"
	@echo "make test    run every test"
	@echo "make check   check the example catalogue"
	@echo "make build   build the example's site into site/"
	@echo "make serve   build it and show it on this computer"
	@echo "make bench   measure, one JSON line a figure"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 …")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(SOURCES) | $(BIN)/python
	@echo "Installing into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-test: $(SOURCES) | $(BIN)/python
	@echo "Installing into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@$(BIN)/python hatch_build.py modules
	@touch $@ $(VENV)/.installed

# Compiled once: where Python may write no bytecode, as in many containers, every command would start by compiling.
COMPILE = @$(BIN)/python -m compileall -q tools/laurels

install: $(VENV)/.installed
	$(COMPILE)

install-test: $(VENV)/.installed-test
	$(COMPILE)
	@PYTHONPATH=tests $(BIN)/python -m support.browser
	@PYTHONPATH=tests $(BIN)/python -m support.openssh

demo: install
	$(BIN)/laurels demo $(DEMO_ARGS)

test: install-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest $(PYTEST_ARGS)

check: install
	$(BIN)/laurels check

build: install
	$(BIN)/laurels build

serve: install
	$(BIN)/laurels serve

bench: install-test
	$(BIN)/python tests/bench/run.py

clean:
	rm -rf $(VENV) node_modules site tools/laurels/_bundled
