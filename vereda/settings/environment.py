"""Everything Vereda reads from the environment, read once. docs/engineer/settings.md explains each variable.

Pure: no Django, no file is touched. A bad value stops the start and names its variable.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from vereda.countries.words import FIRST_COUNTRY
from vereda.settings.errors import SettingError

REPOSITORY = Path(__file__).resolve().parents[2]
ON_THIS_MACHINE = ("localhost", "127.0.0.1", "[::1]")
LIVE_PACKS, TEST_PACKS = "live", "test"
DUCKDB, SPARK = "duckdb", "spark"
YES, NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


@dataclass(frozen=True, kw_only=True)
class Environment:
    """The settings of one start.

    home           folder of all state: database, keys, facts, uploads
    bind, port     address and TCP port that `serve` listens on
    hosts          names under which this installation answers, those of this machine included
    database_url   PostgreSQL of the data; None: SQLite in `home`
    keystore_url   PostgreSQL of the subject keys; None: SQLite in `home`/keys/subjects
    packs          which packs of this installation are read: `live`, or `test`, where a release is tried first
    country        ISO 3166-1 alpha-2 in small letters; the pack this installation serves
    debug          pages show tracebacks; never with real data
    demo           `serve` fills an empty installation with demonstration data and accounts
    tls_cert, tls_key   PEM files (key in PKCS#8) with which `serve` speaks https itself
    heads          folder outside this machine where the signed head of the chain is left each hour; None: nowhere
    behind_tls     a proxy on this machine speaks https for us
    sms_url, sms_body, sms_header   templates of the service that sends text messages; '': none
    sms_secret     what that service wants to be told; filled in for {secret}
    sms_token      what a service must show when it brings text messages; '': none is let in
    sms_modem      path of a GSM modem on this machine; ''
    sms_per_hour   messages that leave in an hour at most, half of them answers: a fault must not empty a prepaid card
    sms_spool      folder of gammu-smsd, with inbox and outbox; None
    sms_number     number that phones write to when they have no data; '': they are told that there is none
    speaker        command that sounds the loudspeaker of this machine while an alarm is unread; '': none
    cap_feeds      addresses of weather services that publish CAP warnings; empty: none is asked
    forecast_url   address of a forecast service in the shape of Open-Meteo; '': none is asked
    engine         what reads facts: `duckdb`, in the process, or `spark`
    spark_master   where Spark runs, `spark://host:7077`; '': in this process
    between_address   https address at which other countries reach this installation; '': bundles come as files
    regional       name of the office of several countries that this installation is; '': one country's headquarters
    public_address  https address at which everybody reads the public pages; '': messages to programs tell the path alone
    webhooks_here  programs on this very machine may be told too, by plain http: for tests and drills
    sms_group      group that reads what unknown numbers write; '': headquarters, which sees that it came and no words
    """

    home: Path
    bind: str = "127.0.0.1"
    port: int = 8000
    hosts: tuple[str, ...] = ON_THIS_MACHINE
    database_url: str | None = None
    keystore_url: str | None = None
    country: str = FIRST_COUNTRY
    packs: str = LIVE_PACKS
    debug: bool = False
    demo: bool = False
    tls_cert: Path | None = None
    tls_key: Path | None = None
    behind_tls: bool = False
    heads: Path | None = None
    sms_url: str = ""
    sms_body: str = ""
    sms_header: str = ""
    sms_secret: str = ""
    sms_token: str = ""
    sms_modem: str = ""
    sms_per_hour: int = 120
    sms_spool: Path | None = None
    sms_number: str = ""
    sms_group: str = ""
    speaker: str = ""
    cap_feeds: tuple[str, ...] = ()
    forecast_url: str = ""
    engine: str = DUCKDB
    spark_master: str = ""
    between_address: str = ""
    regional: str = ""
    public_address: str = ""
    webhooks_here: bool = False

    @property
    def is_https(self) -> bool:
        """Whether people reach us by https, so that cookies and HSTS may insist on it."""
        return self.behind_tls or self.tls_cert is not None

    @property
    def keys(self) -> Path:
        """Folder of the keys, owner only, never part of the data backup."""
        return self.home / "keys"


@cache
def env() -> Environment:
    """Return the settings of this process."""
    return read(os.environ)


def read(environ: Mapping[str, str]) -> Environment:
    """Return the settings that `environ` asks for. Raises SettingError, which names the variable."""
    home = _home(environ)
    certificate, key = _certificate(environ, home)
    return Environment(
        home=home,
        bind=environ.get("VEREDA_BIND") or "127.0.0.1",
        port=_port(environ),
        hosts=_hosts(environ),
        database_url=_postgresql(environ, "DATABASE_URL"),
        keystore_url=_postgresql(environ, "KEYSTORE_URL"),
        country=_country(environ),
        packs=_packs(environ),
        debug=_switch(environ, "VEREDA_DEBUG"),
        demo=_switch(environ, "VEREDA_DEMO"),
        tls_cert=certificate,
        tls_key=key,
        behind_tls=_switch(environ, "VEREDA_BEHIND_TLS"),
        heads=_folder(environ, "VEREDA_HEADS"),
        sms_url=_sms_url(environ),
        sms_body=environ.get("VEREDA_SMS_BODY", ""),
        sms_header=environ.get("VEREDA_SMS_HEADER", ""),
        sms_secret=environ.get("VEREDA_SMS_SECRET", ""),
        sms_token=_sms_token(environ),
        sms_modem=environ.get("VEREDA_SMS_MODEM", ""),
        sms_per_hour=_count(environ, "VEREDA_SMS_PER_HOUR", 120, 100_000),
        sms_spool=_folder(environ, "VEREDA_SMS_SPOOL"),
        sms_number=_sms_number(environ),
        sms_group=environ.get("VEREDA_SMS_GROUP", ""),
        speaker=_speaker(environ),
        cap_feeds=_services(environ, "VEREDA_CAP_FEEDS"),
        forecast_url=next(iter(_services(environ, "VEREDA_FORECAST_URL")), ""),
        engine=_engine(environ),
        spark_master=environ.get("VEREDA_SPARK_MASTER", ""),
        between_address=_machine(environ, "VEREDA_BETWEEN"),
        regional=_regional(environ),
        public_address=_machine(environ, "VEREDA_PUBLIC"),
        webhooks_here=_switch(environ, "VEREDA_WEBHOOKS_HERE"),
    )


def _services(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Return addresses, separated by blanks. Plain http is for this machine alone: others could warn in its stead."""
    found = tuple(environ.get(name, "").split())
    for one in found:
        try:
            parts = urlsplit(one)
            is_here = parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1", "::1"}
            is_named = bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
            is_good = is_named and (parts.scheme == "https" or is_here)
        except ValueError:
            is_good = False
        if not is_good:
            raise SettingError(name=name, expected="se esperan direcciones https, separadas por espacios")
    return found


def _machine(environ: Mapping[str, str], name: str) -> str:
    """Return where others reach this installation: scheme, host and port, no path."""
    found = next(iter(_services(environ, name)), "").rstrip("/")
    parts = urlsplit(found)
    if found and (parts.path or parts.query or parts.fragment):
        raise SettingError(name=name, expected="se espera una dirección https sin ruta")
    return found


def _regional(environ: Mapping[str, str]) -> str:
    name = environ.get("VEREDA_REGIONAL", "").strip()
    if len(name) > 200:
        raise SettingError(name="VEREDA_REGIONAL", expected="se espera el nombre de la oficina, de a lo más 200 signos")
    return name


def _sms_url(environ: Mapping[str, str]) -> str:
    url = environ.get("VEREDA_SMS_URL", "")
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  raises ValueError when it is no number
    except ValueError:
        raise SettingError(name="VEREDA_SMS_URL", expected="no es una dirección") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SettingError(name="VEREDA_SMS_URL", expected="se espera una dirección http o https")
    written = url + environ.get("VEREDA_SMS_BODY", "")
    if not ("{to}" in written or "{to_no_plus}" in written) or "{text}" not in written:
        raise SettingError(name="VEREDA_SMS_URL, VEREDA_SMS_BODY", expected="deben decir dónde van {to} y {text}")
    return url


def _engine(environ: Mapping[str, str]) -> str:
    engine = environ.get("VEREDA_ENGINE", "").strip().lower() or DUCKDB
    if engine not in (DUCKDB, SPARK):
        raise SettingError(name="VEREDA_ENGINE", expected=f"se espera {DUCKDB} o {SPARK}")
    return engine


def _count(environ: Mapping[str, str], name: str, usual: int, most: int) -> int:
    written = environ.get(name) or str(usual)
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= most):
        raise SettingError(name=name, expected=f"se espera un número de 1 a {most}")
    return int(written)


