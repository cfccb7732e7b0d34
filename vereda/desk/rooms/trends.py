"""Tendencias: one series of months, what explains it and what may come; chosen by name, drawn, and told in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils import formats
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from vereda.countries.door import celebrated
from vereda.desk.labels import Labels
from vereda.desk.words import trends as words
from vereda.statistics import door as statistics
from vereda.statistics.door import charts
from vereda.statistics.trends import AHEAD, Explained, Month, Trend, Tried, Way, foreseen, last_whole, month_after, series

MOST_MONTHS = 120
ALL = "todas"
KINDS = {"nacionalidad": "nationality", "entidad": "state", "tipo": "category"}
"""What stands before the colon in the address, and the dimension of the bulletin that it is."""


class Choice(NamedTuple):
    """A series that can be asked for: how it stands in the address, and what it is called."""

    value: str
    name: str


@dataclass(frozen=True)
class Asked:
    """A series. dimension, code: '' for all people."""

    value: str
    name: str
    dimension: str
    code: str

    @property
    def unit(self) -> str:
        return _("Atenciones") if self.dimension == "category" else _("Personas atendidas")


def choices(country: str, labels: Labels) -> list[tuple[str, list[Choice]]]:
    """Return the series of a country by kind; which of them hold enough, is said when they are looked at."""
    known = statistics.catalogue(country)
    return [
        ("", [Choice(ALL, _("Todas las personas atendidas"))]),
        (
            _("Por nacionalidad"),
            [Choice(f"nacionalidad:{one.code}", labels.nationality(one.code)) for one in known.nationalities],
        ),
        (_("Por entidad"), [Choice(f"entidad:{one.code}", one.es) for one in known.states]),
        (
            _("Por tipo de atención"),
            [Choice(f"tipo:{one.code}", labels.category(one.code)) for one in known.categories if one.in_total],
        ),
    ]


def asked(value: str, offered: Sequence[tuple[str, Sequence[Choice]]]) -> Asked | None:
    """Return the series of an address; None where it is none of those offered."""
    found = next((one for _head, some in offered for one in some if one.value == value), None)
    if found is None:
        return None
    kind, _colon, code = value.partition(":")
    return Asked(value, found.name, KINDS.get(kind, ""), code)


def trend(country: str, one: Asked, today: date) -> Trend | None:
    """Return the trend of a series up to the last month that is over; None where nothing was counted yet."""
    last, first = last_whole(today), statistics.first_month(country)
    if first is None or first > last:
        return None
    first = max(first, month_after(last, 1 - MOST_MONTHS))
    counted = _counted(country, first, last, one)
    whole = counted if not one.dimension else _counted(country, first, last, Asked(ALL, "", "", ""))
    found = series(counted, first, last, unknown=(month for month in _every(first, last) if month not in whole))
    return foreseen(found, celebrated(country, first.year, month_after(last, AHEAD).year))


def _every(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first = month_after(first)


def _counted(country: str, first: date, last: date, one: Asked) -> dict[date, float]:
    """Return month -> number, as the bulletin counts it. A month in which the country counted nothing is not known."""
    by = ["month", *([one.dimension] if one.dimension else [])]
    count = "services" if one.dimension == "category" else "people"
    until = month_after(last).fromordinal(month_after(last).toordinal() - 1)
    table = statistics.bulletin(statistics.question(country=country, from_on=first, to_on=until, by=by, count=count))
    return {date.fromisoformat(f"{key[0]}-01"): value for key, value in table.rows if key[1:] in ((), (one.code,))}


# the picture -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A month of the table. value: what was counted, or what is foreseen with its interval, in words."""

    month: str
    value: str
    is_foreseen: bool


@dataclass(frozen=True)
class Drawn:
    """The picture at two widths, and its numbers, the latest first."""

    wide: str
    narrow: str
    rows: tuple[Row, ...]


def drawn(found: Trend, one: Asked) -> Drawn:
    """Return the picture of a trend: what was counted, what is foreseen and its interval."""
    lang = get_language() or "es"
    known = list(zip(found.series.months, found.series.values, strict=True))
    lines = [charts.Series(_("Contado"), known)]
    band = None
    if found.months:
        told = [*known[-1:], *((month.first, float(month.middle)) for month in found.months)]
        lines.append(charts.Series(_("Pronóstico"), told, is_foreseen=True))
        band = charts.Band(_("8 de 10 meses"), [(month.first, float(month.low), float(month.high)) for month in found.months])
    title = f"{one.name}: {one.unit}"
    wide, narrow = (charts.line(lines, band=band, lang=lang, title=title, width=width) for width in (charts.WIDE, charts.NARROW))
    return Drawn(wide, narrow, tuple(_rows(found)))


