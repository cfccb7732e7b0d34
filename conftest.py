"""What every test of the house stands on: an own VEREDA_HOME, no network, cheap passwords.

The environment is set before Django's settings are read, so that a test never sees a real installation.
"""

from __future__ import annotations

import gc
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import hypothesis
import pytest

from tests.network import only_this_machine

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

    from tests.template import Template

gc.disable()  # until all is loaded (pytest_collection_finish): nothing of that is to be thrown away
pytest_plugins = ["tests.serving", "vereda.access.tests.cast"]
MARKS = ("storage", "browser")
TEST_HOME = Path(tempfile.mkdtemp(prefix="vereda-test-"))


def isolate() -> None:
    """Take the settings of this machine out of the environment; tests name their PostgreSQL by a name of its own."""
    for name in [name for name in os.environ if name.startswith("VEREDA_") and not name.startswith("VEREDA_TEST_")]:
        del os.environ[name]
    for name in ("PORT", "DATABASE_URL", "KEYSTORE_URL"):
        os.environ.pop(name, None)
    os.environ["VEREDA_HOME"] = str(TEST_HOME)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as bin/vereda runs it
    for name in ("DATABASE_URL", "KEYSTORE_URL"):
        if os.environ.get(f"VEREDA_TEST_{name}"):
            os.environ[name] = os.environ[f"VEREDA_TEST_{name}"]
    # Playwright's loop runs in the thread of the tests; Django would take it for an asynchronous view.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "vereda.settings.django"


isolate()

# How long an example takes says how busy the machine is: no test hangs on a clock.
hypothesis.settings.register_profile("house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("house")

from django.conf import settings  # noqa: E402  after the environment

# pytest-django starts Django only when its settings have been read.
assert settings.DATABASES


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(TEST_HOME, ignore_errors=True)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave unread the files that have no test of the one mark that is asked for, or are of another run of `make test`."""
    asked = config.option.markexpr
    if not (collection_path.name.startswith("test_") and collection_path.suffix == ".py"):
        return None
    is_without = asked in MARKS and f"mark.{asked}" not in collection_path.read_text(encoding="utf-8")
    return True if is_without or _is_of_another_run(collection_path) else None


def _is_of_another_run(path: Path) -> bool:
    """Tell whether VEREDA_TEST_SHARE leaves a file out: a pattern takes paths that begin so, '-' and a pattern the rest."""
    share = os.environ.get("VEREDA_TEST_SHARE", "")
    lies_there = re.match(share.removeprefix("-"), path.relative_to(Path(__file__).parent).as_posix()) is not None
    return bool(share) and lies_there == share.startswith("-")


def pytest_collection_finish(session: pytest.Session) -> None:
    """Collect garbage as the server does (settings/wsgi.py): what is loaded stays, and need not be walked over again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    with only_this_machine():
        yield


@pytest.fixture(scope="session", autouse=True)
def _close_keys() -> Iterator[None]:
    """Close the key store of this run: an open connection at the end is a warning, and warnings fail."""
    yield
    from vereda.logbook.nodekeys import forget_open_keys

    forget_open_keys()


@pytest.fixture(scope="session", autouse=True)
def _cheap_passwords() -> Iterator[None]:
    """Hash passwords with the lowest cost that argon2 allows; one test of access asks for the real cost."""
    from django.contrib.auth.hashers import Argon2PasswordHasher as Hasher

    dear = Hasher.time_cost, Hasher.memory_cost, Hasher.parallelism
    Hasher.time_cost, Hasher.memory_cost, Hasher.parallelism = 1, 8, 1
    yield
    Hasher.time_cost, Hasher.memory_cost, Hasher.parallelism = dear


@pytest.fixture(scope="session", autouse=True)
def _nobody_is_asked() -> Iterator[None]:
    """Ask no party when a group last helped it: ids decide that, and no test hangs on chance. Who tests it has an own rule."""
    from vereda.countries.pack import Country

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Country, "asking", property(lambda country: ()), raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _static_files_once() -> Iterator[None]:
    """Look through the static files of the house once: each client of a test would do it again, as a server does at its start."""
    from whitenoise.middleware import WhiteNoiseMiddleware as Middleware

    look, known = Middleware.add_files_from_finders, dict[tuple[str, int], dict[str, object]]()

    def once(middleware: Middleware) -> None:
        kind = middleware.static_prefix, middleware.max_age
        if kind not in known:
            look(middleware)
            known[kind] = middleware.files
        middleware.files = dict(known[kind])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Middleware, "add_files_from_finders", once)
        yield


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once(pytestconfig: pytest.Config) -> None:
    """Keep templates as they were compiled beside pytest's own cache: every run would compile each of the two hundred again."""
    import jinja2
    from django.template import engines
    from django.template.backends.jinja2 import Jinja2

    from vereda.settings import jinja

    if cache := getattr(pytestconfig, "cache", None):
        settled = crc32(Path(jinja.__file__).read_bytes())  # what is compiled depends on it, and on Jinja
        folder = cache.mkdir(f"templates-{jinja2.__version__}-{settled:x}")
        engine = engines["jinja2"]
        assert isinstance(engine, Jinja2)
        engine.env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(folder))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Template]:
    """Make the test database and a copy of it, from which tests that commit get theirs back."""
    from django.test import TransactionTestCase

    from tests.template import Template

    with django_db_blocker.unblock():
        template = Template()
    with pytest.MonkeyPatch.context() as patch:
        # Django's only hook for what happens after a test that commits.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: template.restore())
        yield template
    with django_db_blocker.unblock():
        template.drop()


@pytest.fixture
def restore_database(transactional_db: None, django_db_setup: Template) -> Callable[[], None]:
    """Return a function that brings the database back to its beginning, for tests that begin more than once."""
    return django_db_setup.restore


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give one test an own, empty VEREDA_HOME for what is kept in files (keys, facts, uploads), with keys of its own.

    On PostgreSQL all tests share one key database: keys under the secret of one home cannot be opened in another.
    """
    from vereda.logbook.nodekeys import forget_open_keys
    from vereda.settings import environment

    own = tmp_path / "home"
    own.mkdir()

    def settle(place: Path) -> None:
        monkeypatch.setenv("VEREDA_HOME", str(place))
        environment.env.cache_clear()
        forget_open_keys()
        empty_keys()

    settle(own)
    yield own
    settle(TEST_HOME)  # not in the own home: a test may have taken its keys away on purpose
    environment.env.cache_clear()


def empty_keys() -> None:
    """Take away the keys in the key database that all tests share; a key store in files goes with its home."""
    from vereda.logbook.keystore import KeyName
    from vereda.logbook.nodekeys import key_store
    from vereda.settings.environment import env

    if env().keystore_url:
        store = key_store().store
        store.delete([KeyName(row.owner, row.cls) for row in store.all_rows()])
