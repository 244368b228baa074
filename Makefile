# `make run` and `make test` are all a newcomer needs; both set up what they use.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-warn-script-location

.DEFAULT_GOAL := help
.PHONY: help run demo test test-cluster load check audit bench differential fuzz lock clean

help:            ## Show the targets
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

run: $(VENV)/run.stamp ## Start the site with the demo zone; UP="--port 8080 --data DIR" passes options on
	@$(BIN)/gaoxin up $(UP)

demo: $(VENV)/run.stamp ## Match the demo zone's firms and say where the workbook lies
	@$(BIN)/gaoxin demo

test: check      ## Run every check and test; what touches the database runs on SQLite and on PostgreSQL
	@$(BIN)/python -m pytest -n auto --dist loadfile -q
	@$(BIN)/python -m tests.postgres $(BIN)/python -m pytest -n auto --dist loadfile -q -p tests.postgres.only

test-cluster: $(VENV)/spark.stamp ## Test on a real Spark cluster (needs Java 17; installs pyspark, 0.5 GB)
	@GAOXIN_CLUSTER=required $(BIN)/python -m pytest -q tests/cluster

LOAD_USERS ?= 50
LOAD_SECONDS ?= 60
load: $(VENV)/load.stamp ## Let LOAD_USERS (50) use a site of 20,000 firms for LOAD_SECONDS (60)
	@$(BIN)/python -m tests.load --users $(LOAD_USERS) --seconds $(LOAD_SECONDS)

check: $(VENV)/dev.stamp ## Style, types, layers, packs, schemas
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/bandit -q -r src -c pyproject.toml
	@$(BIN)/gaoxin pack lint
	@$(BIN)/gaoxin pack schema --check

audit: $(VENV)/dev.stamp ## Known faults in what we depend on (needs internet)
	@$(BIN)/pip-audit --require-hashes -r requirements/run.txt

bench: $(VENV)/bench.stamp ## Measure against the peers, in one run
	@$(BIN)/python -m benchmarks

differential: $(VENV)/dev.stamp ## Compare FEEL with feelin, and exports with dmn-moddle (needs node and npm)
	@npm install --silent --no-fund --no-audit --no-save --prefix var/js feelin@8.2.0 dmn-moddle@12.2.1
	@$(BIN)/python -m pytest -q tests/feel/test_differential.py tests/exchange/test_moddle.py

FUZZ_SECONDS ?= 60
fuzz: $(VENV)/fuzz.stamp ## Feed each reader odd input for FUZZ_SECONDS (60); what is found lies under var/fuzz
	@$(BIN)/python -m tests.fuzz $(FUZZ_SECONDS)

lock:            ## Renew the lock files (needs uv)
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		--group build pyproject.toml -o requirements/run.txt
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		--group build --group dev pyproject.toml -o requirements/dev.txt
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		--extra spark -c requirements/dev.txt pyproject.toml -o requirements/spark.txt
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
		--group spark-build -o requirements/spark-build.txt

clean:           ## Remove what these targets made
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "gaoxin needs Python 3.11 or newer; try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@echo "Setting up $(VENV) (once) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(BIN)/python
	@$(PIP) --require-hashes -r requirements/run.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt pyproject.toml | $(BIN)/python
	@echo "Installing what the checks need (once) …"
	@$(PIP) --require-hashes -r requirements/dev.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/run.stamp

$(VENV)/spark.stamp: requirements/spark-build.txt requirements/spark.txt $(VENV)/dev.stamp
	@echo "Installing Spark (once) …"
	@$(PIP) --require-hashes -r requirements/spark-build.txt
	@$(PIP) --require-hashes --no-build-isolation -r requirements/spark.txt
	@touch $@

$(VENV)/fuzz.stamp: requirements/fuzz.txt $(VENV)/dev.stamp
	@$(PIP) -r requirements/fuzz.txt
	@touch $@

$(VENV)/load.stamp: tests/load/requirements.txt $(VENV)/dev.stamp
	@$(PIP) -r tests/load/requirements.txt
	@touch $@

$(VENV)/bench.stamp: benchmarks/requirements.txt $(VENV)/dev.stamp
	@$(PIP) -r benchmarks/requirements.txt
	@touch $@