def _rows(found: Trend) -> Iterator[Row]:
    between = _("{middle} (de {low} a {high})")
    for month in reversed(found.months):
        yield Row(_month(month.first), between.format(**_numbers(month)), True)
    for first, value in reversed(list(zip(found.series.months, found.series.values, strict=True))):
        yield Row(_month(first), _("sin dato") if value is None else f"{value:,.0f}", False)


def _numbers(month: Month) -> dict[str, str]:
    return {name: f"{getattr(month, name):,}" for name in ("middle", "low", "high")}


# sentences ---------------------------------------------------------------------------------------------------------------


def next_month(found: Trend) -> str:
    """Return what the next month may bring; '' where nothing is foreseen."""
    if not found.months:
        return ""
    month = found.months[0]
    told = _("Para {month} se esperan unas {middle}: entre {low} y {high} en 8 de cada 10 casos.")
    return told.format(month=_month(month.first), **_numbers(month))


def chosen(found: Tried) -> str:
    """Return how the forecast is made, and why so."""
    tries = ngettext("%(n)d prueba", "%(n)d pruebas", found.tries) % {"n": found.tries}
    if found.is_naive:
        told = _(
            "En {tries} con meses ya conocidos nada fue claramente mejor que repetir el mismo mes del año anterior: se usa eso."
        )
        return told.format(tries=tries)
    told = _(
        "Se usa «{way}»: en {tries} con meses ya conocidos, su error medio fue {less} % menor que el de repetir el mismo mes del "
        "año anterior."
    )
    return told.format(way=words.WAYS[found.chosen], tries=tries, less=round(100 * (1 - found.ratio)))


@dataclass(frozen=True)
class TriedRow:
    """A way that was tried. error: as a part of that of seasonal naive [%]; held: months inside its interval [%]."""

    name: str
    error: int
    held: int
    is_chosen: bool


def tried_rows(found: Tried) -> list[TriedRow]:
    """Return all ways that were tried, the best first."""
    naive = found.scores[Way.SEASONAL_NAIVE].mase or 1.0
    told = [
        TriedRow(str(words.WAYS[way]), round(100 * one.mase / naive), round(100 * one.held), way == found.chosen)
        for way, one in found.scores.items()
    ]
    return sorted(told, key=lambda one: one.error)


def explanations(found: Explained) -> list[str]:
    """Return season, feasts and changes of level in sentences; what cannot be told from chance is said so."""
    return [_season(found), _feast(found), *_steps(found)]


def _season(found: Explained) -> str:
    if found.season is None:
        return _("No se distingue una temporada: los meses del año se parecen.")
    told = _("El mes más fuerte suele ser {strong} ({up} % más que un mes medio) y el más flojo, {weak} ({down} % menos).")
    return told.format(
        strong=_name(found.strongest),
        up=round(100 * max(found.season)),
        weak=_name(found.weakest),
        down=round(-100 * min(found.season)),
    )


def _feast(found: Explained) -> str:
    if found.feast is None:
        return _("Las fiestas que cambian de mes, como la Semana Santa, no se notan.")
    size = round(abs(100 * found.feast))
    told = (
        _("Cada día hábil de fiestas que cambian de mes, como la Semana Santa, baja el mes {n} %.")
        if found.feast < 0
        else _("Cada día hábil de fiestas que cambian de mes, como la Semana Santa, sube el mes {n} %.")
    )
    return told.format(n=size)


def _steps(found: Explained) -> Iterator[str]:
    if not found.steps:
        yield _("No se ve ningún cambio de nivel que dure.")
    for step in found.steps:
        told = (
            _("Desde {month} el nivel es {n} % más alto que antes.")
            if step.share > 0
            else _("Desde {month} el nivel es {n} % más bajo que antes.")
        )
        yield told.format(month=_month(step.since), n=round(abs(100 * step.share)))
    if found.steps:
        yield _("Las cifras no dicen por qué: puede ser un puesto nuevo, otra forma de contar u otro camino de la gente.")


def _month(first: date) -> str:
    return formats.date_format(first, "YEAR_MONTH_FORMAT").lower()


def _name(month: int) -> str:
    return formats.date_format(date(2000, month, 1), "F").lower()
