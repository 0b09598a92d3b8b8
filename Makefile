# make demo: set up, build the seeds and say where to look.   make test: set up and pass all tests.
KG := .venv/bin/kg
PY := .venv/bin/python

.PHONY: demo test lint types unit lock clean

demo:
	@.ci/setup demo
	@$(KG) build seeds -o out
	@$(KG) view -o out
	@$(KG) query programs-shared -o out
	@echo
	@echo "Open out/site/index.html in a browser; every other command: $(KG) --help"

test:
	@.ci/setup test
	@$(MAKE) --no-print-directory lint types unit

lint:
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types:
	$(PY) -m mypy

unit:
	$(PY) -m pytest -q -n 2 --dist loadscope

lock: # after a change of dependencies in pyproject.toml
	$(PY) -m pip install -q pip-tools
	$(PY) -m piptools compile -q --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --extra setup -o .ci/requirements-demo.txt pyproject.toml
	$(PY) -m piptools compile -q --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --extra setup --extra test -o .ci/requirements-test.txt pyproject.toml

clean:
	rm -rf out .venv dist build .pytest_cache .mypy_cache .ruff_cache
