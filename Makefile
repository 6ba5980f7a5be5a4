# Two commands matter: `make demo` and `make test`. Both set everything up, and reuse what is there.
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
PORT ?= 8000
PROTOKOLL_STORE ?= .store
PYTEST ?= $(BIN)/pytest
COG := $(BIN)/cog -I docs -p "import cog, tables" --verbosity=1
TABLES := $(wildcard docs/*.md)

.PHONY: docs parse-report help demo test test-slow check format models bench clean

help: ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: $(VENV)/.core ## Index the fictional protocols and serve them on http://127.0.0.1:$(PORT)
	$(BIN)/protokoll ingest examples/demo/protokoll --store "$(PROTOKOLL_STORE)"
	$(BIN)/protokoll serve --port "$(PORT)" --store "$(PROTOKOLL_STORE)"

test: check ## Check style, types and layers, then run every test but the slow ones, with branch coverage
	$(PYTEST) -m "not slow" -n 2 --dist loadfile --cov --cov-report=term:skip-covered

test-slow: $(VENV)/.full ## Run the slow tests: 50 kills, large files, whole real corpora
	$(PYTEST) -m slow

check: $(VENV)/.full ## Style, types, layers, tables of the documentation
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(COG) --check $(TABLES)

docs: $(VENV)/.full ## Print the tables of the documentation anew from the code
	$(COG) -r $(TABLES)

format: $(VENV)/.full ## Let the formatter have its way
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

models: $(VENV)/.full ## Train the shipped models anew from ../shared/data (about an hour on two cores)
	$(BIN)/python -m pipelines.training.embedding.train --data ../shared/data --out indexer/embedding/models/static-sv
	$(BIN)/python -m pipelines.training.entities.train --data ../shared/data --out pipelines/enrich/entities/models/ner-sv
	$(BIN)/python -m pipelines.training.lexicon.compile_lemmas
	$(BIN)/python -m pipelines.training.lexicon.train --data ../shared/data

BENCH_SIZES ?= 10000
bench: $(VENV)/.full ## Both engines beside their raw yardsticks at BENCH_SIZES §§ (10000)
	PYTHONPATH=. $(BIN)/python benchmarks/engines.py --sizes "$(BENCH_SIZES)" --node

parse-report: $(VENV)/.full ## How well each layout family is read
	PYTHONPATH=. $(BIN)/python benchmarks/parse_report.py
	PYTHONPATH=. $(BIN)/python benchmarks/parse_report.py --left-out

clean: ## Remove the environment; the store and what was read into it stay
	rm -rf $(VENV)

# uv comes from the package index into the project's own environment; --inexact lets it stay there.
$(UV):
	python3 -m venv $(VENV) || { echo "python3 saknar venv: installera paketet python3-venv och försök igen." >&2; exit 1; }
	$(BIN)/python -m pip install --quiet "uv>=0.9"

$(VENV)/.core: $(UV) pyproject.toml uv.lock
	test -e $(VENV)/.full || $(UV) sync --quiet --frozen --inexact --no-dev
	touch $@

$(VENV)/.full: $(UV) pyproject.toml uv.lock
	$(UV) sync --quiet --frozen --inexact --all-extras --all-groups
	touch $@
