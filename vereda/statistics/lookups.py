"""From the house to the engine: the catalogue of a pack, the logbook as source of facts, the marks in the database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.countries import door as countries
from vereda.logbook import door as logbook
from vereda.logbook.schema import FactRow
from vereda.settings.environment import env
from vereda.statistics import actions, rules, store
from vereda.statistics.catalogue import Catalogue, Category, Mapped, Named
from vereda.statistics.models import DirtyMonth, FactsFolder
from vereda.statistics.numbers import Numbers
from vereda.statistics.table import Table
from vereda.statistics.words import BODY, PATROL

if TYPE_CHECKING:
    import ibis

    from vereda.statistics.asked import Asked
    from vereda.statistics.daily import DayCount
    from vereda.statistics.disclosure import Cell
    from vereda.statistics.monthly import Shown
    from vereda.statistics.records import Alike


def question(
    *,
    country: str,
    from_on: str | date,
    to_on: str | date,
    by: Iterable[str] = (),
    count: str = "services",
    outside: bool = False,
) -> rules.Question:
    """Return the question that somebody wrote, for an installed country, or raise the FieldError that says what to write."""
    installed = countries.installed()
    return rules.question(country=country, from_on=from_on, to_on=to_on, by=by, count=count, outside=outside, countries=installed)


def bulletin(
    asked: rules.Question,
    *,
    lang: str = "es",
    told: Callable[[date], None] = lambda month: None,
    groups: Iterable[str] | None = None,
) -> Table:
    """Return the internal, exact table, from months that are written anew where they changed.

    The caller has decided that somebody may see it, and writes it to the read log.
    told    is called before each month that is written
    groups  pack codes of the groups that are counted, for a reader who reaches no further; None: the whole country
    """
    # Ibis takes half a second to import: not at every start.
    from vereda.statistics.bulletin import ask
    from vereda.statistics.reading import facts_in

    months = rules.months(asked.from_on, asked.to_on)
    block, on = refresh(asked.country, months=months, told=told)
    facts = facts_in(here().paths(asked.country, months))
    if groups is not None:
        facts = facts.filter(facts.group.isin(sorted(groups)))
    return ask(asked, facts, catalogue(asked.country), as_of_block=block, as_of_on=on, lang=lang)


def numbers(country: str, from_on: date, to_on: date, *, groups: Iterable[str] | None = None) -> Numbers:
    """Return the exact numbers of some months for a dashboard, from months that are written anew where they changed.

    The caller has decided that somebody may see them, and writes it to the read log. groups: as in `bulletin`.
    """
    months = rules.months(from_on, to_on)
    block, on = refresh(country, months=months)
    within = None if groups is None else tuple(sorted(groups))
    return Numbers(catalogue(country), here().paths(country, months), block, on, within)


def days(
    country: str, from_on: date, to_on: date, *, groups: Iterable[str] | None = None, without: Iterable[UUID] = ()
) -> dict[tuple[str, date], DayCount]:
    """Return what each group counts on each local day of a period, as the bulletin counts it; days without anything are left out.

    groups   pack codes; None: the whole country
    without  subjects that are not counted: what was left out of an operation
    """
    from vereda.statistics.daily import by_day

    return by_day(
        _facts(country, from_on, to_on, groups), from_on, to_on, catalogue(country), without={one.hex for one in without}
    )


def asked(country: str, from_on: date, to_on: date, *, groups: Iterable[str] | None = None) -> Asked:
    """Return whom groups met on the local days of a period, and what those who were asked answered: what individuals are
    estimated from. Exact, internal and without persons; who may see it is decided before.

    groups  pack codes; None: the whole country
    """
    from vereda.statistics.asked import in_period

    return in_period(_facts(country, from_on, to_on, groups), from_on, to_on)


def cells(asked: rules.Question, *, sensitive: Collection[str] = ()) -> tuple[list[Cell], int, date | None]:
    """Return the exact cells of a table and its margins, with keys, and number and date of the block up to which they count.

    Exact and internal: what leaves is made of them by `disclosure.protect_together`. Who may see it is decided before.
    sensitive  codes whose cells have the higher threshold
    """
    from vereda.statistics.cells import cells as counted
    from vereda.statistics.reading import facts_in

    months = rules.months(asked.from_on, asked.to_on)
    block, on = refresh(asked.country, months=months)
    facts = facts_in(here().paths(asked.country, months))
    return counted(asked, facts, catalogue(asked.country), sensitive=sensitive), block, on


def noise_table_hash() -> str:
    """Return what an edition's manifest says of this installation's noise [hex]: same hash, same noise for the same members."""
    from vereda.statistics.disclosure import noise_table_hash as hashed

    return hashed(logbook.record_secret())


def alike(country: str, from_on: date, to_on: date, least: int, *, groups: Iterable[str] | None = None) -> list[Alike]:
    """Return records of one group and day that are equal line by line, of at least so many people."""
    from vereda.statistics import records

    return list(records.alike(_facts(country, from_on, to_on, groups), from_on, to_on, least))


def reported(country: str, from_on: date, to_on: date, *, groups: Iterable[str] | None = None) -> dict[UUID, int]:
    """Return the attentions of reported totals whose last day is in a period, by subject."""
    from vereda.statistics import records

    return records.reported(_facts(country, from_on, to_on, groups), from_on, to_on, catalogue(country).in_total)


def written(country: str, from_on: date, to_on: date) -> store.Written:
    """Return what the facts of a period are as they lie; nothing is written anew, so that a page may ask at any time."""
    return store.written(
        country,
        store=here(),
        source=LogbookFacts(country),
        marks=DatabaseMarks(),
        pack_hash=countries.pack(country).hash,
        months=rules.months(from_on, to_on),
    )


def counts_up_to(country: str, from_on: date, to_on: date, most: int) -> int:
    """Return how many records count in a period, at most so many: whether a page may work on all of them."""
    return logbook.counted_up_to(country, from_on, to_on, most)


def first_month(country: str) -> date | None:
    """Return the first month in which anything counts."""
    first = first_day(country)
    return first.replace(day=1) if first else None


def first_day(country: str) -> date | None:
    """Return the first local day on which anything counts."""
    return logbook.first_counted(country)


def trend_of(country: str, today: date, dimension: str = "", code: str = "") -> Shown | None:
    """Return the trend of a series of months up to the last one that is over; None where nothing was counted yet.

    dimension  'nationality', 'state' or 'category' with its code; '': everybody. Attentions of a category, people of all else.
    The caller has decided that somebody may see it, and writes it to the read log.
    """
    # Numpy and what stands on it take a while to import: not at every start.
    from vereda.statistics.monthly import Months

    return Months(country, today).shown(dimension, code)


def _facts(country: str, from_on: date, to_on: date, groups: Iterable[str] | None) -> ibis.Table:
    """Return the facts of the months of a period, written anew where they changed."""
    from vereda.statistics.reading import facts_in

    months = rules.months(from_on, to_on)
    refresh(country, months=months)
    facts = facts_in(here().paths(country, months))
    return facts if groups is None else facts.filter(facts.group.isin(sorted(groups)))


def refresh(
    country: str, *, months: Iterable[date] | None = None, told: Callable[[date], None] = lambda month: None
) -> tuple[int, date | None]:
    """Write the dirty months of a country again; return number and date of the block up to which the files are."""
    return store.refresh(
        country,
        store=here(),
        source=LogbookFacts(country),
        marks=DatabaseMarks(),
        pack_hash=countries.pack(country).hash,
        secret=logbook.record_secret(),
        months=months,
        told=told,
    )


def forget(country: str | None = None) -> None:
    """Have all files written again at the next reading: after a restore or a rebuild."""
    here().forget(country)


def here() -> store.Store:
    """Return the files of this installation."""
    return store.Store(Path(env().home) / "facts")


class LogbookFacts:
    """The logbook as a source of facts of a country, whose calendar dates the last block."""

    def __init__(self, country: str) -> None:
        self.zone = ZoneInfo(countries.pack(country).country.default_zone)

    def block(self) -> tuple[int, date | None]:
        head = logbook.head()
        return (head.number, datetime.fromisoformat(head.made_at).astimezone(self.zone).date()) if head else (0, None)

    def months(self, country: str) -> Iterable[date]:
        return logbook.months_counted(country)

    def rows(self, country: str, month: date) -> Iterator[FactRow]:
        return logbook.facts_of_month(country, month)


class DatabaseMarks:
    """The dirty marks beside the entries, in the same transactions."""

    def token(self, country: str) -> str:
        return str(FactsFolder.objects.get_or_create(country=country)[0].token)

    def of(self, country: str) -> dict[date, UUID]:
        return dict(DirtyMonth.objects.filter(country=country).order_by("month").values_list("month", "mark"))

    def mark(self, country: str, months: Iterable[date]) -> None:
        actions.mark_dirty(country, months)

    def clean(self, country: str, month: date, mark: UUID) -> bool:
        return actions.clean(country, month, mark)


def catalogue(country: str) -> Catalogue:
    """Return what the engine needs of an installed pack."""
    return _catalogue(countries.pack(country))


@lru_cache(maxsize=16)
def _catalogue(pack: countries.Pack) -> Catalogue:
    official = countries.official_categories(pack)
    codes = {category.code for category in official}
    services = (pack.services[code] for code in countries.service_codes(pack))
    nationalities = sorted(pack.nationalities.values(), key=lambda one: (one.order, one.code))
    return Catalogue(
        country=pack.iso,
        es=pack.name_es,
        en=pack.name_en,
        categories=tuple(
            Category(c.code, c.label_es, c.label_en, c.in_total, c.definition_es, c.definition_en) for c in official
        ),
        services=tuple(Named(s.code, s.label_es, s.label_en) for s in services),
        groups=tuple(Named(g.code, g.name, g.name) for g in pack.groups.values()),
        states=tuple(Named(a.code, a.name, a.name) for a in pack.admin1.values()),
        nationalities=tuple(Named(n.code, n.label_es, n.label_en) for n in nationalities),
        mapping=tuple(Mapped(m.service, m.category, m.valid_from, m.valid_to) for m in pack.mapping if m.category in codes),
        body=countries.category_counted_from(pack, countries.CountedFrom.BODY) or BODY,
        patrol=countries.category_counted_from(pack, countries.CountedFrom.PATROL) or PATROL,
        pack_hash=pack.hash,
    )
