# Everything happens in a local .venv; a second `make demo` installs nothing.
PYTHON ?= python3
BEFORE ?= HEAD
VENV := .venv
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

# Half a virtual environment (no ensurepip, say) would be taken for a whole one the next time.
.DELETE_ON_ERROR:

.PHONY: demo serve test lint bench clean

demo: $(VENV)/demo.stamp ## read a page, index it, answer, refuse, summarise
	$(VENV)/bin/python examples/demo.py

serve: $(VENV)/serve.stamp .demo ## a browser and programs ask the demo's archive
	$(VENV)/bin/python -m qa serve --archive 演示=.demo

.demo: | $(VENV)/demo.stamp
	$(VENV)/bin/python examples/demo.py

test: $(VENV)/test.stamp ## the whole test suite
	$(VENV)/bin/python -m pytest

lint: $(VENV)/test.stamp ## format, lint and types
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/ruff check
	$(VENV)/bin/mypy

bench: $(VENV)/test.stamp ## speed against a commit: make bench BEFORE=main [ARTICLES=news.jsonl QUESTIONS=questions.jsonl]
	$(VENV)/bin/python -m eval.bench.before_after --before $(BEFORE) $(ARTICLES) $(addprefix --questions ,$(QUESTIONS))

clean:
	rm -rf $(VENV) .demo

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Kanbao needs Python 3.11 or newer: make demo PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/demo.stamp: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable '.[formats]'
	touch $@

$(VENV)/serve.stamp: $(VENV)/demo.stamp
	$(PIP) --editable '.[serve]'
	touch $@

# torch first and by itself: left to the resolver, other builds of it are gigabytes larger.
$(VENV)/test.stamp: $(VENV)/demo.stamp
	$(PIP) torch
	$(PIP) --editable '.[test]'
	touch $@
