"""Tendencias: one series of months, what explains it and what may come; chosen by name, drawn, and told in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any, NamedTuple

from django.utils import formats
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from vereda.desk.labels import Labels
from vereda.desk.words import trends as words
from vereda.statistics import door as statistics
from vereda.statistics.door import charts
from vereda.statistics.trends import Explained, Month, Trend, Tried, Way

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


def trend(country: str, one: Asked, today: date) -> tuple[Trend, tuple[str, ...]] | None:
    """Return the trend of a series and the sources of what was counted by hand; None where nothing was counted yet."""
    return statistics.trend_of(country, today, one.dimension, one.code)


@dataclass(frozen=True)
class PastShown:
    """A year that was told by hand: how many of its months, and of which series."""

    year: int
    months: int
    series: int
    source: str


def past_years(country: str) -> list[PastShown]:
    """Return the years that were told by hand, the latest first."""
    return [
        PastShown(row.year, sum(_is_told(row.series, at) for at in range(12)), len(row.series), row.source)
        for row in reversed(statistics.past_years(country))
    ]


def _is_told(told: Sequence[Mapping[str, Any]], at: int) -> bool:  # Any: JSON of `PastSeries`
    return any(one["months"][at] is not None for one in told)


# the picture -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A month of the table. value: what was counted, or what is foreseen with its interval, in words."""

    month: str
    value: str
    is_foreseen: bool = False
    is_by_hand: bool = False


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
    by_hand, known = known[: found.series.by_hand], known[found.series.by_hand :]
    lines = [charts.Series(_("Contado aquí") if by_hand else _("Contado"), known)] if known else []
    band = None
    if found.months:
        told = [*(known or by_hand)[-1:], *((month.first, float(month.middle)) for month in found.months)]
        lines.append(charts.Series(_("Pronóstico"), told, is_foreseen=True))
        band = charts.Band(_("8 de 10 meses"), [(month.first, float(month.low), float(month.high)) for month in found.months])
    if by_hand:
        lines.append(charts.Series(_("Contado a mano, antes"), by_hand))
    title = f"{one.name}: {one.unit}"
    wide, narrow = (charts.line(lines, band=band, lang=lang, title=title, width=width) for width in (charts.WIDE, charts.NARROW))
    return Drawn(wide, narrow, tuple(_rows(found)))


def _rows(found: Trend) -> Iterator[Row]:
    between = _("{middle} (de {low} a {high})")
    for month in reversed(found.months):
        yield Row(_month(month.first), between.format(**_numbers(month)), is_foreseen=True)
    for at, first, value in reversed(list(zip(count(), found.series.months, found.series.values, strict=False))):
        said = _("sin dato") if value is None else f"{value:,.0f}"
        yield Row(_month(first), said, is_by_hand=at < found.series.by_hand)


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
    return [*_method(found), _season(found), _feast(found), *_steps(found)]


def _method(found: Explained) -> Iterator[str]:
    """Yield what another way of counting does: a change of level of the numbers, which says nothing of people."""
    if found.method is None:
        return
    size = round(abs(100 * found.method.share))
    told = (
        _("Desde {month} se cuenta aquí y no a mano: las cifras son {n} % más altas.")
        if found.method.share > 0
        else _("Desde {month} se cuenta aquí y no a mano: las cifras son {n} % más bajas.")
    )
    yield told.format(month=_month(found.method.since), n=size)
    yield _("Es otra forma de contar: no dice que venga más gente, ni menos.")
    yield _("Para pronosticar, los meses de antes se llevan al nivel de ahora; el intervalo es más ancho por eso.")


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
    return _inside(formats.date_format(first, "YEAR_MONTH_FORMAT"))


def _name(month: int) -> str:
    return _inside(formats.date_format(date(2000, month, 1), "F"))


def _inside(month: str) -> str:
    """Return a month as it stands inside a sentence: in English, unlike here, with its capital."""
    return month if get_language() == "en" else month.lower()
