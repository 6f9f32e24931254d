# Each target sets up what it needs by itself, with python3's own venv and pip; a second call costs nothing.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ZHUSHU := $(BIN)/zhushu
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE := $(BIN)/pip-compile --quiet --upgrade --strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --constraint requirements/limits.txt

.PHONY: site docs serve test hooks lint bench regression audit security lock schema mutations fuzz lighthouse clean

site: $(VENV)/.site            ## install, and build the example site into build/
	$(ZHUSHU) build $(BUILD_OPTIONS)

docs: $(VENV)/.site            ## the documentation as a site of its own, into build/docs/
	$(BIN)/python docs/site/make.py .cache/docs-site
	$(ZHUSHU) build --site .cache/docs-site --output build/docs --strict $(DOCS_OPTIONS)

serve: $(VENV)/.site           ## preview the example site with live reload
	$(ZHUSHU) serve

# Per cent of lines. With its own --fail-under slipcover 1.1 prints a table of zeros.
COVERAGE := 94
test: | $(VENV)/bin/python     ## install, and run every check and test, real browsers included; prints the share of the lines that they run
	@$(MAKE) --no-print-directory --jobs=2 $(VENV)/.browser lint  # apt has one core, pip and mypy have the other
	@mkdir -p .cache
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m slipcover -m pytest -n auto  # else each worker rewrites all asserts at each run
	@tail -n 1 .cache/coverage.txt
	@tail -n 1 .cache/coverage.txt | awk '$$NF < $(COVERAGE) { print "fewer lines than $(COVERAGE) % are run"; exit 1 }'

lint: $(VENV)/.dev             ## style, types and the rules of import
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

hooks: $(VENV)/.dev            ## check style, types and the subject at each commit (git hooks by pre-commit)
	$(BIN)/pre-commit install

bench: $(VENV)/.dev            ## time builds side by side with other generators
	$(BIN)/python -m benchmarks $(BENCH)

AGAINST ?= HEAD~1
regression: $(VENV)/.dev       ## whether this tree builds slower than the revision AGAINST; fails beyond 5 %
	$(BIN)/python -m benchmarks.regression --against $(AGAINST)

mutations: $(VENV)/.dev $(VENV)/.browser   ## break the laws' code and the reader's script on purpose: each break must fail a test
	$(BIN)/python -m tests.mutations
	$(BIN)/python tests/browser/mutations.py

fuzz: $(VENV)/.dev             ## fuzz all that reads other people's input (SECONDS=60 for each)
	$(BIN)/python -m tests.fuzz --seconds $(or $(SECONDS),60)

lighthouse: $(VENV)/.site $(VENV)/.browser   ## Lighthouse's figures for the built example site (needs npm)
	$(ZHUSHU) build $(BUILD_OPTIONS)
	node benchmarks/lighthouse.mjs build

audit: $(VENV)/.dev            ## known vulnerabilities in what is installed
	$(BIN)/pip-audit --strict --requirement requirements/dev.txt --require-hashes
	$(BIN)/pip-audit --strict --requirement requirements/build.txt --require-hashes

security: $(VENV)/.dev         ## what reads the code and the workflows for usual mistakes (actionlint too, where it is installed)
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml generator
	$(BIN)/zizmor --quiet --offline .github action.yml generator/data/starter/.github
	@if command -v actionlint >/dev/null; then actionlint .github/workflows/*.yml generator/data/starter/.github/workflows/*.yml; fi

lock: | $(VENV)/bin/python      ## renew the pinned versions in requirements/
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-tools
	$(COMPILE) --output-file requirements/site.txt pyproject.toml
	$(COMPILE) --allow-unsafe --constraint requirements/site.txt --output-file requirements/build.txt requirements/build.in
	$(COMPILE) --allow-unsafe --constraint requirements/build.txt --extra dev --extra dask --extra rdf --constraint requirements/site.txt --output-file requirements/dev.txt pyproject.toml

schema: $(VENV)/.dev           ## renew the JSON Schemas that editors use, and the reference
	$(BIN)/python -m generator.settings.schema docs/schema
	$(BIN)/python -m generator.settings.reference docs/reference.md

clean:                         ## remove what can be made again (not the environment)
	rm -rf .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
	find build -mindepth 1 ! -name .gitignore -delete

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# What builds packages is pinned as well: nothing is fetched for a build alone.
$(VENV)/.build: requirements/build.txt | $(VENV)/bin/python
	$(PIP) --require-hashes --requirement requirements/build.txt
	touch $@

$(VENV)/.site: pyproject.toml requirements/site.txt $(VENV)/.build
	test -e $(VENV)/.dev || $(PIP) --no-build-isolation --require-hashes --requirement requirements/site.txt
	$(PIP) --no-build-isolation --no-deps --editable .
	$(BIN)/python -m compileall -q generator  # where Python may not keep what it compiles, it would do so at each start
	touch $@

$(VENV)/.dev: pyproject.toml requirements/dev.txt $(VENV)/.build
	$(PIP) --no-build-isolation --require-hashes --requirement requirements/dev.txt
	$(PIP) --no-build-isolation --no-deps --editable .
	$(BIN)/python -m compileall -q generator  # where Python may not keep what it compiles, it would do so at each start
	touch $@

# Browsers: those that are there; else Debian's, with a Chinese font, of Chromium the one without windows, which takes a
# third less processor time; else Playwright's own Chromium. Firefox and WebKit come from apt alone: where there is none,
# their tests are skipped and say so.
CHROMIUMS := chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable
$(VENV)/.apt: | $(VENV)/bin/python
	@any() { for EACH in "$$@"; do command -v $$EACH >/dev/null && return; done; false; }; NEED=; \
	[ -n "$$CHROMIUM" ] || any $(CHROMIUMS) || NEED="chromium-headless-shell fonts-noto-cjk"; \
	any firefox-esr firefox || NEED="$$NEED firefox-esr"; \
	any WebKitWebDriver || NEED="$$NEED webkit2gtk-driver"; \
	any Xvfb || NEED="$$NEED xvfb"; \
	if [ -n "$$NEED" ] && any apt-get; then \
	  SUDO=; [ "$$(id -u)" = 0 ] || SUDO=sudo; \
	  $$SUDO apt-get update -qq; \
	  get() { $$SUDO apt-get install -y -qq --no-install-recommends "$$1" >/dev/null; }; \
	  for EACH in $$NEED; do get $$EACH || { [ $$EACH = chromium-headless-shell ] && get chromium; } || echo "NOT INSTALLED: $$EACH"; done; \
	fi
	touch $@

$(VENV)/.browser: $(VENV)/.apt | $(VENV)/.dev
	@[ -n "$$CHROMIUM" ] || for EACH in $(CHROMIUMS); do command -v $$EACH && break; done >/dev/null || $(BIN)/playwright install chromium
	touch $@
