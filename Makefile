.PHONY: setup demo test check format nightly bench clean
PY := .venv/bin/python
SERVE ?= 1
PORT ?= 8000

setup:            ## system packages and .venv
	@./scripts/setup.sh

demo: setup       ## the whole main job on the sample documents, then the web UI (SERVE=0 stops before it)
	@$(PY) -m cli demo --out demo-out --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve,--serve)

test: setup       ## all tests but the nightly ones
	@OMP_NUM_THREADS=1 $(PY) -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder -m "not nightly" tests

check: setup      ## format, lint, types, architecture
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@$(PY) -m pytest -q tests/test_architecture.py

format: setup
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix .

nightly: setup    ## the long runs: gate state machine, kill -9
	@CLEARCOPY_NIGHTLY=1 $(PY) -m pytest -q -m nightly tests

bench: setup      ## figures of docs/benchmarks.md
	@PYTHONPATH=. $(PY) benchmarks/parse.py examples/documents
	@PYTHONPATH=. $(PY) benchmarks/evidence.py
	@PYTHONPATH=. $(PY) benchmarks/store.py
	@PYTHONPATH=. $(PY) benchmarks/check.py
	@PYTHONPATH=. $(PY) benchmarks/linking.py
	@PYTHONPATH=. $(PY) benchmarks/help.py

clean:
	rm -rf demo-out .pytest_cache .mypy_cache .ruff_cache .hypothesis
