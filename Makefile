# Two commands do all the set-up: `make lab` opens the course, `make test` runs its tests.
# They need Python 3.11 or newer and make; everything else goes into the folder .venv.
#   make lab PYTHON=python3.12     where python3 is too old
#   make lab ARGS="--port 9000"    options of `shopfloor lab`;  make test ARGS="tests/house"   options of pytest
# Tests run side by side, the tests of a file one after another: files share nothing but the machine.

PYTHON ?= python3
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# nbgrader calls a bare `alembic`, so the environment's commands come first.
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Into this .venv and with its own Python, whatever other environment is active.
export UV_PROJECT_ENVIRONMENT := $(CURDIR)/$(VENV)
export UV_PYTHON_DOWNLOADS := never
unexport VIRTUAL_ENV
unexport PYTHONHOME
unexport PYTHONPATH

# The programs in .venv hold its full path, so a course folder that was moved needs a new one.
ifneq ($(wildcard $(READY)),)
ifneq ($(shell cat $(READY)),$(CURDIR))
MOVED := --clear
.PHONY: $(READY)
endif
endif

.PHONY: help lab test demo site
help:
	@echo "make lab    set up the course and open it in JupyterLab"
	@echo "make test   set up the course and run all its tests"
	@echo "make demo   for instructors: a made class hands in, is graded and gets feedback"
	@echo "make site   build the course's site with the lessons in the browser, and show it"

lab: $(READY)
	@$(BIN)/shopfloor lab $(ARGS)

demo: $(READY)
	@$(BIN)/shopfloor demo $(ARGS)

site: $(READY)
	@$(BIN)/shopfloor site --serve $(ARGS)

test: $(READY)
	@if [ ! -d tests ]; then echo "This copy of the course has no tests; the full course has them." >&2; exit 2; fi
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile $(ARGS)

$(READY): pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "The course needs Python 3.11 or newer, and '$(PYTHON)' is not." \
	    "Install it, or name one: make lab PYTHON=python3.12" >&2; \
	  exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "This Python cannot make environments (no venv). On Debian and Ubuntu: sudo apt install python3-venv" >&2; \
	  exit 2; }
	@echo "Setting up the course in $(VENV) (the first time takes a minute or two) ..."
	@if [ -n "$(MOVED)" ] || [ ! -x $(BIN)/uv ]; then \
	  $(PYTHON) -m venv $(MOVED) $(VENV) && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check uv; fi
	@$(BIN)/uv sync --quiet --locked --all-extras --python $(BIN)/python
	@printf '%s\n' "$(CURDIR)" > $(READY)
