# Two commands: `make run` tries the product out, `make test` tests it. Both prepare the machine.
# Python 3.11 or newer; another one by `make run PYTHON=python3.13`.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; \
	done)
PORT ?= 8000
UV = .venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --quiet \
	--custom-compile-command "make lock"

.PHONY: bench-import bench-reports bench-search run test check crash prepare prepare-tests lock

run: prepare
	@exec env PORT=$(PORT) .venv/bin/python manage.py serve

# Three on two cores, for a browser and a process beside the test keep it waiting; in the order of
# tests/conftest.py, which begins with what takes longest. What pytest makes of 450 files is kept.
test: prepare-tests
	@PYTHONDONTWRITEBYTECODE= exec .venv/bin/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder $(PYTEST)

crash: prepare-tests  # kills everything while reports go out; docs/crash-tests.md
	@exec nice .venv/bin/python -m tests.crash --at-once 2 $(CRASH)

check: prepare-tests
	@exec .ci/checks

# So many reports, drafted, rendered and written into letters by real workers; REPORTS=50 for a glance.
bench-reports: prepare
	@exec .venv/bin/python -m bench.reports --reports $(or $(REPORTS),500)

# The search, in a database of its own that is kept under var/bench; CANDIDATES=20000 for a glance.
bench-search: prepare
	@exec .venv/bin/python -m bench.search --candidates $(or $(CANDIDATES),1000000)

# A whole file of candidates, read, tried out, taken in and taken back; ROWS=1000 for a glance.
bench-import: prepare
	@exec .venv/bin/python -m bench.imports --rows $(or $(ROWS),20000) $(BENCH)

prepare prepare-tests:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed (python.org, or your system's packages)."; exit 1; }
	@exec $(PYTHON) -m recruitcrm.preparation $(if $(filter prepare-tests,$@),tests)

lock:  # keeps what is locked; `make lock UPGRADE=--upgrade` takes what is new
	$(UV) pyproject.toml $(UPGRADE) -o requirements/production.txt
	$(UV) --group build $(UPGRADE) -c requirements/production.txt -o requirements/build.txt
	$(UV) --group dev $(UPGRADE) -c requirements/production.txt -o requirements/development.txt
