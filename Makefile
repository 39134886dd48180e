# Two commands set everything up on a fresh machine: `make demo` and `make test`. Each makes .venv by itself,
# with uv where it is installed and with venv + pip where it is not.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
GROUPS_test := --group test
GROUPS_lint := --group test --group lint
GROUPS_training := --group training
SHARED ?= ../shared
# One worker a core; PYTEST_ARGS= runs in one process.
PYTEST_ARGS ?= -n auto

.DEFAULT_GOAL := help
.PHONY: help demo test lint lab pictures accuracy speed train licences clean

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# One stamp a set of packages, so that `make demo` does not install the linters.
$(VENV)/.installed: pyproject.toml constraints.txt
	@$(call install,-e '.[all]')
$(VENV)/.installed-%: pyproject.toml constraints.txt
	@$(call install,-e '.[all]' $(GROUPS_$*))

define install
if command -v uv >/dev/null 2>&1; then \
	  test -x $(BIN)/python || uv venv --quiet --python $(PYTHON) $(VENV); \
	  uv pip install --quiet --python $(BIN)/python --constraint constraints.txt $(1); \
	else \
	  test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || exit 1; \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=25.1' && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt $(1); \
	fi && touch $@
endef

demo: $(VENV)/.installed  ## install, then read the sample corpus and write report/report.html
	$(BIN)/analystkit report data/articles --out report

test: $(VENV)/.installed-test  ## install, then run all tests, notebooks included
	$(BIN)/python -m pytest -q $(PYTEST_ARGS)

lint: $(VENV)/.installed-lint  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lab: $(VENV)/.installed  ## open the guide in JupyterLab
	cd notebooks && ../$(BIN)/jupyter lab 00-quickstart.ipynb

pictures: $(VENV)/.installed  ## make the pictures of the README again
	$(BIN)/python docs/pictures.py

accuracy: $(VENV)/.installed-test  ## measure against the annotated data in $(SHARED)
	$(BIN)/python -m benchmarks.accuracy

speed: $(VENV)/.installed-test  ## measure speed and memory
	$(BIN)/python -m benchmarks.speed

train: $(VENV)/.installed-training  ## train the embedded pipeline from $(SHARED)/treebanks (about an hour)
	$(BIN)/python -m training

licences: $(VENV)/.installed  ## list the licences of all dependencies
	$(BIN)/python docs/licences.py

clean:  ## remove what the other targets made
	rm -rf $(VENV) report .pytest_cache .mypy_cache .ruff_cache .hypothesis
