"""Tablero: what is asked for in the address, the numbers that answer it, and each as a picture, a table and a sentence.

All of it is exact and internal, of as many groups as the reader's counts reach.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.countries.door import pack
from vereda.desk.labels import Labels
from vereda.desk.rooms import individuals
from vereda.desk.rooms.mission_forms import RESCUED
from vereda.desk.rooms.typed import Typed
from vereda.guidance import door as guidance
from vereda.places.door import admin1_outline
from vereda.statistics import door as statistics
from vereda.statistics.door import Numbers, Table, charts

say = charts.sentences
MONTHS = 13
"""Months of a course: the last one stands beside the same month of the year before."""
TODAY = "hoy"
NAMES = ("periodo", "grupo", "contra")
type Named = tuple[str, int]


@dataclass(frozen=True)
class Asked:
    """What the address asks for. against: 'anio', 'mes' or '' for nothing; group: '' for all that the reader sees."""

    code: str
    label: str
    span: say.Span
    against: str
    group: str


@dataclass(frozen=True)
class Shown:
    """One answer: what it is called, what it says, how it is drawn at a width [px], and its numbers."""

    key: str
    title: str
    sentence: str
    draw: Callable[[int], str]
    table: charts.Table
    note: str = ""

    @property
    def wide(self) -> str:
        return self.draw(charts.WIDE)

    @property
    def narrow(self) -> str:
        return self.draw(charts.NARROW)


@dataclass(frozen=True)
class Tile:
    """A number that is read at one glance, and how it stands to a year before."""

    label: str
    value: int
    beside: str = ""


def lang() -> str:
    """Return the language of the pictures: that of the screen."""
    return (get_language() or "es")[:2]


# what is asked for ------------------------------------------------------------------------------------------------


def periods(country: str, today: date) -> list[tuple[str, str, date, date]]:
    """Return what can be chosen, as (code, label, first and last day): today, months, quarters and years, the latest first."""
    found = individuals.periods(country, today)
    return [
        (TODAY, _("Hoy"), today, today),
        *((one.code, one.label, one.from_on, one.to_on) for kind in ("month", "quarter", "year") for one in found[kind]),
    ]


def asked(typed: Typed, country: str, today: date, groups: Sequence[str]) -> tuple[Asked, list[tuple[str, str]]]:
    """Return what the address asks for and the periods to choose from. What it says that is not there stands beside its field.

    groups  codes that the reader may look at by themselves
    """
    offered = periods(country, today)
    this_month = f"{today:%Y-%m}"
    code = typed.get("periodo") or this_month
    chosen = next((one for one in offered if one[0] == code), None)
    if chosen is None:
        typed.wrong("periodo", _("Elija un periodo de la lista."))
        chosen = next(one for one in offered if one[0] == this_month)
    group = typed.get("grupo")
    if group and group not in groups:
        typed.wrong("grupo", _("Elija un grupo de la lista."))
        group = ""
    against = typed.get("contra") or "anio"
    if against not in ("anio", "mes", "nada"):
        typed.wrong("contra", _("Elija de la lista con qué se compara."))
        against = "anio"
    typed.values.update(periodo=chosen[0], grupo=group, contra=against)
    span = say.Span(chosen[2], max(chosen[2], chosen[3]))
    return Asked(chosen[0], chosen[1], span, "" if against == "nada" else against, group), [one[:2] for one in offered]


def back(on: date, months: int) -> date:
    """Return the same day some months before; the last of a month where that one is shorter."""
    number = on.year * 12 + on.month - 1 - months
    first = date(number // 12, number % 12 + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(on.day, last.day))


def span_before(span: say.Span, against: str) -> say.Span:
    """Return the days that a period is held against: whole months against whole months."""
    months = 12 if against == "anio" else 1
    ends_month = (span.to_on + timedelta(days=1)).day == 1
    last = back(span.to_on, months)
    if ends_month:
        last = (last.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return say.Span(back(span.from_on, months), last)


# the numbers ------------------------------------------------------------------------------------------------------


class Board:
    """The answers of one page. groups: whose counts the reader sees; None: the country."""

    def __init__(self, country: str, groups: Sequence[str] | None, chosen: Asked, today: date) -> None:
        self.country, self.chosen, self.today = country, chosen, today
        self.groups = [chosen.group] if chosen.group else groups
        self.labels, self.lang = Labels(country), lang()
        self.begun = statistics.first_month(country) or today.replace(day=1)
        before = span_before(chosen.span, chosen.against) if chosen.against else None
        self.before = before if before and before.from_on >= self.begun else None
        """The days that are compared; none where counting had not begun: nothing counted is not nobody met."""
        self._tables: dict[tuple[say.Span, tuple[str, ...], str], Table] = {}

    @cached_property
    def numbers(self) -> Numbers:
        """Have the months written anew where they changed, once."""
        days = [self.chosen.span.from_on, self.first_of_course, back(self.today.replace(day=1), 12)]
        days += [self.before.from_on] if self.before else []
        until = max(self.today, self.chosen.span.to_on)
        return statistics.numbers(self.country, min(days), until, groups=self.groups)

    @property
    def first_of_course(self) -> date:
        return back(self.chosen.span.to_on.replace(day=1), 2 * MONTHS - 2)

    def table(self, span: say.Span, by: tuple[str, ...], count: str = "people") -> Table:
        """Return the table of a question; what several pictures ask is asked once."""
        if (span, by, count) not in self._tables:
            self._tables[span, by, count] = self.numbers.table(span.from_on, span.to_on, by, count, lang=self.lang)
        return self._tables[span, by, count]

    def people(self, span: say.Span) -> int:
        return self.table(span, ("month",)).total

    def by(self, span: say.Span, dimension: str, count: str = "people") -> dict[str, int]:
        """Return people, or what else is counted, by code, in the order of the pack."""
        return {key[0]: value for key, value in self.table(span, (dimension,), count).rows}

    @cached_property
    def count(self) -> int:
        return self.people(self.chosen.span)

    def against(self, count: int | None) -> say.Before | None:
        """Return what a count is held against, in words; None where nothing is compared."""
        if count is None or self.before is None:
            return None
        made = say.year_before if self.chosen.against == "anio" else say.month_before
        return made(count, self.chosen.span)

    @property
    def then(self) -> str:
        """Return how the earlier period is called beside a bar."""
        return self.before.words(self.lang) if self.before else ""

    @cached_property
    def rescue_categories(self) -> list[str]:
        """Return the official categories in which a rescue counts on the last day that is shown."""
        found = statistics.catalogue(self.country)
        return [one for one in found.categories_of(RESCUED, self.chosen.span.to_on) if one in found.in_total]

    def rescued(self, span: say.Span) -> int:
        return sum(value for code, value in self.by(span, "category").items() if code in self.rescue_categories)


def tiles(board: Board) -> list[Tile]:
    """Return today and this month, each beside a year before: what is read at one glance."""
    day, month = say.Span(board.today, board.today), say.Span(board.today.replace(day=1), board.today)
    then = span_before(month, "anio")
    now, rescued = board.people(month), board.rescued(month)
    was = (board.people(then), board.rescued(then)) if then.from_on >= board.begun else (None, None)
    return [
        Tile(_("Personas hoy"), board.people(day)),
        Tile(_("Rescatadas hoy"), board.rescued(day)),
        Tile(_("Personas este mes"), now, _beside(now, was[0], month, board.lang)),
        Tile(_("Rescatadas este mes"), rescued, _beside(rescued, was[1], month, board.lang)),
    ]


def _beside(now: int, before: int | None, span: say.Span, language: str) -> str:
    if before is None:
        return ""
    said = say.change(now, say.year_before(before, span), language)
    return said[0].upper() + said[1:]


# the pictures -----------------------------------------------------------------------------------------------------


def nationality(board: Board) -> Shown:
    now = board.by(board.chosen.span, "nationality")
    then = board.by(board.before, "nationality") if board.before else None
    known = [(board.labels.nationality(code), n) for code, n in now.items() if code not in ("XX", "*")]
    before = board.against(board.people(board.before) if board.before else None)
    sentence = say.people(board.chosen.span, board.count, before, known, board.lang)
    return _bars(board, "nacionalidad", _("De dónde son"), sentence, now, then, lambda code: _nation(board, code))


def _nation(board: Board, code: str) -> str:
    return _("Sin nacionalidad anotada") if code == "*" else board.labels.nationality(code)


def course(board: Board) -> Shown:
    first, last = board.first_of_course, board.chosen.span.to_on
    counted = {_month(code): value for code, value in board.by(say.Span(first, last), "month").items()}
    return _course(board, "curso", _("Mes con mes"), counted, _("Personas atendidas"), say.course)


def rescues(board: Board) -> Shown:
    first, last = board.first_of_course, board.chosen.span.to_on
    found = board.table(say.Span(first, last), ("month", "category")).rows
    counted: dict[date, int] = {}
    for (code, category), value in found:
        if category in board.rescue_categories:
            counted[_month(code)] = counted.get(_month(code), 0) + value
    before = board.against(board.rescued(board.before) if board.before else None)
    sentence = say.rescues(board.chosen.span, board.rescued(board.chosen.span), before, board.lang)
    return _course(board, "rescates", _("Rescates"), counted, _("Personas rescatadas"), lambda points, language: sentence)


def _month(code: str) -> date:
    return date.fromisoformat(f"{code}-01")


def _course(
    board: Board,
    key: str,
    title: str,
    counted: Mapping[date, int],
    unit: str,
    told: Callable[[Sequence[tuple[date, float | None]], str], str],
) -> Shown:
    """Return thirteen months beside the same ones a year before. A month without a row counted nobody."""
    last = board.chosen.span.to_on.replace(day=1)
    months = [back(last, number) for number in reversed(range(MONTHS))]
    known = [on for on in months if on >= board.begun] or months[-1:]
    points = [(on, float(counted.get(on, 0))) for on in known]
    earlier = [(on, float(counted.get(back(on, 12), 0)) if back(on, 12) >= board.begun else None) for on in known]
    series = [charts.Series(unit, points)]
    if any(value is not None for _on, value in earlier):
        series.append(charts.Series(_("Un año antes"), earlier))
    runs = board.today.replace(day=1) == last and (board.today + timedelta(days=1)).day != 1
    whole = points[:-1] if runs else points
    note = _("El último mes va hasta el {day}.").format(day=formats.date_format(board.today, "MONTH_DAY_FORMAT")) if runs else ""
    full = f"{title}: {unit[:1].lower()}{unit[1:]}"
    return Shown(
        key,
        title,
        told(whole, board.lang),
        lambda width: charts.line(series, lang=board.lang, title=full, width=width),
        charts.table_of(series, board.lang),
        note,
    )


def needs(board: Board) -> Shown:
    now = board.by(board.chosen.span, "service", "services")
    sentence = say.needs([(board.labels.service(code), n) for code, n in now.items()], board.lang)
    note = _("Una por persona, encuentro y servicio: agua y comida son dos.")
    return _bars(board, "ayudas", _("Qué se dio"), sentence, now, None, board.labels.service, unit=_("Servicios"), note=note)


def areas(board: Board) -> Shown | None:
    """Return the map, where there is more than one area to show."""
    counted = board.by(board.chosen.span, "state")
    named = [(board.labels.state(code) if code else _("Sin lugar anotado"), n) for code, n in counted.items()]
    if len(counted) < 2:
        return None
    outlines, title, unit = outlines_of(board.country), _("Dónde fue"), _("Personas atendidas")
    return Shown(
        "mapa",
        title,
        say.areas(named, board.lang),
        lambda width: charts.area_map(counted, outlines, lang=board.lang, title=title, unit=unit, width=width),
        charts.area_table(counted, outlines, lang=board.lang, unit=unit),
        _("Por entidad, no por lugar: dónde está cada quien se olvida."),
    )


@cache
def outlines_of(country: str) -> charts.Outlines:
    return charts.Outlines(admin1_outline(country)["features"])


def by_group(board: Board) -> Shown | None:
    """Return the groups beside each other, where the reader sees several."""
    if board.groups is not None and len(board.groups) < 2:
        return None
    now = board.by(board.chosen.span, "group")
    then = board.by(board.before, "group") if board.before else None
    every = len(pack(board.country).groups) if board.groups is None else len(board.groups)
    sentence = say.groups([(board.labels.group(code), n) for code, n in now.items()], every, board.lang)
    return _bars(board, "grupos", _("Por grupo"), sentence, now, then, board.labels.group)


def languages(board: Board) -> Shown | None:
    """Return in which languages people were told of rights and dangers, in the months of the period."""
    told: dict[str, int] = {}
    first = board.chosen.span.from_on.replace(day=1)
    while first <= board.chosen.span.to_on:
        for cell in guidance.people_told(board.country, first, board.groups):
            told[cell.language] = told.get(cell.language, 0) + cell.people
        first = (first + timedelta(days=31)).replace(day=1)
    if not told:
        return None
    sentence = say.languages([(board.labels.language(code), n) for code, n in told.items()], board.lang)
    whole = "" if board.chosen.span.is_month else _("De meses completos.")
    note = " ".join(part for part in (_("Quien oyó de dos temas cuenta en los dos."), whole) if part)
    return _bars(
        board,
        "idiomas",
        _("Orientación por idioma"),
        sentence,
        told,
        None,
        board.labels.language,
        unit=_("Temas explicados"),
        note=note,
    )


def _bars(
    board: Board,
    key: str,
    title: str,
    sentence: str,
    now: Mapping[str, int],
    then: Mapping[str, int] | None,
    name: Callable[[str], str],
    *,
    unit: str = "",
    note: str = "",
) -> Shown:
    """Return bars, the longest first; of an earlier period beside them, where one is compared."""
    order = sorted(set(now) | set(then or {}), key=lambda code: (-now.get(code, 0), -(then or {}).get(code, 0), code))
    unit = unit or _("Personas atendidas")
    series = [
        charts.Series(
            unit if then is None else board.chosen.span.words(board.lang), [(name(code), now.get(code, 0)) for code in order]
        )
    ]
    if then is not None:
        series.append(charts.Series(board.then, [(name(code), then.get(code, 0)) for code in order]))
    full = f"{title}: {unit[:1].lower()}{unit[1:]}, {board.chosen.span.words(board.lang)}"
    return Shown(
        key,
        title,
        sentence,
        lambda width: charts.grouped(series, lang=board.lang, title=full, width=width),
        charts.table_of(series, board.lang, head=title),
        note,
    )


MAKERS: Mapping[str, Callable[[Board], Shown | None]] = {
    "nacionalidad": nationality,
    "curso": course,
    "rescates": rescues,
    "ayudas": needs,
    "mapa": areas,
    "grupos": by_group,
    "idiomas": languages,
}
"""The pictures of a page in their order, by the name that stands in the address of a file."""
