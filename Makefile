# What can be done here: `make help`.
SHELL := /bin/bash
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

PYTHON := .venv/bin/python
PORT ?= 8000
FAULTS := $(addprefix tests/site/test_,matrix.py harm.py faults.py hindered.py service_worker.py)
SETUP := .venv/.packages .venv/.project node_modules/.packages
JUDGES := judges/node_modules/.packages

.PHONY: help setup serve site release check test prove faults fuzz audit shots fresh bench bench-start coverage mutate lock clean

help: ## List every target
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(SETUP) ## Install what the project needs into .venv and node_modules, once
	@:

# The stamps lie in the folders they speak of, so that removing a folder is enough to have it made anew.
.venv/.packages: requirements.lock
	@bash build_tools/setup.sh python

.venv/.project: pyproject.toml .venv/.packages
	@bash build_tools/setup.sh project

node_modules/.packages: package-lock.json package.json
	@bash build_tools/setup.sh node

judges/node_modules/.packages: judges/package-lock.json judges/package.json
	@bash build_tools/setup.sh judges

serve: setup ## Serve the site on http://127.0.0.1:8000/ with live reload (PORT=… for another port)
	@$(PYTHON) -m build_tools serve --port $(PORT)

site: setup ## Build the site into site/; on a complaint the site that was there stays
	@$(PYTHON) -m build_tools site

release: setup ## Build the site and pack it into dist/: one archive, the same bytes wherever it is made, checksums, and a list of what of others is shipped
	@$(PYTHON) -m build_tools release

check: setup ## Read all facts, sources and pages and print every complaint
	@$(PYTHON) -m build_tools check

test: setup ## Run every check and the tests, in a real browser too; those that take long are in make prove
	@$(PYTHON) -m tests.run

prove: setup $(JUDGES) ## Run the tests that take long and prove much: what hinders a page, other browsers, the image, 20,000 questions, who judges pages
	@$(PYTHON) -m pytest -q -n auto --dist worksteal -m prove
	@FUZZ=2000 $(PYTHON) -m pytest -q -n auto tests/fuzz

fuzz: setup ## Try 100,000 broken questions, lines of a batch, addresses, facts and words each: hours (FUZZ=5000 for fewer)
	@FUZZ=$(or $(FUZZ),100000) $(PYTHON) -m pytest -q -n auto tests/fuzz

audit: setup ## Ask whether a weakness is known of a locked package; says plainly where the network does not tell
	@$(PYTHON) -m build_tools audit

faults: setup ## Try each kind of file with each fault, and whatever else may go wrong on the way (a quarter of an hour)
	@$(PYTHON) -m pytest -q -n auto --dist worksteal -m "prove or not prove" $(FAULTS)

bench-start: setup ## Measure how long a reader waits for Python, against the tutorial's way (BENCH="--runs 9 --json")
	@$(PYTHON) -m build_tools.bench.start $(BENCH)

bench: setup $(JUDGES) ## Measure the rule core against its limits (BENCH=--json for machines)
	@$(PYTHON) -m build_tools.bench $(BENCH)

coverage: setup ## Run the rule core's own tests and say which of its branches they leave out; none may be
	@CI=true $(PYTHON) -m pytest -q -p no:xdist tests/core --cov

# CI=true makes the properties try the same cases each time.
mutate: setup ## Change the rules in small ways and list the changes that no test sees: hours (MUTANTS='calculator.calendar*' for some)
	@CI=true nice $(PYTHON) -m mutmut run $(MUTANTS); CI=true $(PYTHON) -m mutmut results | grep -v ': not checked'

shots: setup ## Screenshots of page × state × width × scheme into .build/shots/ (SHOTS='fee-wrong 360' for some)
	@$(PYTHON) -m tests.shots $(SHOTS)

fresh: ## Clone HEAD elsewhere and run `make serve` and `make test` there with an empty home
	@bash tests/fresh_clone.sh

lock: setup ## Pin requirements.in anew, with hashes (needs uv)
	@uv pip compile --quiet --upgrade --universal --python-version 3.13 --generate-hashes --no-emit-index-url \
	  --no-header requirements.in -o requirements.lock

clean: ## Remove everything that was made here
	@rm -rf .venv node_modules judges/node_modules .build site dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage *.egg-info
