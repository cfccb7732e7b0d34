"""What is said of printed figures, in the two languages of a document: pages, the command and docs say it in the same words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from vereda.statistics.figures.finding import Finding, Side
from vereda.statistics.figures.printed import Figure, Printed
from vereda.statistics.figures.replay import Change
from vereda.statistics.figures.words import ALL, FOREIGN, OTHER, UNKNOWN, Claim, Known, Rule, Skipped, Why

MONTHS = {
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
TWO = "{left}; {right}."
RULES: dict[str, dict[Rule, tuple[str, str, str]]] = {
    "es": {
        Rule.PRINTED_TWICE: (
            "Impresa dos veces, distinta",
            "{left} y {right}.",
            "Son los mismos días; no se sabe cuál salió primero.",
        ),
        Rule.REVISED: ("Cambiada después", "Primero {left}; después {right}.", "Son los mismos días."),
        Rule.FALLS: ("Baja", TWO, "Lo que se acumula desde el primer día no puede bajar."),
        Rule.MONTH_NEGATIVE: ("Mes negativo", TWO, "El mes entre las dos saldría en menos."),
        Rule.LOCATED: (
            "Más halladas que reportadas",
            TWO,
            "Puede ser, si se halló a quien se reportó años antes: hay que preguntar.",
        ),
        Rule.PARTS: (
            "Las partes no suman",
            "Las partes suman {left}; el total impreso es {right}.",
            "Están todas, y deben dar el total.",
        ),
        Rule.PART_ABOVE: ("Una parte pasa del total", TWO, "Lo que está dentro no puede ser más."),
        Rule.CLAIM: ("La frase no concuerda", TWO, "Las dos no pueden ser ciertas."),
        Rule.STANDS_STILL: ("La misma cifra más tarde", TWO, "Entre un corte y el otro no habría pasado nada."),
        Rule.PACE: ("El ritmo cambia de golpe", TWO, "Por día, es al menos cuatro veces más o menos que hasta entonces."),
        Rule.YEAR: ("Lejos del año anterior", TWO, "Es más del doble o menos de la mitad."),
    },
    "en": {
        Rule.PRINTED_TWICE: (
            "Printed twice, differently",
            "{left} and {right}.",
            "The days are the same; which came first is not known.",
        ),
        Rule.REVISED: ("Changed later", "First {left}; later {right}.", "The days are the same."),
        Rule.FALLS: ("Falls", TWO, "What adds up from a first day on cannot fall."),
        Rule.MONTH_NEGATIVE: ("Negative month", TWO, "The month between them would be less than nothing."),
        Rule.LOCATED: (
            "More found than reported",
            TWO,
            "It can be, if people were found who were reported years before: somebody must ask.",
        ),
        Rule.PARTS: (
            "Parts do not sum",
            "The parts make {left}; the printed total is {right}.",
            "All are there, and must make the total.",
        ),
        Rule.PART_ABOVE: ("A part above its total", TWO, "What is inside cannot be more."),
        Rule.CLAIM: ("The sentence disagrees", TWO, "Both cannot be true."),
        Rule.STANDS_STILL: ("The same figure later", TWO, "Between the two days nothing would have happened."),
        Rule.PACE: ("The pace changes at once", TWO, "A day, it is at least four times more or less than until then."),
        Rule.YEAR: ("Far from the year before", TWO, "It is more than double or less than half."),
    },
}
"""Name of each rule, its two numbers in a sentence, and why they do not fit."""

SWAPPED = {
    "es": "Las dos difieren en dos cifras vecinas que cambiaron de lugar: quizá un error de dedo.",
    "en": "The two differ by two neighbouring digits that changed places: maybe a slip of the pen.",
}
DAYS = {"es": ("al {b}", "en {b}", "del {a} al {b}"), "en": ("on {b}", "in {b}", "{a} to {b}")}
CLAIMS = {
    "es": {Claim.AT_LEAST: "más de {value}", Claim.ABOUT: "cerca de {value}", Claim.UP_TO: "hasta {value}"},
    "en": {Claim.AT_LEAST: "more than {value}", Claim.ABOUT: "about {value}", Claim.UP_TO: "up to {value}"},
}
WHYS: dict[str, dict[Why, str]] = {
    "es": {
        Why.FIRST: "{what}: {value}, al {day}",
        Why.CARRIED_ON: "{what}: de {before} al {before_day} a {value} al {day}",
        Why.SAME: "{what}: impresa otra vez por {host}, igual, {value}",
        Why.OTHER: "{what}: impresa otra vez por {host} con {value}; antes {before} ({before_host})",
        Why.OLDER: "{what}: {value} al {day}, un corte anterior; queda {before}, al {before_day}",
    },
    "en": {
        Why.FIRST: "{what}: {value}, by {day}",
        Why.CARRIED_ON: "{what}: from {before} by {before_day} to {value} by {day}",
        Why.SAME: "{what}: printed again by {host}, the same, {value}",
        Why.OTHER: "{what}: printed again by {host} with {value}; before {before} ({before_host})",
        Why.OLDER: "{what}: {value} by {day}, an earlier cut-off; {before} by {before_day} goes on standing",
    },
}
COUNTED: dict[str, dict[Why, tuple[str, str]]] = {
    "es": {
        Why.FIRST: ("{n} cifra nueva", "{n} cifras nuevas"),
        Why.CARRIED_ON: ("{n} llevada a otro corte", "{n} llevadas a otro corte"),
        Why.SAME: ("{n} impresa otra vez, igual", "{n} impresas otra vez, iguales"),
        Why.OTHER: ("{n} cambiada", "{n} cambiadas"),
        Why.OLDER: ("{n} de un corte anterior", "{n} de un corte anterior"),
    },
    "en": {
        Why.FIRST: ("{n} new figure", "{n} new figures"),
        Why.CARRIED_ON: ("{n} carried on to a later day", "{n} carried on to a later day"),
        Why.SAME: ("{n} printed again, the same", "{n} printed again, the same"),
        Why.OTHER: ("{n} changed", "{n} changed"),
        Why.OLDER: ("{n} of an earlier cut-off", "{n} of an earlier cut-off"),
    },
}
SKIPPED: dict[str, dict[Skipped, str]] = {
    "es": {
        Skipped.TOTAL: "Un total se compara con sus partes; no se registra",
        Skipped.INEXACT: "No es una cifra exacta: más de, cerca de, hasta",
        Skipped.TWO_IN_ONE: "Dos rubros en una cifra",
        Skipped.AGES: "Edades sabidas aparte de lo demás: se anotan como márgenes",
        Skipped.SHARE: "Un porcentaje, no una cuenta",
        Skipped.MEANS: "Con qué cuentan los grupos, no ayuda que dieron",
        Skipped.SURVEY: "Respuestas a una encuesta",
        Skipped.MIGRATION: "Actos de una autoridad migratoria, o estimaciones de tránsito: Vereda no los cuenta",
    },
    "en": {
        Skipped.TOTAL: "A total is compared with its parts; it is not recorded",
        Skipped.INEXACT: "No exact number: more than, about, up to",
        Skipped.TWO_IN_ONE: "Two headings in one number",
        Skipped.AGES: "Ages known apart from the rest: noted as margins",
        Skipped.SHARE: "A share, not a count",
        Skipped.MEANS: "What the groups have, not help given",
        Skipped.SURVEY: "Answers to a survey",
        Skipped.MIGRATION: "Acts of a migration authority, or estimates of transit: Vereda does not count them",
    },
}
SUMMED = {
    "es": "{rows} cifras leídas: {wrong} contradicciones, {odd} por preguntar.",
    "en": "{rows} figures read: {wrong} contradictions, {odd} to be asked about.",
}
TITLE = {"es": "Cifras como las imprimió la prensa", "en": "Figures as the press printed them"}
UNITS = {
    "es": {
        "people": "personas, como se imprimió: la fuente no dice si son personas o atenciones",
        "bodies": "cuerpos",
        "patrols": "recorridos",
        "reports": "reportes",
    },
    "en": {
        "people": "people, as printed: the source does not say whether persons or attentions",
        "bodies": "bodies",
        "patrols": "patrols",
        "reports": "reports",
    },
}
PRINTED = {
    "es": {
        Known.DAY: "impresa el {day}",
        Known.MONTH: "impresa en {month}",
        Known.YEAR: "impresa en {year}",
        Known.NOT: "no antes del {day}; la página no dice su fecha",
    },
    "en": {
        Known.DAY: "printed on {day}",
        Known.MONTH: "printed in {month}",
        Known.YEAR: "printed in {year}",
        Known.NOT: "not before {day}; the page does not tell its date",
    },
}
PEOPLE = {
    "es": {FOREIGN: "extranjeras", OTHER: "otras", UNKNOWN: "sin saber", "CENTRAL_AMERICA": "Centroamérica"},
    "en": {FOREIGN: "foreign", OTHER: "others", UNKNOWN: "not known", "CENTRAL_AMERICA": "Central America"},
}
NAMES = {"es": {"NORTH": "norte", "SOUTH": "sur"}, "en": {"NORTH": "north", "SOUTH": "south"}}
PLACES = {
    "es": {"group": "grupo {name}", "region": "región {name}", "river": "río {name}", "event": "operativo {name}"},
    "en": {"group": "group {name}", "region": "region {name}", "river": "river {name}", "event": "operation {name}"},
}


def day(lang: str, on: date) -> str:
    """Return a date as a document says it."""
    return f"{on.day} {MONTHS[lang][on.month - 1]} {on.year}"


def number(value: Decimal) -> str:
    """Return a number with thousands apart and its decimals as printed."""
    return f"{value:,}"


def rule(lang: str, found: Rule) -> str:
    return RULES[lang][found][0]


def why(lang: str, found: Rule) -> str:
    """Return why two numbers do not fit."""
    return RULES[lang][found][2]


def finding(lang: str, found: Finding) -> str:
    """Return what does not fit in words: both numbers, who printed each, and why."""
    told = RULES[lang][found.rule][1].format(left=side(lang, found.left), right=side(lang, found.right))
    return " ".join([told, why(lang, found.rule), *([SWAPPED[lang]] if found.is_swapped else [])])


def side(lang: str, one: Side) -> str:
    """Return a number and where it stands; a sum with its parts, those of the same page and days together."""
    if not one.figures:
        return number(one.value)
    told = "; ".join(_figures(lang, list(some)) for _, some in groupby(one.figures, key=_page))
    return f"{number(one.value)} = {told}" if len(one.figures) > 1 else told


def _page(figure: Figure) -> tuple[str, date, date]:
    return figure.source, figure.from_on, figure.to_on


def _figures(lang: str, figures: Sequence[Figure]) -> str:
    told = " + ".join(f"{value(lang, one)} {what(lang, one, begins=False)}" for one in figures)
    return f"{told}, {days(lang, figures[0])} ({figures[0].host})"


def value(lang: str, figure: Figure) -> str:
    """Return a figure's number, with what its sentence claims of it."""
    told = number(figure.value)
    return CLAIMS[lang][figure.heading.claim].format(value=told) if figure.heading.claim else told


