"""The three estimates of individuals in words: on the page, in a file, as a sentence for a bulletin. None without interval."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from vereda.desk.labels import Labels
from vereda.desk.rooms import individuals
from vereda.desk.rooms.individuals import Made, Period
from vereda.desk.words import individuals as words
from vereda.desk.words.last_help import ANSWERS
from vereda.people import door as people
from vereda.people.door import OTHERS, Estimate, Method, NotEstimated, Together
from vereda.people.schema import LastHelp
from vereda.said import Said

BASE, LEAST = 5, 10
COLUMNS = ("method", "nationality", "from", "to", "met", "individuals", "low", "high", "version", "note")


@dataclass(frozen=True)
class Bar:
    """How often one person was met, on one scale for all: from, width, and the estimate itself [% of the picture]."""

    left: float
    width: float
    middle: float
    said: str


@dataclass(frozen=True)
class Way:
    """One of the three, in words. found: None where there is none, and then why, and what to do about it."""

    name: str | Promise
    what: str | Promise
    found: Estimate | None
    stands_on: str | Promise
    answered: str
    bar: Bar | None
    why: str
    to_do: str | Promise
    warnings: Sequence[str]
    assumed: Sequence[str]


@dataclass(frozen=True)
class Row:
    """A nationality. question, matching: None where there is none, or it is held back."""

    name: str
    met: int | None
    question: Estimate | None
    matching: Estimate | None


def ways(together: Together, labels: Labels) -> list[Way]:
    """Return all three, also those without a number."""
    most = max((one.times_met[2] for one in together.all if isinstance(one, Estimate)), default=1.0)
    return [_way(one, labels, most) for one in together.all]


def _way(one: Estimate | NotEstimated, labels: Labels, most: float) -> Way:
    named = words.NAMES[one.method], words.WHAT[one.method]
    if isinstance(one, NotEstimated):
        return Way(*named, None, "", "", None, one.why.by(_), words.TO_DO.get(one.why.text, ""), (), ())
    stands_on = words.STANDS_ON[one.method]
    told = [_named(said, labels).by(_) for said in one.warnings], [said.by(_) for said in one.assumed]
    return Way(*named, one, stands_on, _answered(one), _bar(one, most), "", "", *told)


def _bar(one: Estimate, most: float) -> Bar:
    """Return the bar of an estimate; the scale goes from once to the most often that any of the three holds possible."""
    middle, low, high = (100 * (often - 1) / (most - 1) if most > 1 else 0.0 for often in one.times_met)
    often = [formats.number_format(number, 1) for number in one.times_met]
    said = _("{middle} veces (entre {low} y {high})").format(middle=often[0], low=often[1], high=often[2])
    return Bar(round(low, 1), round(max(high - low, 0.8), 1), round(middle, 1), said)


def _named(said: Said, labels: Labels) -> Said:
    """Return a sentence with names of nationalities in the place of codes, and a day as it is said."""
    told = dict(said.values)
    if "codes" in told:
        told["codes"] = _names(told["codes"].split(", "), labels)
    if "on" in told:
        told["on"] = formats.date_format(date.fromisoformat(told["on"]), "DATE_FORMAT")
    return Said(said.text, **told)


def _names(codes: Sequence[str], labels: Labels) -> str:
    return ", ".join(_("otras") if code == OTHERS else labels.nationality(code) for code in codes)


def _answered(one: Estimate) -> str:
    if one.method == Method.QUESTION:
        told = _("Contestaron {answered} de {sampled} personas a quienes tocaba preguntar ({rate} %).")
        return told.format(answered=_number(one.answered), sampled=_number(one.sampled), rate=round(100 * one.response_rate))
    if one.method == Method.MATCHING:
        return _pairs_answered(one)
    return _("Al menos diez tarjetas se vieron otra vez.")


def _pairs_answered(one: Estimate) -> str:
    if one.answered >= one.sampled:
        return _("Se revisaron unos {n} pares, uno por uno.").format(n=_number(one.answered))
    told = _(
        "Se revisaron unos {n} de unos {drawn} pares sacados al azar. Para que el intervalo se angoste, pida a quien revisa "
        "identidades que conteste más en Coincidencias: están ahí, mezclados con los demás."
    )
    return told.format(n=_number(one.answered), drawn=_number(one.sampled))


def differences(together: Together) -> list[str]:
    """Return for each two whether they agree, in sentences; last what is compared where records of cases are among them."""
    pairs = [
        _("{one} y {other}. {said}").format(
            one=words.NAMES[one.one], other=str(words.NAMES[one.other]).lower(), said=one.said[0].by(_)
        )
        for one in together.differences
    ]
    return [*pairs, *dict.fromkeys(said.by(_) for one in together.differences for said in one.said[1:])]


def rows(together: Together, labels: Labels) -> list[Row]:
    """Return the nationalities, those most met first; what was held back, and those together, last."""
    question, matching = (
        one.by_nationality if isinstance(one, Estimate) else {} for one in (together.question, together.matching)
    )
    told = {code for each in (question, matching) for code, one in each.items() if isinstance(one, Estimate)}
    codes = sorted({*question, *told}, key=lambda code: (code == OTHERS, -_met(question.get(code)), code))
    return [
        Row(
            name=_("Otras, juntas") if code == OTHERS else labels.nationality(code),
            met=_met(question.get(code)) or None,
            question=_number_of(question.get(code)),
            matching=_number_of(matching.get(code)),
        )
        for code in codes
    ]


def _met(one: Estimate | NotEstimated | None) -> int:
    return one.met if isinstance(one, Estimate) else 0


def _number_of(one: Estimate | NotEstimated | None) -> Estimate | None:
    return one if isinstance(one, Estimate) else None


def recall_lines() -> list[str]:
    """Return what is assumed of memory, a line for each answer that is true."""
    found: dict[str, list[str]] = {}
    for meant, said, low, high in people.recall_ranges():
        told = _("entre {low} y {high} dicen «{said}»").format(low=round(100 * low), high=round(100 * high), said=_short(said))
        found.setdefault(_short(meant), []).append(told)
    line = _("De 100 personas de las que lo cierto es «{meant}», {said}.")
    return [line.format(meant=meant, said=", ".join(said)) for meant, said in found.items()]


def _short(answer: LastHelp) -> str:
    return str(ANSWERS[answer]).partition(" (")[0]


# the sentence -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sentence:
    """A sentence for a bulletin; '' with the reason where there is none."""

    text: str
    why_not: str = ""


def sentence(made: Made, period: Period, today: date) -> Sentence:
    """Return a sentence that may leave the house, with all three; none of a period that is too young, or where they differ."""
    together, told = made.together, individuals.main_of(made.together)
    if told is None:
        return Sentence("", _("No hay frase: de las personas atendidas no hay estimación."))
    if told.low < LEAST:
        return Sentence("", _("No hay frase: puede que sean menos de diez personas."))
    if together.do_agree is False:
        return Sentence("", _("No hay frase: las estimaciones no concuerdan. Averigüe por qué antes de publicar."))
    if _is_idea(told):
        return Sentence("", _("No hay frase: contestaron muy pocas personas. Pregunten más y vuelva a mirar."))
    leaves_on = individuals.leaves_on(period)
    if today < leaves_on:
        day = formats.date_format(leaves_on, "DATE_FORMAT")
        return Sentence(
            "", _("Todavía no hay frase: lo que sale de la casa tiene al menos 30 días. La habrá desde el {day}.").format(day=day)
        )
    others = [_other(one) for one in together.all if one is not told]
    first = _(
        "Entre {low} y {high} personas distintas recibieron ayuda {period}; lo más probable, {middle}. Es una estimación {by}, "
        "con intervalo de 95 % (método {version}), no un conteo."
    ).format(
        low=_number(told.low),
        high=_number(told.high),
        middle=_number(told.individuals),
        period=_between(told),
        by=words.BY[told.method],
        version=told.version,
    )
    last = _(
        "En ese tiempo hubo {encounters} encuentros y {services} atenciones: a una persona se le ayuda varias veces."
    ).format(encounters=_to_five(made.encounters), services=_to_five(made.services))
    return Sentence(" ".join([first, *others, last]))


def _is_idea(one: Estimate) -> bool:
    return any(said.text in (people.estimates.FEW_ASKED, people.estimates.FEW_CARDS) for said in one.warnings)


def _other(one: Estimate | NotEstimated) -> str:
    name = words.BY[one.method]
    if isinstance(one, NotEstimated):
        return _("La estimación {by} no se pudo hacer.").format(by=name)
    if one.method == Method.MATCHING:
        told = _("De {met} registros de expedientes, que son de otras personas, salen entre {low} y {high} (método {version}).")
        return told.format(met=_number(one.met), low=_number(one.low), high=_number(one.high), version=one.version)
    told = _("La estimación {by} da entre {low} y {high} (método {version}).")
    return told.format(by=name, low=_number(one.low), high=_number(one.high), version=one.version)


def _between(one: Estimate) -> str:
    days = [formats.date_format(day, "DATE_FORMAT") for day in (one.from_on, one.to_on)]
    return _("del {first} al {last}").format(first=days[0], last=days[1])


def _number(value: float) -> str:
    return f"{round(value):,}"


def _to_five(value: int) -> str:
    return _number(BASE * round(value / BASE)) if value >= LEAST else _("menos de 10")


# files ------------------------------------------------------------------------------------------------------------


def file_name(country: str, period: Period, form: str) -> str:
    """Return the name of a file, which says that it is internal."""
    return f"personas-distintas-{country}-{period.from_on}-{period.to_on}-interno-no-publicar.{form}"


def file_rows(made: Made) -> Iterator[tuple[str | int, ...]]:
    """Yield all that may be told, as codes: every row with its interval, method and version; why where there is none."""
    for one in made.together.all:
        yield _file_row(one, "")
        each = one.by_nationality if isinstance(one, Estimate) else {}
        yield from (_file_row(found, code) for code, found in sorted(each.items()))


def _file_row(one: Estimate | NotEstimated, code: str) -> tuple[str | int, ...]:
    if isinstance(one, NotEstimated):
        return (one.method.value, code, "", "", "", "", "", "", "", one.why.by(_))
    numbers = (one.met, one.individuals, one.low, one.high)
    notes = " ".join(said.by(_) for said in (*one.warnings, *one.assumed))
    days = one.from_on.isoformat(), one.to_on.isoformat()
    return (one.method.value, code, *days, *(round(number) for number in numbers), one.version, notes)


def csv_text(made: Made) -> str:
    """Return the rows as CSV, codes and numbers."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([COLUMNS, *file_rows(made)])
    return text.getvalue()


def workbook(made: Made, period: Period, lines: Sequence[str]) -> bytes:
    """Return the rows as .xlsx, with what must be read before them."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet, bold = book.add_worksheet(_("Personas distintas")[:31]), book.add_format({"bold": True})
        head: list[str] = [_("Personas distintas: {period}").format(period=period.label), *lines]
        for at, line in enumerate(head):
            sheet.write_string(at, 0, line, bold if at == 0 else None)
        _write(sheet, len(head) + 1, [COLUMNS, *file_rows(made)], bold)
        sheet.set_column(0, len(COLUMNS) - 2, 14)
    return memory.getvalue()


def _write(sheet: Any, at: int, told: Sequence[Sequence[str | int]], bold: Any) -> None:  # Any: XlsxWriter has no types
    for number, row in enumerate(told):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(at + number, column, value)
            else:
                sheet.write_string(at + number, column, value, bold if number == 0 else None)
