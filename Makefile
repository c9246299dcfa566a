# `make` lists what there is to do. The work is done by scripts/setup.sh and by the tools in requirements/dev.txt.
.DEFAULT_GOAL := help
.PHONY: help run test test-faults test-interop bench bench-detection lock clean
MAKEFLAGS += --no-print-directory
TOOLS := label-studio doccano medkit taguette schemas
PYTHON_IN := .venv/bin/python

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/run.done  ## open the program on the policies that ship with it (sets everything up first)
	@$(PYTHON_IN) main.py

test: .venv/dev.done  ## check format, style, types, import rules, and run the tests (sets everything up first)
	$(PYTHON_IN) -m ruff format --check .
	$(PYTHON_IN) -m ruff check .
	$(PYTHON_IN) -m mypy
	.venv/bin/lint-imports
	$(PYTHON_IN) -m pytest -n 2 --dist worksteal -m "not slow" --ignore tests/gui --cov --cov-report=term
	$(PYTHON_IN) -m pytest -n 2 --dist worksteal -m "not slow" tests/gui
	$(PYTHON_IN) -m pytest -n 2 --dist worksteal -m slow

test-faults: .venv/dev.done  ## fail the disk at every call, kill, cut the power, flip bytes: some twenty minutes, with figures
	FAULTS=full $(PYTHON_IN) -m pytest -n 2 --dist worksteal tests/faults tests/hostile

test-interop: .venv/dev.done $(TOOLS:%=.venv/tools/%/done) .venv/tools/schemas/packages.done  ## give our exports to the real programs, and take them back (installs 1.9 GB of them first)
	$(PYTHON_IN) -m pytest tests/interop tests/servers

bench: .venv/dev.done  ## measure speed and memory, and print them as a table
	$(PYTHON_IN) -m bench

bench-detection: .venv/dev.done  ## hold the rules against texts whose defects are known, and measure their speed
	$(PYTHON_IN) -m bench.detection

lock:  ## choose dependencies anew and write requirements/*.txt (needs uv)
	$(LOCK) pyproject.toml --output-file requirements/run.txt
	$(LOCK) pyproject.toml --group dev --extra cluster --extra spacy --extra xlsx --constraint requirements/run.txt --output-file requirements/dev.txt
	echo label-studio | $(LOCK_TOOL) --output-file requirements/label-studio.txt
	printf '%s\n' doccano 'marshmallow<4' 'numpy<2' 'setuptools<81' | $(LOCK_TOOL) --output-file requirements/doccano.txt
	echo medkit-lib | $(LOCK_TOOL) --output-file requirements/medkit.txt
	printf '%s\n' taguette 'setuptools<81' | $(LOCK_TOOL) --output-file requirements/taguette.txt
	printf '%s\n' hatchling hatch-vcs | $(LOCK_TOOL) --output-file requirements/schemas.txt

clean:  ## remove everything that was set up or built; your own projects stay
	rm -rf .venv build dist .coverage* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

LOCK = uv pip compile --no-config --upgrade --quiet --universal \
	--python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock"

# The tools need other versions than we do, and than each other: each has a lock and a Python of its own.
LOCK_TOOL = uv pip compile - --no-config --upgrade --quiet --no-annotate --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.venv/tools/%/done: requirements/%.txt
	rm -rf $(@D)
	$$(command -v python3.11 || command -v python3) -m venv $(@D)
	$(@D)/bin/python -m pip install --quiet --no-input --disable-pip-version-check --require-hashes -r $<
	touch $@

# The schemas of SARIF and REFI-QDA lie in the source packages of libraries that we test with, not in what is installed.
.venv/tools/schemas/packages.done: .venv/tools/schemas/done requirements/dev.txt
	rm -rf $(@D)/packages
	sed -n '/^sarif-pydantic==/,/[^\\]$$/p; /^pyrefiqda==/,/[^\\]$$/p' requirements/dev.txt > $(@D)/packages.txt
	$(@D)/bin/python -m pip download --quiet --no-input --disable-pip-version-check --require-hashes --no-deps \
		--no-binary :all: --no-build-isolation --requirement $(@D)/packages.txt --dest $(@D)/packages
	touch $@

.venv/run.done: requirements/run.txt scripts/setup.sh
	@scripts/setup.sh run

.venv/dev.done: requirements/dev.txt scripts/setup.sh pyproject.toml
	@scripts/setup.sh dev
