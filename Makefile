# The same commands on a developer's machine, on a post's and in CI. Everything else is in bin/setup and bin/vereda.
# CURDIR may hold spaces; so all paths are relative.

.PHONY: run test test-spark check bench drill-attack drill-bundles drill-count drill-countries drill-country drill-hidden drill-individuals drill-note drill-random drill-relay drill-spark drill-surveys drill-sync drill-kill locks format docs words clean

run: ## answer on PORT (8000), filled with a demonstration at the first start
	@bin/setup run
	@VEREDA_DEMO="$${VEREDA_DEMO:-1}" exec bin/vereda serve

test: ## every test on SQLite, storage again on PostgreSQL, pages in Chromium. ARGS="-k import" goes to pytest
	@bin/setup test
	@.venv/bin/python -m tests.suite $(ARGS)

# Not a part of `make test`: 430 MB and a Java. What Spark leaves open when Java ends is its own affair.
test-spark: ## the same numbers from DuckDB and from Spark, byte by byte; installs what it needs
	@bin/setup test
	@bin/setup spark
	@.venv/bin/python -m pytest -q -p no:unraisableexception vereda/statistics/tests/spark_agrees.py $(ARGS)

# The type checker reads Django's settings, which want a home.
check: ## format, lint, types, layers
	@bin/setup test
	.venv/bin/python -m ruff format --check .
	.venv/bin/python -m ruff check .
	VEREDA_HOME=.mypy_cache/home .venv/bin/python -m mypy
	.venv/bin/python -m pytest -q tests/test_layers.py

bench: ## the budgets of the design, measured on this machine
	@bin/setup test
	.venv/bin/python -m bench $(ARGS)

# docs/engineer/drills.md tells how to read a failure. DATABASE=postgresql takes an embedded one.
drill-sync: ## phones, a post, headquarters and a line that breaks: SCHEDULES=10000 SEED=1 DATABASE=sqlite PLANT=
	@bin/setup test
	@SCHEDULES="$${SCHEDULES:-10000}" SEED="$${SEED:-1}" .venv/bin/python -m tests.drill

drill-kill: ## kill the real server ROUNDS=200 times under load, on both databases
	@bin/setup test
	@for database in $${DATABASE:-sqlite postgresql}; do .venv/bin/python -m tests.drill.killing "$${ROUNDS:-200}" "$${SEED:-18}" $$database || exit 1; done

drill-hidden: ## every role on every route, with hidden records and without: nothing differs
	@bin/setup test
	@VEREDA_TEST_HIDDEN=whole .venv/bin/python -m pytest -q tests/test_hidden_equals_absent.py tests/test_seeker_learns_nothing.py

# docs/engineer/individuals.md: what each world holds. Two to five minutes of one core a world.
drill-individuals: ## a hundred invented years: does the interval of individuals hold the truth? WORLD=first|second|demo|others|forgot ARGS="--seeds 20"
	@bin/setup test
	@.venv/bin/python -m bench.individuals --world "$${WORLD:-first}" $(ARGS)

# docs/engineer/news.md: three minutes of one core.
drill-note: ## a year of 280,000 attentions counted twice, to the unit; its editions; the note with every link. ARGS="--quick"
	@bin/setup test
	@.venv/bin/python -m bench.note $(ARGS)

# docs/engineer/disclosure.md: some minutes of one core.
drill-attack: ## three years of editions and all that can be printed of small tables: is a small number known? ARGS="--seeds 5"
	@bin/setup test
	@.venv/bin/python -m bench.attack $(ARGS)

drill-random: ## what make test draws a part of, whole: nonsense to every page ROUNDS=1 times, orders, lines, requests
	@bin/setup test
	@VEREDA_TEST_WHOLE=1 VEREDA_TEST_ROUNDS="$${ROUNDS:-1}" .venv/bin/python -m tests.suite -k "nonsense or any_order or three_nodes or faulty_lines or test_fuzz"

drill-surveys: ## a thousand submissions by OpenRosa, each sent twice, give a thousand
	@bin/setup test
	@VEREDA_TEST_WHOLE=1 .venv/bin/python -m pytest -q vereda/public/tests/test_openrosa.py -k once_however

drill-relay: ## phones, a post, headquarters; the line cut, a stick carried, a person erased, the post revoked. ARGS="--seed 2"
	@bin/setup test
	@.venv/bin/python -m tests.relay $(ARGS)

drill-spark: ## the same links from DuckDB, from Spark in one process and from a cluster of two: RECORDS=200000
	@bin/setup test
	@bin/setup spark
	@.venv/bin/python -m bench.engines --records "$${RECORDS:-200000}" $(ARGS)

drill-count: ## four countries and a unit count people; files and memory searched for names and keys. ARGS="--people 3000 --seed 1"
	@bin/setup test
	@.venv/bin/python -m tests.count $(ARGS)

drill-country: ## a country without a pack, from nothing to a first encounter and a pocket card, timed
	@bin/setup test
	@.venv/bin/python -m bench.new_country

drill-countries: ## four countries and an office as servers: a day in each one's words, a person abroad, a practice, sums. SEED=1
	@bin/setup test
	@.venv/bin/python -m tests.countries --seed "$${SEED:-1}" $(ARGS)

drill-bundles: ## two countries and a region on loopback: trust, a person there and back, recalled, what is refused
	@bin/setup test
	@.venv/bin/python -m tests.between

format:
	@bin/setup test
	.venv/bin/python -m ruff format .
	.venv/bin/python -m ruff check --fix .

# Universal, for every fit interpreter and platform; with hashes and without addresses. UPGRADE=-U takes newer versions.
locks: ## compile requirements/*.in
	@bin/setup test
	@for name in tool run test spark; do \
		case $$name in test | spark) with="-c requirements/run.txt" ;; *) with= ;; esac; \
		env -u PIP_FIND_LINKS .venv/bin/uv --no-config pip compile -q --universal --python-version 3.12 --generate-hashes \
			--no-header --no-annotate --no-emit-index-url $(UPGRADE) $$with requirements/$$name.in -o requirements/$$name.txt || exit 1; \
	done

clean: ## caches; never var/, which is an installation
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

docs: ## write the pages that are drawn from the code
	@bin/setup test
	@.venv/bin/python -m tests.errors

words: ## gather the words of the screens into vereda/locale/en
	@bin/setup test
	@.venv/bin/python -m tests.words
