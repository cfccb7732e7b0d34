"""What `bench.note` does in an installation: count twice, publish, write the note, follow its links."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from vereda.access.door import Role, make_demo_accounts
from vereda.access.tests.cast import Cast
from vereda.countries import loader
from vereda.countries.door import pack
from vereda.demo.door import write_year
from vereda.demo.press_day import data as invented
from vereda.demo.press_day import note_contact, publish, quotation
from vereda.demo.reports_day import office_author
from vereda.desk.door import news
from vereda.logbook.door import Author
from vereda.press import door as press
from vereda.press.schema import Approver, NoteText, Stands, workshops
from vereda.statistics import door as statistics
from vereda.statistics.drawing import read_exact
from vereda.statistics.public_tables import public_table, put_together

SQL = Path(__file__).with_name("noted.sql")
OF = {
    "services-category-state": ("services", ("category", "state")),
    "services-category-nationality": ("services", ("category", "nationality")),
}
ATTRIBUTES = ("nationality", "sex", "age_band")

type Counts = Mapping[tuple[str, ...], int]


def asked_since(country: str, year: int) -> None:
    """Have the question of the last help asked in an invented year before the one from which on the pack asks it.

    Nobody was asked in the past; an invented year of it has answers only so. In this process alone, which writes and counts.
    """
    here = pack(country)
    rules = tuple(one.model_copy(update={"since": f"{year}-01"}) for one in here.country.asking)
    changed = replace(here, country=here.country.model_copy(update={"asking": rules}))
    loader._cached = lambda iso: changed if iso == country else loader.load(loader.folder_of(iso))  # type: ignore[assignment]


def filled(country: str, year: int, assisted: int, seed: int) -> None:
    """Write the invented year into an empty installation."""
    call_command("migrate", verbosity=0)
    with timed(f"{assisted:,} attentions invented and written"):
        done = write_year(country=country, year=year, assisted=assisted, seed=seed, add=False, now=timezone.now())
    print(f"  {done.plan.persons:,} different people, which the generator alone knows", flush=True)


def drill(country: str, year: int) -> int:
    """Count, compare, publish, write; return 1 where anything differs."""
    make_demo_accounts(country)
    first, last = date(year, 1, 1), date(year, 12, 31)
    with timed("plain SQL on the read models"):
        counted = dict(in_sql(country, first, last))
    with timed("the same by the facts"):
        wrong = [said for name, one in counted.items() for said in differs(name, one, by_facts(country, name, first, last))]
    writes, second = (office_author(country, role) for role in (Role.STATISTICS, Role.DATA_PROTECTION))
    for period in (*(f"{year}-{month:02d}" for month in range(1, 13)), str(year)):
        published(country, period, writes, second)
    row = statistics.standing(country, str(year))
    wrong += [said for name, one in counted.items() for said in differs(f"edition, {name}", one, of_edition(row, name, one))]
    with timed("drawn again to the digit"):
        wrong += statistics.not_reproduced(row, 1)
    with timed("note"):
        subject = noted(country, str(year), writes, second)
    wrong += followed(country, str(subject))
    groups = counted["groups"]["TOTAL",]
    annex = press.note(subject, country).revisions[-1]["drafted"]["told"]["annex"]
    wrong += [] if annex["groups"] == groups else [f"groups: {annex['groups']} in the note, {groups} in SQL"]
    print("\n".join(wrong) or "all agree", flush=True)
    return int(bool(wrong))


def published(country: str, period: str, writes: Author, second: Author) -> None:
    """Publish a period by two persons; what stands already from a run before stays."""
    known = statistics.edition(country, period)
    if known is None or not known.revisions:
        with timed(f"edition {period}"):
            statistics.propose_period(period, by=writes, at=timezone.now())
            statistics.publish_period(period, by=second, at=timezone.now())


# counted twice ------------------------------------------------------------------------------------------------------


def in_sql(country: str, first: date, last: date) -> Iterator[tuple[str, Counts]]:
    """Yield each table as plain SQL counts it, by name; nothing that is zero."""
    database = sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True)
    database.execute("PRAGMA temp_store = MEMORY")
    _fill(database, country)
    told = {"country": country, "first": first.isoformat(), "last": last.isoformat()}
    for statement in statements():
        database.execute(statement, told if ":country" in statement else {})
    yield "services-category-state", _rows(database, "SELECT category, state, sum(people) FROM by_category GROUP BY 1, 2")
    yield "services-category-nationality", _rows(database, "SELECT category, nationality, people FROM by_nationality")
    for name in ATTRIBUTES:
        yield name, _rows(database, f"SELECT code, people FROM by_attribute WHERE attribute = '{name}'")
    yield "groups", _rows(database, "SELECT 'TOTAL', count(DISTINCT post) FROM by_category WHERE people > 0")
    database.close()


def statements() -> Iterator[str]:
    """Yield the statements of the file."""
    waiting = ""
    for line in SQL.read_text(encoding="utf-8").splitlines(keepends=True):
        waiting += "" if line.startswith("--") else line
        if sqlite3.complete_statement(waiting):
            yield waiting
            waiting = ""


def _fill(database: sqlite3.Connection, country: str) -> None:
    """Write into temporary tables what the pack says: which service counts in which category on which days, where a group is."""
    here = pack(country)
    inside = [code for code, one in here.categories.items() if one.in_total]
    database.execute("CREATE TEMP TABLE mapping (service, category, valid_from, valid_to)")
    database.execute("CREATE TEMP TABLE home (code, state)")
    database.execute("CREATE TEMP TABLE inside (code)")
    rows = [
        (one.service, one.category, (one.valid_from or date.min).isoformat(), (one.valid_to or date.max).isoformat())
        for one in here.mapping
        if one.category in inside
    ]
    database.executemany("INSERT INTO mapping VALUES (?, ?, ?, ?)", rows)
    database.executemany("INSERT INTO home VALUES (?, ?)", [(code, one.state) for code, one in here.groups.items()])
    database.executemany("INSERT INTO inside VALUES (?)", [(code,) for code in inside])


def _rows(database: sqlite3.Connection, asked: str) -> Counts:
    return {tuple(row[:-1]): row[-1] for row in database.execute(asked) if row[-1]}


def by_facts(country: str, name: str, first: date, last: date) -> Counts:
    """Return the same table from facts, as a bulletin counts it."""
    if name == "groups":
        counted = statistics.days(country, first, last)
        return {("TOTAL",): len({group for (group, _on), day in counted.items() if day.total})}
    count, by = OF.get(name, ("people", (name,)))
    asked = statistics.question(country=country, from_on=first.isoformat(), to_on=last.isoformat(), by=list(by), count=count)
    found, _block, _on = statistics.cells(asked)
    return {one.codes: one.count for one in found if one.count and "TOTAL" not in one.codes}


def of_edition(row: statistics.Edition, name: str, counted: Counts) -> Counts:
    """Return the table of an edition before protection, by its own exact copy; what it puts together, put together in both."""
    if name == "groups":
        return counted
    code, by = (
        (name, OF[name][1]) if name in OF else (f"people-{'nationality-sex' if name != 'age_band' else 'sex-age'}", (name,))
    )
    dims = public_table(code).by
    cells = [one.cell for one in read_exact(statistics.kept(row).exact)[code]]
    kept = [one for one in cells if all((dim in by) == (told != "TOTAL") for dim, told in zip(dims, one.codes, strict=True))]
    return {tuple(told for told in one.codes if told != "TOTAL"): one.count for one in kept if one.count}


def differs(name: str, counted: Counts, found: Counts) -> list[str]:
    """Return what differs, and print the sum. Of an edition SQL's rows are put together as its own are."""
    if name.startswith("edition, ") and not name.endswith("groups"):
        counted = _together(name.removeprefix("edition, "), counted)
    print(f"  {name}: {sum(counted.values()):,} in SQL, {sum(found.values()):,} here, {len(counted)} cells", flush=True)
    return [
        f"{name} {codes}: {counted.get(codes, 0):,} in SQL, {found.get(codes, 0):,} here"
        for codes in sorted({*counted, *found})
        if counted.get(codes, 0) != found.get(codes, 0)
    ]


