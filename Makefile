# Two commands: `make run` and `make test`. Each does all the set-up it needs.

SERVER := .venv/bin/python -m docassemble.PostConvictionRelief.server

.PHONY: help setup run stop status test clean

help:
	@echo 'make run      set up what is missing, start the service, say where and who'
	@echo 'make stop     end exactly what `make run` started'
	@echo 'make status   what runs, and how much memory each part takes'
	@echo 'make test     set up what is missing, run every test'
	@echo 'make setup    only set up'
	@echo 'make clean    stop, and remove what can be made again (cases and packets stay)'
	@echo 'Ports and services of your own: docs/settings.md'

setup:
	@deploy/setup.sh server

run: setup
	@$(SERVER) start
	@.venv/bin/pcr blanks status

stop:
	@if [ -x .venv/bin/pcr ]; then $(SERVER) stop; else echo 'nothing is set up here'; fi

status:
	@if [ -x .venv/bin/pcr ]; then $(SERVER) status || [ $$? = 3 ]; else echo 'nothing is set up here'; fi

test:
	@deploy/setup.sh test
	@.venv/bin/python -m pytest -n 3 --dist loadfile

clean: stop
	@echo 'removing .venv, build, dist, *.egg-info and the caches of the tools'
	@rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@rm -rf .import_linter_cache
	@find docassemble tests -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo 'kept: the state folder (.state) with cases, packets and passwords; remove it yourself'
