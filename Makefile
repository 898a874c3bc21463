# One door for every job; the work is done by packaging/dev.py, the same on Windows:
#   py packaging\dev.py run
# Extra arguments go through ARGS:  make test ARGS="-k agreement"
PYTHON ?= python3
ARGS ?=

.PHONY: help run test check faults bench lock wheel

help:
	@$(PYTHON) packaging/dev.py --help

run test check faults bench lock wheel:
	@$(PYTHON) packaging/dev.py $@ $(ARGS)
