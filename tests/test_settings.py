"""A start reads its settings once, and a bad value names itself without repeating the value."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.conf import settings

from vereda.settings.databases import postgresql
from vereda.settings.environment import env, read
from vereda.settings.errors import SettingError
from vereda.settings.secrets import secret_at


def test_an_empty_environment_is_a_demonstrable_installation_on_this_machine_only():
    here = read({})
    assert (here.port, here.country, here.bind, here.database_url) == (8000, "mx", "127.0.0.1", None)
    assert not here.debug
    assert not here.demo
    assert not here.is_https
    assert here.home.name == "var"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("VEREDA_SMS_URL", "ftp://sms.example/{to}{text}"),
        ("VEREDA_SMS_URL", "https://sms.example/?to={to}"),
        ("VEREDA_SMS_TOKEN", "short"),
        ("VEREDA_SMS_NUMBER", "Lobo 2"),
        ("VEREDA_SMS_PER_HOUR", "muchos"),
        ("VEREDA_ENGINE", "postgresql"),
        ("VEREDA_SMS_SPOOL", "/nowhere/spool"),
        ("VEREDA_CAP_FEEDS", "https://weather.example/cap http://weather.example/feed"),
        ("VEREDA_FORECAST_URL", "https://user:secret@weather.example"),
        ("VEREDA_BETWEEN", "http://vereda.example.org"),
        ("VEREDA_BETWEEN", "https://vereda.example.org/between"),
        ("VEREDA_REGIONAL", "x" * 201),
        ("VEREDA_PUBLIC", "http://vereda.example.org"),
        ("VEREDA_PUBLIC", "https://vereda.example.org/datos"),
        ("VEREDA_WEBHOOKS_HERE", "local"),
        ("VEREDA_COUNTRY", "mexico"),
        ("VEREDA_HOME", __file__),
        ("VEREDA_HOSTS", "*"),
        ("VEREDA_HOSTS", "https://base.example.org"),
        ("VEREDA_DEBUG", "perhaps"),
        ("VEREDA_DEMO", "2"),
        ("VEREDA_BEHIND_TLS", "no-se"),
        ("VEREDA_TLS_CERT", "/nowhere/cert.pem"),
        ("DATABASE_URL", "mysql://root:hunter2@localhost/vereda"),
        ("DATABASE_URL", "postgresql://localhost"),
        ("KEYSTORE_URL", "postgresql://host:port/keys"),
    ],
)
def test_a_bad_value_stops_the_start_and_names_its_variable(name, value):
    with pytest.raises(SettingError) as caught:
        read({name: value})
    assert name in str(caught.value)
    assert value not in str(caught.value)


def test_a_certificate_without_its_key_is_refused():
    with pytest.raises(SettingError, match="VEREDA_TLS_KEY"):
        read({"VEREDA_TLS_CERT": __file__})


def test_a_database_address_is_taken_apart():
    taken = postgresql("postgresql://in%C3%A9s:p%40ss@db.example.org:5433/vereda?sslmode=require")
    assert (taken["USER"], taken["PASSWORD"], taken["HOST"], taken["PORT"], taken["NAME"]) == (
        "inés",
        "p@ss",
        "db.example.org",
        "5433",
        "vereda",
    )
    assert taken["OPTIONS"] == {"sslmode": "require"}
    assert postgresql("postgresql://u@/vereda?host=/run/postgresql")["HOST"] == "/run/postgresql"


def test_a_key_is_made_once_and_belongs_to_its_owner(tmp_path: Path):
    path = tmp_path / "keys" / "django"
    first = secret_at(path)
    assert len(first) >= 40
    assert secret_at(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["django"]


def test_tests_do_not_touch_a_real_installation():
    database = settings.DATABASES["default"]
    assert "vereda-test-" in str(env().home)
    assert "vereda-test-" in str(database["NAME"]) or database["NAME"].startswith("test_")
