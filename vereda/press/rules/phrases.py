"""The sentences of a note in Spanish and English, as a press officer writes them. Pure; `{...}` are what `telling` fills in.

A field in the shape `{n:figure}` is a figure that stands in a table.
"""

from __future__ import annotations

from collections.abc import Mapping

from vereda.press.words import Method

MONTHS = {
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
SMALL = {
    "es": ["cero", "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"],
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
}
AND = {"es": " y ", "en": " and "}
DAY = {"es": "{day} de {month} de {year}", "en": "{day} {month} {year}"}
MONTH = {"es": "{month} de {year}", "en": "{month} {year}"}

PHRASES: Mapping[str, Mapping[str, str]] = {
    "es": {
        "headline": "{network}: más de {n} atenciones en {period}",
        "headline_about": "{network}: unas {n} atenciones en {period}",
        "workshop": "{participants} participaron en un taller de {days} en {place}, organizado por {organisers}.",
        "workshop_dated": "{participants} participaron en un taller de {days} en {place}, que empezó el {on}, organizado por "
        "{organisers}.",
        "one_day": "un día",
        "days": "{n} días",
        "topics": " El taller incluyó {topics}.",
        "participants": "{n} {who}",
        "count": "En {period}, {groups} de protección dieron más de {n} atenciones.",
        "count_about": "En {period}, {groups} de protección dieron unas {n} atenciones.",
        "groups": "{n} grupos",
        "one_group": "{n} grupo",
        "individuals": "Las recibieron unas {n} personas distintas (entre {low} y {high}): es una estimación {by}, con "
        "intervalo de 95 %, no un conteo.",
        "others": " Las otras dos maneras de estimarlo están en el anexo de esta nota.",
        "no_individuals": "Cuántas personas distintas fueron no se puede estimar todavía; el anexo de esta nota dice por qué.",
        "nationalities": "Las personas atendidas eran sobre todo de {list}; quien recibió ayuda dos veces cuenta dos.",
        "nationality": "{name} ({n})",
        "quotation": "«{words}», dijo {speaker}, {office}.",
        "method": "{attention}. {person}. Las cifras son de la edición {edition}, con corte al {cut}. Las celdas llevan ruido y "
        "redondeo, y las pequeñas van reservadas, para que ninguna señale a nadie.",
        "programme": "El trabajo de los grupos y sus talleres forma parte del programa «{name}» ({phase}){paid}.",
        "paid": ", con recursos de {donors}",
        "groups_unit": "grupos que dieron ayuda en el periodo",
        "individuals_unit": "personas distintas, estimadas",
        "participants_unit": "participantes",
        "days_unit": "días",
    },
    "en": {
        "headline": "{network}: more than {n} attentions in {period}",
        "headline_about": "{network}: about {n} attentions in {period}",
        "workshop": "{participants} took part in a workshop of {days} in {place}, organised by {organisers}.",
        "workshop_dated": "{participants} took part in a workshop of {days} in {place} that began on {on}, organised by "
        "{organisers}.",
        "one_day": "one day",
        "days": "{n} days",
        "topics": " It covered {topics}.",
        "participants": "{n} {who}",
        "count": "In {period}, {groups} gave more than {n} attentions.",
        "count_about": "In {period}, {groups} gave about {n} attentions.",
        "groups": "{n} protection groups",
        "one_group": "{n} protection group",
        "individuals": "They went to about {n} individuals ({low} to {high}): an estimate {by}, with a 95% interval, "
        "and not a count.",
        "others": " The other two ways to estimate them are in the annex to this note.",
        "no_individuals": "How many individuals they were cannot be estimated yet; the annex to this note says why.",
        "nationalities": "Most of the people helped were from {list}; who was helped twice counts twice.",
        "nationality": "{name} ({n})",
        "quotation": "“{words}”, said {speaker}, {office}.",
        "method": "{attention}. {person}. Figures are from edition {edition}, with cut-off on {cut}. Cells carry noise and "
        "rounding, and small ones are withheld, so that none points at anybody.",
        "programme": "The work of the groups and their workshops is part of the programme “{name}” ({phase}){paid}.",
        "paid": ", funded by {donors}",
        "groups_unit": "groups that gave help in the period",
        "individuals_unit": "individuals, estimated",
        "participants_unit": "participants",
        "days_unit": "days",
    },
}
BY: Mapping[Method, Mapping[str, str]] = {
    Method.QUESTION: {
        "es": "de lo que la gente contestó sobre la última vez que un grupo le ayudó",
        "en": "from what people answered about the last time a group helped them",
    },
    Method.CARD: {"es": "de la tarjeta voluntaria que se muestra otra vez", "en": "from the voluntary card that is shown again"},
    Method.MATCHING: {"es": "de los registros de casos", "en": "from records of cases"},
}


def listed(words: list[str], lang: str) -> str:
    """Return words as a list in a sentence: 'a, b y c'."""
    return AND[lang].join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