def _speaker(environ: Mapping[str, str]) -> str:
    command = environ.get("VEREDA_SPEAKER", "").strip()
    try:
        shlex.split(command)
    except ValueError:
        raise SettingError(name="VEREDA_SPEAKER", expected="tiene una comilla sin cerrar") from None
    return command


def _sms_token(environ: Mapping[str, str]) -> str:
    token = environ.get("VEREDA_SMS_TOKEN", "")
    if token and len(token) < 16:
        raise SettingError(name="VEREDA_SMS_TOKEN", expected="se esperan al menos 16 signos")
    return token


def _sms_number(environ: Mapping[str, str]) -> str:
    number = environ.get("VEREDA_SMS_NUMBER", "").replace(" ", "")
    if number and not re.fullmatch(r"\+?[0-9]{3,15}", number):
        raise SettingError(name="VEREDA_SMS_NUMBER", expected="se espera un número de teléfono, con + y lada")
    return number


def _certificate(environ: Mapping[str, str], home: Path) -> tuple[Path | None, Path | None]:
    """Return certificate and key: those that are named, else what `vereda node certificate` left in the home."""
    certificate, key = _file(environ, "VEREDA_TLS_CERT"), _file(environ, "VEREDA_TLS_KEY")
    if (certificate is None) != (key is None):
        raise SettingError(name="VEREDA_TLS_CERT, VEREDA_TLS_KEY", expected="van las dos juntas o ninguna")
    own = home / "tls" / "cert.pem", home / "tls" / "key.pem"
    if certificate is None and not _switch(environ, "VEREDA_BEHIND_TLS") and all(path.is_file() for path in own):
        return own
    return certificate, key


