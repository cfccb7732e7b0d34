"""The unit links tokens of several countries and tells counts. It has its own home and database, no name and no key of tokens.

What it keeps after a run: which run, which countries, which days, the digests of what was counted, and the table that it told.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from numpy.typing import NDArray

from vereda.logbook.schema import der_of, sign_p1363
from vereda.people.exchange import counting, errors, keys, papers, terms
from vereda.people.exchange.papers import Body, Paper
from vereda.people.exchange.terms import UNIT, Card, Terms
from vereda.people.exchange.tokens import CELL_FIELDS, to_link, unpacked
from vereda.people.matching.engine import MODEL, Model, pairs

DATABASE = "count.sqlite3"
THREADS = 2
OTHERS = ("vereda.sqlite3", "keys/master", "keys/subjects")
"""What lies in the home of an installation with records."""
TABLES = """
CREATE TABLE IF NOT EXISTS run (
    run TEXT PRIMARY KEY, terms TEXT NOT NULL, countries TEXT NOT NULL, from_on TEXT NOT NULL, to_on TEXT NOT NULL,
    counted_at TEXT NOT NULL DEFAULT '', closed_at TEXT NOT NULL DEFAULT '', result TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS used (digest TEXT PRIMARY KEY, run TEXT NOT NULL);
"""


def model_name(model: Model) -> str:
    """Return version and digest of a model, as terms name it."""
    return f"{model['version']}:{sha256(orjson.dumps(model, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]}"


def stored() -> Model:
    """Return the model of this program."""
    found: Model = orjson.loads(MODEL.read_bytes())
    return found


@dataclass(frozen=True)
class Unit:
    """The unit in its home."""

    home: Path

    def __post_init__(self) -> None:
        if any((self.home / one).exists() for one in OTHERS):
            raise errors.CountUnitHasRecords(home=self.home)
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)

    @property
    def card(self) -> Card:
        """Return by what countries know this unit."""
        return Card(who=UNIT, signing=der_of(self._signing().public_key()).hex())

    def sign(self, message: bytes) -> bytes:
        """Return the unit's signature."""
        return sign_p1363(self._signing(), message)

    def accept(self, agreed: Terms, *, today: date) -> bytes:
        """Return the unit's paper with the key of this run to which tokens are sealed. Raises what `_demand` raises."""
        terms.check(agreed, today)
        self._demand(agreed, today)
        with self._database() as db:
            told = [str(agreed.run), agreed.digest, " ".join(agreed.names), agreed.from_on.isoformat(), agreed.to_on.isoformat()]
            db.execute("INSERT OR IGNORE INTO run (run, terms, countries, from_on, to_on) VALUES (?,?,?,?,?)", told)
        return papers.written("accepted", UNIT, {"sealing": keys.public_of(self._pair(agreed))}, self.sign, agreed)

    def run(
        self,
        agreed: Terms,
        brought: Sequence[Paper],
        *,
        cells: Sequence[str],
        today: date,
        now: datetime,
        threads: int = THREADS,
    ) -> bytes:
        """Link, count, and return the signed result; nothing is kept of the tokens, and they are not counted again.

        cells  what is asked for
        Raises what is wrong with a file, and CountTooFewCountries, CountCellsNotAgreed, CountTokensUsed, CountPeriodUsed.
        """
        self._demand(agreed, today)
        if tuple(cells) != agreed.cells:
            raise errors.CountCellsNotAgreed(asked=", ".join(cells) or "—", agreed=", ".join(agreed.cells) or "—")
        found = papers.checked(brought, agreed)
        sent = found["tokens"]
        if len(sent) < agreed.least:
            raise errors.CountTooFewCountries(found=len(sent), least=agreed.least)
        papers.demand(found, "agreement", sent)
        self._refuse_used(agreed, sent)
        _demand_one_key(sent)
        tables = {who: self._opened(agreed, who, sent[who]) for who in sorted(sent)}
        told = count(tables, agreed, stored(), threads=threads)
        with self._database() as db:
            db.executemany("INSERT INTO used VALUES (?,?)", [(_digest(body), str(agreed.run)) for body in sent.values()])
            db.execute(
                "UPDATE run SET counted_at = ?, result = ? WHERE run = ?",
                [now.isoformat(), orjson.dumps(told).decode(), str(agreed.run)],
            )
        paper = papers.written("result", UNIT, {**told, "counted_on": today.isoformat()}, self.sign, agreed)
        papers.save(self.result_of(agreed), paper)
        return paper

    def result_of(self, agreed: Terms) -> Path:
        """Return where the result of a run is kept."""
        return self.home / "results" / f"{agreed.run}.json"

    def close(self, agreed: Terms, *, today: date, now: datetime, files: Sequence[Path] = ()) -> bytes:
        """Destroy the key of a run, and files of tokens; return the paper that says so. Twice is as once."""
        self.forget(today)
        papers.destroy(self._root(agreed))
        gone = sum(papers.destroy(path) for path in files)
        with self._database() as db:
            db.execute("UPDATE run SET closed_at = ? WHERE run = ? AND closed_at = ''", [now.isoformat(), str(agreed.run)])
        body = {"destroyed": gone, "closed_on": today.isoformat()}
        return papers.written("closed", UNIT, body, self.sign, agreed)

    def forget(self, today: date) -> None:
        """Destroy the keys of runs that nobody closed in time, and what a count that was killed left behind."""
        for path in (self.home / "keys").glob("*.key"):
            if path.name.split(".")[1] < today.isoformat():
                papers.destroy(path)
        for folder in (self.home / "working").glob("*"):
            if not _lives(int(folder.name)):
                _clear(folder)

    def log(self) -> list[dict[str, Any]]:  # Any: columns
        """Return the runs that came here, oldest first."""
        with self._database() as db:
            rows = db.execute("SELECT run, countries, from_on, to_on, counted_at, closed_at FROM run ORDER BY rowid").fetchall()
        return [dict(zip(("run", "countries", "from_on", "to_on", "counted_at", "closed_at"), row, strict=True)) for row in rows]

    # What is asked first --------------------------------------------------------------------------------------------------

    def _demand(self, agreed: Terms, today: date) -> None:
        """Raise CountNotOurs, CountExpired, CountModelUnknown, CountClosed, CountPeriodUsed."""
        self.forget(today)
        if agreed.unit != self.card:
            raise errors.CountNotOurs(run=str(agreed.run)[:8])
        if today > agreed.expires_on:
            raise errors.CountExpired(run=str(agreed.run)[:8], on=agreed.expires_on.isoformat())
        here = model_name(stored())
        if agreed.model != here:
            raise errors.CountModelUnknown(asked=agreed.model, here=here)
        with self._database() as db:
            rows = db.execute("SELECT run, terms, countries, from_on, to_on, counted_at, closed_at FROM run").fetchall()
        for run, digest, countries, from_on, to_on, counted_at, closed_at in rows:
            if run == str(agreed.run) and (closed_at or digest != agreed.digest):
                raise errors.CountClosed(run=run[:8])
            shared = set(countries.split()) & set(agreed.names)
            overlaps = from_on <= agreed.to_on.isoformat() and agreed.from_on.isoformat() <= to_on
            if run != str(agreed.run) and counted_at and overlaps and len(shared) > 1:
                raise errors.CountPeriodUsed(run=run[:8], until=to_on)

    def _refuse_used(self, agreed: Terms, sent: Mapping[str, Body]) -> None:
        with self._database() as db:
            used = {row[0] for row in db.execute("SELECT digest FROM used")}
            counted_at = db.execute("SELECT counted_at FROM run WHERE run = ?", [str(agreed.run)]).fetchone()
        if (counted_at and counted_at[0]) or any(_digest(body) in used for body in sent.values()):
            raise errors.CountTokensUsed(path=self.result_of(agreed))

    def _opened(self, agreed: Terms, who: str, body: Body) -> pa.Table:
        try:
            sealed = bytes.fromhex(body["sealed"])
        except (KeyError, ValueError, TypeError):
            raise errors.CountTokensWrong(who=who) from None
        plain = keys.opened(self._pair(agreed), sealed, f"tokens|{agreed.digest}|{who}")
        table = unpacked(plain) if plain else None
        if table is None:
            raise errors.CountTokensWrong(who=who)
        return table

    # What is kept ---------------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        path = self.home / DATABASE
        if not path.exists():
            path.touch(mode=0o600)
        with contextlib.closing(sqlite3.connect(path, timeout=20)) as db:
            db.execute("PRAGMA secure_delete=ON")
            db.executescript(TABLES)
            with db:
                yield db

    def _root(self, agreed: Terms) -> Path:
        return self.home / "keys" / f"{agreed.run}.{agreed.expires_on}.key"

    def _pair(self, agreed: Terms) -> ec.EllipticCurvePrivateKey:
        """Return the unit's sealing pair of a run; it is made when the unit accepts."""
        path = self._root(agreed)
        if not path.exists():
            papers.save(path, os.urandom(keys.KEY))
        return keys.pair_of(path.read_bytes())

    def _signing(self) -> ec.EllipticCurvePrivateKey:
        path = self.home / "keys" / "signing.pem"
        if not path.exists():
            shape = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
            papers.save(path, ec.generate_private_key(keys.P256).private_bytes(*shape))
        key = serialization.load_pem_private_key(path.read_bytes(), None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise ValueError(f"{path.name}: not an elliptic-curve key")
        return key

    @contextlib.contextmanager
    def working(self) -> Iterator[None]:
        """Work in a folder of the home: what the engine spills lies there, is tokens only, and goes at the end.

        Whoever makes the program crash gets no copy of its memory on the disk.
        """
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        folder, before = (self.home / "working" / str(os.getpid())).absolute(), tempfile.tempdir
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with contextlib.chdir(folder):
                tempfile.tempdir = str(folder)
                yield
        finally:
            tempfile.tempdir = before
            _clear(folder)


def _clear(folder: Path) -> None:
    for path in folder.rglob("*"):
        papers.destroy(path)
    shutil.rmtree(folder, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # somebody else's
    return True


def _digest(body: Body) -> str:
    """Return by what tokens are known again: what was sealed."""
    return sha256(str(body.get("sealed", "")).encode()).hexdigest()


def _demand_one_key(sent: Mapping[str, Body]) -> None:
    """Raise CountKeysDiffer for the country whose key is another than that of most."""
    checks = {who: str(body.get("key_check", "")) for who, body in sorted(sent.items())}
    most = max(checks.values(), key=list(checks.values()).count)
    other = next((who for who, check in checks.items() if not keys.is_same(check, most)), None)
    if other or not most:
        raise errors.CountKeysDiffer(who=other or next(iter(checks)))


def scored(tables: Mapping[str, pa.Table], cells: Sequence[str], model: Model, *, threads: int = THREADS) -> counting.Scored:
    """Return the records of several countries and the pairs among them, as `counting.py` takes them."""
    found = pairs(to_link(list(tables.values())), model, threads=threads)
    return counting.Scored(
        country=np.repeat(list(tables), [one.num_rows for one in tables.values()]),
        cell=_cells(tables, cells),
        nationality=np.concatenate([np.asarray(one["nationality"].to_pylist(), "U2") for one in tables.values()]),
        reach=reach_of(tables),
        left=found["record_l"].to_numpy().astype(np.int64),
        right=found["record_r"].to_numpy().astype(np.int64),
        weight=found["weight"].to_numpy(),
    )


def count(tables: Mapping[str, pa.Table], agreed: Terms, model: Model, *, threads: int = THREADS) -> dict[str, Any]:  # Any: JSON
    """Return what the unit tells of the tokens of several countries."""
    heard = scored(tables, agreed.cells, model, threads=threads)
    total, each = counting.counted(heard, seed=int(agreed.digest[:12], 16))
    return {
        **counting.told(total, each).as_json(),
        "by": list(agreed.cells),
        "countries": sorted(tables),
        "from_on": agreed.from_on.isoformat(),
        "to_on": agreed.to_on.isoformat(),
        "method": counting.METHOD,
        "model": agreed.model,
        "speak": round(float((heard.reach >= counting.REACH).mean()), 1) if len(heard.reach) else 0.0,
    }


UNSEEN = 0.5
"""So many bearers of a name are in a country that leaves it out: none, one or two. Own proposal."""


def reach_of(tables: Mapping[str, pa.Table]) -> NDArray[np.float64]:
    """Return for each record which share of the bearers of its names are in countries that do not leave them out.

    A token that a country sends at all is one that it does not leave out. A record without given name or surname reaches nobody.
    """
    names = [list(zip(*(one[name].to_pylist() for name in ("nationality", "g1", "s1")), strict=True)) for one in tables.values()]
    given, surnames = ([Counter((row[0], row[at]) for row in rows) for rows in names] for at in (1, 2))
    reach = dict[tuple[str, int | None, int | None], float]()
    for row in {row for rows in names for row in rows}:
        nation, one, other = row
        here = [min(g[nation, one], s[nation, other]) for g, s in zip(given, surnames, strict=True)]
        both = 0 if one is None or other is None else sum(here)
        reach[row] = both / (both + UNSEEN * here.count(0)) if both else 0.0
    return np.array([reach[row] for rows in names for row in rows])


def _cells(tables: Mapping[str, pa.Table], by: Sequence[str]) -> NDArray[np.str_]:
    """Return the cell of each record, in the order of the tables."""
    names = dict(zip(terms.CELLS, CELL_FIELDS, strict=True))
    columns = [np.concatenate([np.asarray(one[names[name]].to_pylist(), "U8") for one in tables.values()]) for name in by]
    if not columns:
        return np.full(sum(one.num_rows for one in tables.values()), "", "U1")
    return np.array([counting.cell_name(codes) for codes in zip(*columns, strict=True)])
