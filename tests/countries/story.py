"""What happens in the drill, and what must hold after each of it.

Four countries and an office of several start from nothing. Each works through the same day; a woman goes from one to another and
word of her comes back; a practice goes from one to three; each publishes a month, and the office adds the tables up.
"""

from __future__ import annotations

import csv
import io
import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from operator import methodcaller
from pathlib import Path

from tests.between.machines import Headquarters, trust
from tests.count import searching
from tests.countries import month, practice, sums, terms
from tests.countries.day import HOME, IN_GROUP, ROLES, Day, Drawn
from tests.countries.terms import COUNTRIES
from tests.countries.visitor import Line, Page, Visitor
from tests.dead_post.machines import Clock
from vereda.countries.door import pack

BEGAN = datetime(2026, 9, 14, 6, tzinfo=UTC)
"""Midnight of the day, in all four countries."""
MONTH = "2026-09"
DAY_MIN = 24 * 60
PUBLISHED_MIN = 52 * DAY_MIN
"""A month is published thirty days after its end at the earliest."""
SENDS, TAKES = "hn", "gt"
HAS_PRACTICE = "mx"
OFFICE = "Oficina del programa"
AT_HEADQUARTERS = {"julia": "statistics", "paola": "content_editor", "hector": "content_approver"}


class Story:
    """The machines, and what was seen. taken: seconds of each chapter."""

    def __init__(self, folder: Path, *, seed: int, meetings: int) -> None:
        self.folder, self.seed, self.meetings = folder, seed, meetings
        self.clock = Clock(folder, BEGAN)
        self.clock.move_to(0)
        more = {**self.clock.settings, "TEST_CLOCK_OFTEN": "1"}
        self.countries = {iso: Headquarters(iso, folder, more, country=iso) for iso in COUNTRIES}
        self.region = Headquarters("region", folder, more, region=OFFICE)
        self.machines = [*self.countries.values(), self.region]
        self.days: dict[str, Day] = {}
        self.visitors: dict[tuple[str, str], Visitor] = {}
        self.passwords: dict[tuple[str, str], str] = {}
        self.taken: list[tuple[str, float]] = []
        self.checks = 0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Let go of every process at the end, however it ends."""
        try:
            yield
        finally:
            for one in self.machines:
                one.let_go()
                one.stop()

    def tell(self) -> str:
        """Go through all of it; return the closing line. Raises AssertionError where something does not hold."""
        chapters: list[tuple[str, Callable[[], None]]] = [
            ("packs are checked", self.packs_are_checked),
            ("five installations start from nothing", self.all_start),
            ("the same day in four countries", self.same_day),
            ("each trusts each, by two persons", self.all_trust),
            ("a woman goes from one country to another", self.woman_goes),
            ("a practice goes from one to three", self.practice_goes),
            ("each publishes its month", self.month_is_published),
            ("the office adds up", self.office_adds_up),
            ("nobody is readable elsewhere", self.nobody_is_readable),
        ]
        with self.running():
            for name, chapter in chapters:
                began = time.monotonic()
                chapter()
                self.taken.append((name, time.monotonic() - began))
                print(f"{self.taken[-1][1]:7.1f} s  {name}", flush=True)
        return f"drill-countries: held (seed {self.seed}): 4 countries, 1 office, {self.checks} checks"

    # Chapters -------------------------------------------------------------------------------------------------------------

    def packs_are_checked(self) -> None:
        """`countries check` finds no mistake in any of the four, and says what nobody has verified."""
        with ThreadPoolExecutor() as several:
            every = list(several.map(lambda one: one.type("countries", "check", one.country), self.countries.values()))
        for iso, said in zip(self.countries, every, strict=True):
            unverified = re.search(rf"^{iso}: (\d+) renglones sin verificar$", said, re.MULTILINE)
            self.hold(f"the pack {iso} has no mistakes: {said[:200]}", f"{iso}: sin errores" in said and unverified is not None)
            rows = said[unverified.end() :].strip().splitlines() if unverified else []
            listed = sum(int(row.rpartition("\t")[2]) for row in rows)
            self.hold(f"{iso} lists what it counts", unverified is not None and listed == int(unverified[1]) > 0)
            print(f"           {iso}: {listed} rows that nobody has verified, in {len({row.split()[0] for row in rows})} files")

    def all_start(self) -> None:
        """Accounts are opened, servers answer, and people sign in for the first time."""

        def start(one: Headquarters) -> None:
            if one is self.region:
                accounts = {"esteban": "programme_officer"}
            else:
                group = HOME[one.country][0]
                accounts = {name: f"{role} {group}" if name in IN_GROUP else role for name, role in ROLES.items()}
                accounts |= AT_HEADQUARTERS
            self.passwords |= {(one.name, account): word for account, word in one.settle(**accounts).items()}
            one.start()

        with ThreadPoolExecutor() as several:
            list(several.map(start, self.machines))

    def same_day(self) -> None:
        """Each works through the day; each page says it as the pack does, and nothing as another country would."""
        with ThreadPoolExecutor() as several:  # at the same hour, since they have one clock
            self.days = {iso: self._day(iso) for iso in COUNTRIES}
            for hour in self.days[SENDS].hours:
                self.clock.move_to(60 * hour)
                list(several.map(methodcaller("do", hour), self.days.values()))
        for iso, day in self.days.items():
            for page, what, words in terms.expected(day):
                missing = [word for word in words if word.casefold() not in day.pages[page].text.casefold()]
                self.hold(f"{iso}: {page} says its {what}: {missing}", bool(words) and not missing)
            number = terms.emergency_number(day.pack)
            for name in ("sos", "guide"):
                self.hold(f"{iso}: {name} dials {number}", terms.dialled(day.pages[name]) == {number})
            read = {page.path: page for one in day.people.values() for page in one.read}
            strange = terms.foreign_in(iso, read)
            self.hold(f"{iso} says nothing as another country does: {strange[:5]}", not strange)
            other = next(one for one in COUNTRIES if one != iso)
            shown = {"control": day.ines.get(f"/leyes/paises/{other}/")}
            self.hold(f"{iso}: the search sees the laws of {other}", bool(terms.foreign_in(iso, shown)))

    def all_trust(self) -> None:
        """Cards go round, fingerprints are compared by two persons each way."""
        self.clock.move_to(DAY_MIN)
        pairs = [(self.countries[SENDS], self.countries[TAKES])]
        pairs += [(self.countries[HAS_PRACTICE], one) for iso, one in self.countries.items() if iso != HAS_PRACTICE]
        pairs += [(one, self.region) for one in self.countries.values()]
        for here, there in pairs:
            trust(here, there)
            trust(there, here)
        self.hold("a card is trusted by all", len(self.region.type("bundles", "list").splitlines()) == len(COUNTRIES))

    def woman_goes(self) -> None:
        """With her consent she goes by name to a group abroad, over the line; it answers; her own group hears it."""
        here, there, day = self.countries[SENDS], self.countries[TAKES], self.days[SENDS]
        group = HOME[TAKES][0]
        self.clock.move_to(DAY_MIN + 60)
        slip = day.refer_abroad(f"{there.fingerprint}:{group}")
        self.hold("nothing is to be dictated: it goes sealed", "Nada que dictar" in slip.text)
        referral = re.search(r"R-[0-9A-F]{6}", slip.text)
        self.hold("it has a number", referral is not None)
        stick = self.folder / "stick.vereda"
        here.type("bundles", "make", "--to", there.fingerprint, "--out", stick)
        self.hold("the bundle tells no name", not self.found_in(stick))
        for other in (*(one for iso, one in self.countries.items() if iso not in (SENDS, TAKES)), self.region):
            said = other.type("bundles", "take", stick, code=2)
            self.hold(f"{other.name} cannot open it: {said}", "bundles.not_ours" in said or "cerrado para otra" in said)
        self.hold("it went", "Entregado" in here.type("bundles", "send", "--to", there.fingerprint))
        host = self.visitor(TAKES, "ines")
        listed = host.get("/referencias/?purpose=assist")
        came = re.search(r"/referencias/de-fuera/([0-9a-f-]{36})/", listed.html)
        self.hold("she is on the list there", came is not None)
        way = f"/referencias/de-fuera/{came[1] if came else ''}/"
        seen = host.get(f"{way}?purpose=assist").text
        self.hold("the group there reads her name", day.drawn.name in seen)
        self.hold("and from whom", day.group.name in seen and day.pack.country.name_es in seen)
        host.post(f"{way}recibe/", {"purpose": "assist", "text": "Hay cama"})
        host.post(f"{way}llego/", {"purpose": "assist"})
        there.type("bundles", "send", "--to", here.fingerprint)
        own = [self.page_of_referral(day, one) for one in self.referrals(day)]
        heard = [page.text for page in own if "desde el otro país" in page.text]
        self.hold("her own group hears that she was taken in", len(heard) == 1 and "Hay cama" in heard[0])
        self.hold("and that she arrived", re.search(r"Llegó \d", heard[0]) is not None)

    def practice_goes(self) -> None:
        """Written, reviewed, published and translated in one; taken, read and published in the three others."""
        self.clock.move_to(DAY_MIN + 120)
        from_, others = self.countries[HAS_PRACTICE], [one for iso, one in self.countries.items() if iso != HAS_PRACTICE]
        subject = practice.published(*(self.visitor(HAS_PRACTICE, who) for who in ("rafael", "paola", "hector")))
        self.clock.move_to(
            DAY_MIN + 121
        )  # of two bundles of one instant the first stands, and a job of the server may have made one
        for number, there in enumerate(others):
            if number:
                from_.type("bundles", "send", "--to", there.fingerprint)
            else:  # one of them has no line
                stick = self.folder / "practice.vereda"
                from_.type("bundles", "make", "--to", there.fingerprint, "--out", stick)
                there.type("bundles", "take", stick)
            people = [self.visitor(there.country, who) for who in ("rafael", "paola", "hector", "ines")]
            seen = practice.taken_up(*people)
            for language, text in seen.items():
                missing = [word for word in practice.SAID[language].values() if word not in text]
                self.hold(f"{there.name} reads it in {language}: {missing}", not missing)
        self.hold("it is one practice", len(subject) == 36)

    def month_is_published(self) -> None:
        """The other days come in as files; two persons publish the month in each country."""
        self.clock.move_to(PUBLISHED_MIN)

        def publish(one: Headquarters) -> None:
            file = self.folder / f"{one.name}.csv"
            month.write(file, group=HOME[one.country][0], month=MONTH, meetings=self.meetings, seed=self.seed)
            one.type("import", "encounters", file)
            for who in ("julia", "adriana"):
                one.type("edition", "publish", MONTH, "--as", who)
            one.type("edition", "show", MONTH, "--verify")

        with ThreadPoolExecutor() as several:
            list(several.map(publish, self.countries.values()))
        self.clock.move_to(PUBLISHED_MIN + 1)
        for one in self.countries.values():
            one.type("bundles", "send", "--to", self.region.fingerprint)

    def office_adds_up(self) -> None:
        """Every table of the office equals the sum of the four that were published, cell by cell, on its page too."""
        tables = [line.split()[1] for line in self.region.type("bundles", "table", MONTH).splitlines()]
        self.hold("the office has tables", len(tables) > 5)
        esteban = self.visitor("region", "esteban")
        figures = 0
        for code in tables:
            own = {iso: one.type("edition", "show", MONTH, "--table", code) for iso, one in self.countries.items()}
            summed = self.region.type("bundles", "table", MONTH, code)
            wrong = sums.wrong(own, summed)
            self.hold(f"{code} adds up: {wrong[:3]}", not wrong)
            page = esteban.get(f"/entre-paises/tablas/?period={MONTH}&table={code}")
            shown = sums.on_page(page.html)
            said = [row[len(row) - len(COUNTRIES) - 2 :] for row in list(csv.reader(io.StringIO(summed)))[1:]]
            self.hold(f"the page of {code} says the same", shown == said)
            figures += sum(bool(row[-2]) for row in said)
        self.hold("there are figures to add", figures > 50)
        print(f"           {len(tables)} tables, {figures} sums of the office equal those of four countries")

    def nobody_is_readable(self) -> None:
        """The office holds no person; her name stands readable in no file of any installation, and is known to two of them."""
        entries, persons = self.region.do("persons")
        self.hold(f"the office holds {persons} records of persons", persons == 0)
        for iso, one in self.countries.items():
            came = len(one.do("came"))
            self.hold(f"{came} persons came from abroad to {iso}", came == (iso == TAKES))
        for one in self.machines:
            one.type("logbook", "verify")
            one.let_go()
            one.stop()  # what only stood in memory is in files now
            found = self.found_in(*(one.folder.glob(f"{one.name}.*")), one.home)
            self.hold(f"{one.name} has her name readable in {found[:3]}", not found)
        self.hold("nothing that was carried tells it", not self.found_in(*self.folder.glob("*.vereda")))
        control = self.folder / "control"
        control.write_bytes(b"." * 100 + self.days[SENDS].drawn.given.upper().encode())
        self.hold("the search sees a name that is there", bool(self.found_in(control)))
        print(f"           the office has {entries} entries and no person")

    # What is asked again and again ----------------------------------------------------------------------------------------

    def _day(self, iso: str) -> Day:
        return Day(pack(iso), Drawn.of(self.seed, iso), {name: self.visitor(iso, name) for name in ROLES})

    def visitor(self, machine: str, account: str) -> Visitor:
        """Return somebody at a desk, who signs in for the first time when first asked for."""
        if (machine, account) not in self.visitors:
            there = self.region if machine == "region" else self.countries[machine]
            door = Line(there.url, account, self.passwords[machine, account], lambda: float(self.clock.stamp))
            self.visitors[machine, account] = Visitor(door)
        return self.visitors[machine, account]

    def referrals(self, day: Day) -> list[str]:
        listed = day.ines.get("/referencias/?purpose=assist").html
        return list(dict.fromkeys(re.findall(r"/referencias/([0-9a-f-]{36})/", listed)))

    def page_of_referral(self, day: Day, subject: str) -> Page:
        return day.ines.get(f"/referencias/{subject}/?purpose=assist")

    def found_in(self, *places: Path) -> list[Path]:
        """Return the files in which a word of the woman's name stands."""
        drawn = self.days[SENDS].drawn
        needles = searching.names([drawn.given.lower(), drawn.surname.lower()])
        files = [one for place in places for one in ([place] if place.is_file() else searching.files(place))]
        return [path for path in files if needles.found_in(path.read_bytes())]

    def hold(self, what: str, is_so: bool) -> None:
        """Raise AssertionError unless it is so."""
        assert is_so, what
        self.checks += 1