def _home(environ: Mapping[str, str]) -> Path:
    home = Path(environ.get("VEREDA_HOME") or REPOSITORY / "var").expanduser().absolute()
    if home.exists() and not home.is_dir():
        raise SettingError(name="VEREDA_HOME", expected="debe ser una carpeta")
    return home


def _port(environ: Mapping[str, str]) -> int:
    return _count(environ, "PORT", 8000, 65535)


def _hosts(environ: Mapping[str, str]) -> tuple[str, ...]:
    named = [host.strip() for host in environ.get("VEREDA_HOSTS", "").split(",") if host.strip()]
    if any(not re.fullmatch(r"[A-Za-z0-9.\-\[\]:]+", host) for host in named):
        # '*' is refused as well: it would let anybody's name point here and read password links.
        raise SettingError(name="VEREDA_HOSTS", expected="se esperan nombres de host separados por comas, sin esquema ni ruta")
    return (*ON_THIS_MACHINE, *named)


def _postgresql(environ: Mapping[str, str], name: str) -> str | None:
    url = environ.get(name)
    if not url:
        return None
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  raises ValueError when it is no number
    except ValueError:
        raise SettingError(name=name, expected="no es una dirección") from None
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise SettingError(name=name, expected="se espera postgresql://usuario:clave@servidor:puerto/base")
    return url


def _country(environ: Mapping[str, str]) -> str:
    country = (environ.get("VEREDA_COUNTRY") or FIRST_COUNTRY).lower()
    if not re.fullmatch(r"[a-z]{2}", country):
        raise SettingError(name="VEREDA_COUNTRY", expected="se espera un código de país de dos letras (ISO 3166-1)")
    return country


def _packs(environ: Mapping[str, str]) -> str:
    packs = environ.get("VEREDA_PACKS", "").strip().lower() or LIVE_PACKS
    if packs not in (LIVE_PACKS, TEST_PACKS):
        raise SettingError(name="VEREDA_PACKS", expected=f"se espera {LIVE_PACKS} o {TEST_PACKS}")
    return packs


def _switch(environ: Mapping[str, str], name: str) -> bool:
    written = environ.get(name, "").strip().lower()
    if written not in YES | NO:
        raise SettingError(name=name, expected="se espera 1 o 0")
    return written in YES


def _file(environ: Mapping[str, str], name: str) -> Path | None:
    if not environ.get(name):
        return None
    path = Path(environ[name]).expanduser().absolute()
    if not path.is_file():
        raise SettingError(name=name, expected="el archivo no existe")
    return path


def _folder(environ: Mapping[str, str], name: str) -> Path | None:
    if not environ.get(name):
        return None
    path = Path(environ[name]).expanduser().absolute()
    if not path.is_dir():
        raise SettingError(name=name, expected="la carpeta no existe")
    return path
