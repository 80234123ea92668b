# The journeys of the edition. Each target makes the virtual environment .venv on first use.

PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help edition check serve test mutants fuzz schema docs tei bench cluster clean

help:  ## list these targets
	@sed -n 's/^\([a-z]*\): .*## /  make \1 \t/p' $(MAKEFILE_LIST) | expand -t 18

edition: .venv/edition  ## check the edition and publish it to build/
	$(BIN)/siglum check
	$(BIN)/siglum build

check: .venv/edition  ## check the edition: say what is wrong, and where
	$(BIN)/siglum check

serve: .venv/edition  ## show the edition in a browser, anew whenever a file changes
	$(BIN)/siglum serve $(if $(PORT),--port $(PORT))

test: .venv/test  ## prove it: lint, types, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

mutants: .venv/test  ## see whether the tests notice faults that are put into the code
	$(BIN)/python scripts/mutants.py $(ROOMS)

schema: .venv/edition  ## make siglum.rng, siglum.sch and siglum.compiled.odd from schema/siglum.odd
	$(BIN)/siglum schema $(addprefix --to schema/siglum,.rng .sch .compiled.odd)

docs: .venv/edition  ## make docs/reference.md from what the commands say, and publish the documentation to build/docs
	$(BIN)/python scripts/reference.py
	$(BIN)/python scripts/documentation.py

tei: .venv/edition  ## write the structure of TEI that travels with the toolkit: make tei SOURCE=…/p5subset.xml
	$(BIN)/python scripts/tei_structure.py $(SOURCE) schema/tei

bench: .venv/edition  ## measure the check against jing, xmllint and lxml
	$(BIN)/python scripts/bench_check.py --sizes $(or $(SIZES),20,80) --runs $(or $(RUNS),3)
	$(BIN)/python scripts/bench.py --runs $(or $(RUNS),3)
	$(BIN)/python scripts/bench_pages.py --runs $(or $(RUNS),7)

fuzz: .venv/test  ## try damaged inputs: make fuzz SECONDS=60 SEED=1
	$(BIN)/python scripts/fuzz.py --seconds $(or $(SECONDS),60) --seed $(or $(SEED),1) $(if $(CASE),--case $(CASE)) $(if $(KINDS),--kinds $(KINDS))

cluster: .venv/cluster  ## start a Dask scheduler and two workers here, for --cluster tcp://127.0.0.1:8786; Ctrl-C ends them
	@trap 'kill 0' INT TERM EXIT; \
	  $(BIN)/dask scheduler --host 127.0.0.1 --port $(or $(PORT),8786) --no-dashboard & \
	  $(BIN)/dask worker tcp://127.0.0.1:$(or $(PORT),8786) --host 127.0.0.1 --nworkers 2 --nthreads 1 --no-dashboard

clean:  ## remove what make has made
	rm -rf build dist .fuzz .venv .nox .pytest_cache .hypothesis .mypy_cache .ruff_cache
	find scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Python 3.11 or newer is needed: install it, or say where it is: make PYTHON=/path/to/python3' >&2; exit 1; }
	@$(PYTHON) -m venv .venv || \
	  { rm -rf .venv; echo 'Python cannot make a virtual environment: on Debian, apt install python3-venv' >&2; exit 1; }
	@touch $@

.venv/edition: pyproject.toml | .venv/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/cluster: pyproject.toml | .venv/edition
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dask]'
	@touch $@

.venv/test: pyproject.toml | .venv/edition
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@
