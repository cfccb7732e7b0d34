"""What happens in the drill, and what must hold after each of it.

Four countries have met people, some of them the same. They open a count with a unit, agree by two persons each, exchange shares
of a key, send tokens, get a table, close. Everything is searched: files of all five, what was carried, the unit's living memory.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson

from tests.count import searching
from tests.count.folk import COUNTRIES, Folk
from tests.count.machines import Machine
from vereda.people.exchange import keys, papers
from vereda.people.exchange.terms import Terms
from vereda.people.matching.tokens import Tokens

COUNT = ("exchange", "count")
DATABASE = "vereda.sqlite3"
AGO_DAYS = 75


class Story:
    """The five machines, what is carried between them, and who the people are."""

    def __init__(self, folder: Path, *, people: int, seed: int = 1, looks: int = 3) -> None:
        self.folder, self.looks = folder, looks
        size = max(1.0, (people / 400) ** 0.5)
        self.folk = Folk(people, seed, givens=int(7 * size), surnames=int(10 * size))
        self.countries = {name: Machine(name, folder) for name in COUNTRIES}
        self.unit = Machine("unit", folder)
        self.mail = folder / "mail"
        self.mail.mkdir(parents=True)
        self.checks = self.searched = 0
        self.began_on = datetime.now(UTC) - timedelta(days=AGO_DAYS)
        self.terms: Terms
        self.key: bytes
        self.kept: dict[str, dict[str, str]]

    @contextmanager
    def running(self) -> Iterator[None]:
        """Let all go at the end."""
        try:
            yield
        finally:
            for one in (*self.countries.values(), self.unit):
                one.let_go()

    def tell(self) -> str:
        """Run the whole; return the closing line. Raises AssertionError where something does not hold."""
        began = time.monotonic()
        with self.running():
            for chapter in (
                self.people_are_met,
                self.run_is_opened,
                self.two_persons_agree,
                self.shares_are_exchanged,
                self.tokens_are_made,
                self.unit_refuses,
                self.unit_counts,
                self.nothing_leaked,
                self.run_is_closed,
            ):
                chapter()
        middle, low, high = self.result["total"]
        return (
            f"drill-count: held: 4 countries, 1 unit; {sum(map(len, self.folk.written.values()))} records, "
            f"{self.folk.truth['']} people in truth, {middle} counted ({low} to {high}), {len(self.result['cells'])} cells, "
            f"{self.searched >> 20} MB of memory and files searched, {self.checks} checks, {time.monotonic() - began:.0f} s"
        )

    # Chapters -------------------------------------------------------------------------------------------------------------

    def people_are_met(self) -> None:
        """Each country has accounts and people of its own."""
        tables = self.folder / "tables.sqlite3"
        for name, country in self.countries.items():
            if tables.exists():  # as a first start makes them; keys are each home's own
                country.home.mkdir(parents=True)
                shutil.copy(tables, country.home / DATABASE)
            else:
                country.type("access", "list")
                with closing(sqlite3.connect(country.home / DATABASE)) as whole, closing(sqlite3.connect(tables)) as copy:
                    whole.backup(copy)
            for account in ("julia", "alma"):
                country.type("access", "open", account, "--name", account.title())
                country.type("access", "grant", account, "--role", "statistics")
            rows = self.folk.written[name]
            made = country.do("fill", people=rows, at=self.began_on.isoformat())
            self.hold(f"{name} has its people", made == len(rows) > 0)

    def run_is_opened(self) -> None:
        """Cards are exchanged; terms that nobody may agree to are refused; good ones name all five."""
        for name, country in self.countries.items():
            country.type(*COUNT, "card", "--out", self.at("card", name))
        self.unit.type(*COUNT, "card", "--unit", "--out", self.at("card", "unit"))
        said = self.countries["gt"].type(*COUNT, "card", "--unit", "--out", self.at("card", "no"), code=2)
        self.hold("a country's machine is no unit", "people.count_unit_has_records" in said)
        first, last = self.began_on.date() - timedelta(days=3), self.began_on.date() + timedelta(days=30)
        cards = [part for name in (*COUNTRIES, "unit") for part in ("--card", str(self.at("card", name)))]
        usual = [*COUNT, "offer", *cards, "--from", str(first), "--as", "julia", "--cell", "nationality"]
        opener = self.countries["mx"]
        young = datetime.now(UTC).date() - timedelta(days=10)
        said = opener.type(*usual, "--to", str(young), "--out", self.at("terms", "no"), code=2)
        self.hold("a period of last week is refused", "people.count_terms_wrong" in said)
        said = opener.type(*usual, "--to", str(last), "--least", "2", "--out", self.at("terms", "no"), code=2)
        self.hold("two countries do not do", "people.count_terms_wrong" in said)
        opener.type(*usual, "--to", str(last), "--least", "3", "--out", self.at("terms", "all"))
        self.terms = papers.terms_in(papers.read(self.at("terms", "all")))

    def two_persons_agree(self) -> None:
        """One person is not enough, nor the same one twice; the unit accepts."""
        for name, country in self.countries.items():
            asked = (*COUNT, "agree", self.at("terms", "all"), "--out", self.at("agreement", name))
            country.type(*asked, "--as", "julia")
            self.hold("with one person nothing leaves", not self.at("agreement", name).exists())
            said = country.type(*asked, "--as", "julia", code=2)
            self.hold("the same person is no second", "people.count_same_person" in said)
            said = country.type(
                *COUNT, "share", self.at("terms", "all"), "--as", "julia", "--out", self.at("share", name), code=2
            )
            self.hold("without two no share leaves", "people.count_not_agreed" in said)
            country.type(*asked, "--as", "alma")
        self.unit.type(*COUNT, "accept", self.at("terms", "all"), "--out", self.at("accepted", "unit"))

    def shares_are_exchanged(self) -> None:
        """Each gives its share to the other three; what was changed on the way, or promised otherwise, is refused."""
        agreements = [self.at("agreement", name) for name in COUNTRIES]
        said = self.countries["gt"].type(
            *self.of("share", *agreements[1:]), "--as", "julia", "--out", self.at("no", "gt"), code=2
        )
        self.hold("no share without all agreements", "people.count_file_missing" in said)
        for name, country in self.countries.items():
            country.type(*self.of("share", *agreements), "--as", "julia", "--out", self.at("share", name))

    def tokens_are_made(self) -> None:
        """Each makes tokens of those who allow it; the key is nowhere, but can be told by whoever has all shares."""
        agreements, shares = ([self.at(kind, name) for name in COUNTRIES] for kind in ("agreement", "share"))
        bad = self.at("bad", "share")
        values = orjson.loads(shares[1].read_bytes())
        sealed = values["body"]["sealed"]["gt"]
        values["body"]["sealed"]["gt"] = sealed[:-2] + ("00" if sealed[-2:] != "00" else "11")
        bad.write_bytes(orjson.dumps(values))
        given = [*agreements, self.at("accepted", "unit")]
        gt = self.countries["gt"]
        said = gt.type(*self.of("tokens", *given, bad, *shares[2:]), "--as", "julia", "--out", self.at("no", "gt"), code=2)
        self.hold("a share that was changed on the way is refused", "people.count_signature_wrong" in said)
        for name, country in self.countries.items():
            others = [one for one in shares if one != self.at("share", name)]
            country.type(*self.of("tokens", *given, *others), "--as", "julia", "--out", self.at("tokens", name))
        self.kept = {name: country.do("kept", run=str(self.terms.run)) for name, country in self.countries.items()}
        shared = {name: bytes.fromhex(kept["share"]) for name, kept in self.kept.items()}
        self.key = keys.run_key(self.terms, shared)

    def unit_refuses(self) -> None:
        """Before it counts: too few countries, cells that nobody agreed to, files changed, doubled, or of another run."""
        agreements, sent = ([self.at(kind, name) for name in COUNTRIES] for kind in ("agreement", "tokens"))
        out = ("--out", self.at("no", "unit"))

        def refused(why: str, code: str, *more: str | Path) -> None:
            said = self.unit.type(*self.of("run", *more), *out, code=2)
            self.hold(why, code in said and said.count("\n") == 0)

        refused("two countries of four are too few", "people.count_too_few_countries", *agreements, *sent[:2])
        refused("cells that nobody agreed to", "people.count_cells_not_agreed", *agreements, *sent, "--cell", "sex")
        refused("tokens without an agreement", "people.count_file_missing", *agreements[1:], *sent)
        twice = self.at("bad", "twice")
        shutil.copy(sent[0], twice)
        refused("one country twice", "people.count_file_twice", *agreements, *sent, twice)
        cut = self.at("bad", "cut")
        cut.write_bytes(sent[0].read_bytes()[:-100])
        refused("a file that was cut", "people.count_file_damaged", *agreements, cut, *sent[1:])
        values = orjson.loads(sent[0].read_bytes())
        values["body"]["key_check"] = "00" * 16
        changed = self.at("bad", "changed")
        changed.write_bytes(orjson.dumps(values))
        refused("a file that was changed", "people.count_signature_wrong", *agreements, changed, *sent[1:])
        other = self.at("bad", "other")
        other.write_bytes(orjson.dumps({**orjson.loads(sent[0].read_bytes()), "run": "00000000-0000-0000-0000-000000000000"}))
        refused("a file of another run", "people.count_file_of_another_run", *agreements, other, *sent[1:])
        for path in self.mail.glob("bad-*"):
            path.unlink()
        self.hold("nothing was told", not self.at("no", "unit").exists())

    def unit_counts(self) -> None:
        """The count lies within its interval; while it is made, and after, the unit's memory holds no name and no key."""
        sent = [self.at(kind, name) for kind in ("agreement", "tokens") for name in COUNTRIES]
        result = self.at("result", "unit")
        arguments = [*self.of("run", *sent), "--out", str(result)]
        self.unit.ask("command", arguments=[str(one) for one in arguments])
        looked = 0
        for _ in range(self.looks - 1):
            if not self.unit.has_answered(within_s=0.3):
                self.look_into_the_unit()
                looked += 1
        left, said = self.unit.answer()
        self.hold(f"the unit counts: {said}", left == 0)
        self.hold("its memory was searched while it counted", looked > 0)
        self.look_into_the_unit()
        self.result = dict(papers.checked([papers.read(result)], self.terms)["result"]["unit"])
        for name, (middle, low, high) in {"": self.result["total"], **self.result["cells"]}.items():
            truth = self.folk.truth[name]
            self.hold(f"{name or 'all'}: {truth} people in truth, {middle} counted ({low} to {high})", low <= truth <= high)
        self.hold("no cell is left out of this", len(self.result["cells"]) == len(self.folk.nationalities))
        again = self.unit.type(*self.of("run", *sent), "--out", self.at("no", "unit"), code=2)
        self.hold("the same tokens are not counted twice", "people.count_tokens_used" in again)

    def nothing_leaked(self) -> None:
        """Before anything is destroyed: no file of the five, and nothing that was carried, holds a name or a key in clear."""
        words = searching.names(self.folk.needles())
        hidden = searching.secrets(self.secret_bytes())
        folders = self.folders()
        self.searched += sum(path.stat().st_size for path in searching.files(*folders))
        leaked = searching.in_files(words, *folders)
        self.hold(f"no file holds a name: {list(leaked.items())[:3]}", not leaked)
        leaked = searching.in_files(hidden, *folders)
        self.hold(f"no file holds a key: {list(leaked)[:3]}", not leaked)
        control = self.folder / "control"
        control.mkdir()
        (control / "names").write_bytes(b"." * 1000 + sorted(self.folk.needles())[0].upper().encode() + b"." + self.key)
        self.hold("the search finds a name that is there", bool(searching.in_files(words, control)))
        self.hold("the search finds a key that is there", bool(searching.in_files(hidden, control)))
        shutil.rmtree(control)

    def run_is_closed(self) -> None:
        """All five destroy what they have; it is logged at each; nothing can be made any more."""
        carried = {kind: [self.at(kind, name) for name in COUNTRIES] for kind in ("share", "tokens")}
        copies = self.folder / "copies"
        shutil.copytree(self.mail, copies)
        unit_closed = self.at("closed", "unit")
        self.unit.type(*self.of("close", *carried["tokens"]), "--unit", "--out", unit_closed)
        for name, country in self.countries.items():
            given = (self.at("result", "unit"), unit_closed, self.at("share", name))
            country.type(*self.of("close", *given), "--as", "alma", "--out", self.at("closed", name))
            kinds = [one["kind"] for one in country.do("logged", run=str(self.terms.run))]
            self.hold(f"{name} has it in its logbook", kinds.count("people.count_run_closed") == 1 and len(kinds) == 4)
            last = country.do("logged", run=str(self.terms.run))[-1]["payload"]
            self.hold(f"{name} noted the total", last["total"][1] == self.result["total"][0] and last["unit_closed"])
            self.hold(f"{name} has no key any more", country.do("kept", run=str(self.terms.run)) == {})
            said = country.type(*self.of("share", *carried["tokens"][:0]), "--as", "alma", "--out", self.at("no", name), code=2)
            self.hold(f"{name} makes nothing any more", "people.count_closed" in said)
        self.hold("tokens and shares are gone", not any(path.exists() for paths in carried.values() for path in paths))
        log = self.unit.type(*COUNT, "log")
        self.hold("the unit knows which run it was", str(self.terms.run) in log and log.count("\n") == 0)
        again = self.unit.type(
            *self.of("run", *copies.glob("tokens-*"), *copies.glob("agreement-*")), "--out", self.at("no", "unit"), code=2
        )
        self.hold("copies that somebody kept are not counted", "people.count_closed" in again)
        tokens = searching.Needles(self.token_bytes(), is_text=False)
        folders = self.folders()
        leaked = searching.in_files(tokens, *folders) | searching.in_files(searching.secrets(self.secret_bytes()), *folders)
        self.hold(f"no file holds a token or a key: {list(leaked)[:3]}", not leaked)
        self.hold("the unit keeps no key of the run", not list((self.unit.home / "keys").glob("*.key")))

    # What is asked again and again ----------------------------------------------------------------------------------------

    def look_into_the_unit(self) -> None:
        """Search the unit's living memory. That the search sees is shown by what must be there: the id of the run."""
        run = str(self.terms.run)
        words, hidden = searching.names({*self.folk.needles(), run}), searching.secrets(self.secret_bytes())
        (names, secrets), size = searching.in_memory(self.unit.begin(), words, hidden)
        seen = names & {run.encode()}
        names -= {run.encode(), run.encode("utf-16-le")}
        self.searched += size
        self.hold("memory was read", size > 20_000_000 and bool(seen))
        self.hold(f"the unit's memory holds no name: {sorted(names)[:3]}", not names)
        self.hold(f"the unit's memory holds no key and no share: {len(secrets)}", not secrets)

    def folders(self) -> list[Path]:
        """Return every folder that any of the five wrote into, asked to or not, and what was carried."""
        machines = [self.unit, *self.countries.values()]
        return [self.mail, *(one.home for one in machines), *(one.elsewhere for one in machines)]

    def secret_bytes(self) -> list[bytes]:
        """Return the key of the run, and what each country keeps to itself."""
        return [self.key, *(bytes.fromhex(one) for kept in self.kept.values() for one in kept.values())]

    def token_bytes(self) -> list[bytes]:
        """Return the tokens of some common names, as they lie in a table."""
        return [
            Tokens(self.key, within=nation).of("given", name.lower()).to_bytes(8, "little", signed=True)
            for nation in self.folk.nationalities
            for sex in "FM"
            for name in self.folk.pools[nation, sex][0][:5]
        ]

    def at(self, kind: str, who: str) -> Path:
        """Return where a paper is carried."""
        return self.mail / f"{kind}-{who}.json"

    def of(self, step: str, *more: str | Path) -> tuple[str | Path, ...]:
        """Return a command of this run."""
        return (*COUNT, step, self.at("terms", "all"), *more)

    def hold(self, what: str, is_so: bool) -> None:
        """Raise AssertionError unless it is so."""
        assert is_so, what
        self.checks += 1