def _together(name: str, counted: Counts) -> Counts:
    country = "mx"
    row_of = put_together(statistics.catalogue(country), {one.state for one in pack(country).groups.values()})
    by = OF[name][1] if name in OF else (name,)
    found: Counter[tuple[str, ...]] = Counter()
    for codes, count in counted.items():
        found[tuple(row_of(dim, code) for dim, code in zip(by, codes, strict=True))] += count
    return found


# the note -----------------------------------------------------------------------------------------------------------


def noted(country: str, period: str, writes: Author, second: Author) -> Any:  # Any: the id of a note
    """Write, approve and publish the note with the typed workshop and two contacts; print it in both languages."""
    now = timezone.now()
    contacts = tuple(note_contact(told, by=writes, now=now) for told in invented()["contact"])
    annex = news.annex(country, period, now, waits=True)
    assert annex is not None
    told = news.Choices(period, invented()["place"], workshops()[0], (quotation(),), _line(), contacts)
    subject = press.draft_note(news.drafted(country, told, annex), by=writes, at=now).subject
    approval = {"approved_by": Approver.OFFICE, "on": timezone.localdate(), **invented()["approval"]}
    press.approve_quotation(subject, words=press.digest(quotation()), by=second, at=now, **approval)
    publish(subject, by=second, now=now)
    said = press.note(subject, country).revisions[-1]
    text, kept = NoteText.model_validate(said["text"]), press.contacts_of(country, contacts)
    drafted = news.drafted(country, told, annex)
    for lang in ("es", "en"):
        sheet = news.sheet(country, text, kept, drafted, lang, now)
        print(press.sheet.text(sheet))
        press.printing.pdf(sheet, f"{country}-{period}")
    for one in annex.estimates:
        print(f"  {one.method}: {one.individuals} ({one.low} to {one.high}) {one.version} {one.why.en if one.why else ''}")
    return subject


def _line() -> Any:  # Any: a line of a programme
    from vereda.press.schema import ProgrammeLine, Said

    words = Said(
        es="El taller es parte de la segunda fase de un programa regional (línea inventada de la demostración).",
        en="The workshop is part of the second phase of a regional programme (a line invented for the demonstration).",
    )
    return ProgrammeLine(text=words, source="demonstration")


def followed(country: str, subject: str) -> list[str]:
    """Follow the link of every figure of a published note; return those that lead nowhere or to another number."""
    client = Cast().client("julia", host="localhost")
    row, wrong = press.note(subject, country), []  # type: ignore[arg-type]  # text of an id
    for one in NoteText.model_validate(row.revisions[-1]["text"]).figures:
        if one.stands is Stands.SOURCE:
            continue
        name, arguments = ("note_figure", [subject, one.number]) if one.stands is Stands.EDITION else ("note_annex", [subject])
        answer = client.get(reverse(f"desk:{name}", args=arguments))
        if answer.status_code != 200 or f"{one.value:,}" not in answer.content.decode():
            wrong.append(f"figure {one.number}: {answer.status_code}, {one.value:,} is not there")
    return wrong


@contextmanager
def timed(said: str) -> Iterator[None]:
    """Print how long something took."""
    began, worked = time.perf_counter(), time.process_time()
    yield
    print(f"{said}: {time.perf_counter() - began:.1f} s ({time.process_time() - worked:.1f} s of processor)", flush=True)