def what(lang: str, figure: Figure, *, begins: bool = True) -> str:
    """Return what a figure counts: heading, and of whom and where if not of all in the country."""
    label = figure.heading.label(lang)
    label = label if begins else label[0].lower() + label[1:]
    beside = [text for text in (place(lang, figure), people(lang, figure.nationality)) if text]
    return f"{label} ({', '.join(beside)})" if beside else label


def place(lang: str, figure: Figure) -> str:
    """Return where, '' of the whole country."""
    if figure.universe == figure.country:
        return ""
    kind, _, name = figure.universe.partition(":")
    return PLACES[lang].get(kind, "{name}").format(name=NAMES[lang].get(name, name) or figure.universe)


def people(lang: str, nationality: str) -> str:
    """Return of whom, '' of everybody; codes of countries stay codes."""
    return "" if nationality == ALL else PEOPLE[lang].get(nationality, nationality)


def days(lang: str, figure: Figure) -> str:
    """Return the days that a figure counts: a day, a year, or from one day to another."""
    a, b = figure.from_on, figure.to_on
    if a == b:
        return DAYS[lang][0].format(b=day(lang, b))
    if (a.year, a.month, a.day, b.month, b.day) == (b.year, 1, 1, 12, 31):
        return DAYS[lang][1].format(b=b.year)
    first = f"{a.day} {MONTHS[lang][a.month - 1]}" if a.year == b.year else day(lang, a)
    return DAYS[lang][2].format(a=first, b=day(lang, b))


def change(lang: str, one: Change) -> str:
    """Return what a printed figure did to the edition, in words."""
    before = one.before or one.figure
    return WHYS[lang][one.why].format(
        what=what(lang, one.figure),
        value=number(one.figure.value),
        day=day(lang, one.figure.to_on),
        host=one.figure.host,
        before=number(before.value),
        before_day=day(lang, before.to_on),
        before_host=before.host,
    )


def counted(lang: str, why: Why, n: int) -> str:
    """Return how many figures of a page did the same."""
    return COUNTED[lang][why][n != 1].format(n=n)


def printed(lang: str, when: Printed) -> str:
    """Return when a page was printed, as well as it is known."""
    month = f"{MONTHS[lang][when.first.month - 1]} {when.first.year}"
    return PRINTED[lang][when.known].format(day=day(lang, when.first), month=month, year=when.first.year)


def summed(lang: str, rows: int, found: Sequence[Finding]) -> str:
    """Return how many rows were read, and how much of them does not fit."""
    odd = sum(one.is_odd for one in found)
    return SUMMED[lang].format(rows=rows, wrong=len(found) - odd, odd=odd)


def skipped(lang: str, why: Skipped) -> str:
    return SKIPPED[lang][why]


def unit(lang: str, code: str) -> str:
    return UNITS[lang].get(code, code)
