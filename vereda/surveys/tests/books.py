"""Workbooks for tests: five forms of three languages as somebody would write them, and a way to write others. All invented."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter

type Sheet = list[list[str]]
type Row = dict[str, str]

ES, EN, HT = "Español (es)", "English (en)", "Kreyòl (ht)"
LABELS = [f"label::{one}" for one in (ES, EN, HT)]
SAID = f"constraint_message::{ES}"


def book(survey: Sheet, choices: Sheet | None = None, settings: Sheet | None = None) -> bytes:
    """Return an XLSX file of these sheets; each begins with its headings."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheets = {"survey": survey, "choices": choices or [["list_name", "name", "label"]], "settings": settings or SETTINGS}
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return out.getvalue()


def settings(form_id: str, title: str, version: str = "1", use: str = "") -> Sheet:
    """Return a sheet of settings."""
    return [["form_id", "form_title", "version", "default_language", "vereda_use"], [form_id, title, version, ES, use]]


SETTINGS = [["form_id", "version"], ["prueba", "1"]]


def q(kind: str, name: str = "", words: str = "", **columns: str) -> Row:
    """Return a row of a sheet; words: Spanish / English / Haitian Creole. 'said' is what a constraint says, in Spanish."""
    labels = dict(zip(LABELS, words.split(" / "), strict=False)) if words else {}
    columns = {
        {"said": SAID, "cls": "vereda_class", "fills": "vereda_field"}.get(key, key): told for key, told in columns.items()
    }
    return {"type": kind, "name": name, **labels, **columns}


def of_list(name: str, *choices: str, **columns: str) -> list[Row]:
    """Return rows of a list, each 'code Spanish / English / Haitian Creole'."""
    rows = []
    for one in choices:
        code, _, words = one.partition(" ")
        rows.append({"list_name": name, **{k: v for k, v in q("", code, words).items() if k != "type"}, **columns})
    return rows


def sheet(rows: list[Row]) -> Sheet:
    """Return rows as a sheet, with a heading for each column that any of them has."""
    heads = list(dict.fromkeys(head for row in rows for head in row))
    return [heads, *([row.get(head, "") for head in heads] for row in rows)]


YES_NO = of_list("yn", "yes Sí / Yes / Wi", "no No / No / Non")


def water(version: str = "1", more: str = "¿Algo más? / Anything else? / Lòt bagay?") -> bytes:
    """Towns by state: a choice filter, a group, a constraint, codes that may be seen."""
    rows = [
        q("start", "start"),
        q("deviceid", "device"),
        q("select_one yn", "water", "¿Había agua? / Was there water? / Te gen dlo?", required="yes", cls="contact"),
        q("begin group", "where", "Dónde / Where / Ki kote", relevant="${water} = 'no'"),
        q("select_one state", "state", "¿En qué estado? / Which state? / Ki eta?", required="yes", cls="contact"),
        q("select_one town", "town", "¿Qué ciudad? / Which town? / Ki vil?", choice_filter="state = ${state}", cls="contact"),
        q(
            "integer",
            "hours",
            "¿Cuántas horas? / How many hours? / Konbyen èdtan?",
            required="yes",
            constraint=". >= 0 and . <= 240",
        )
        | {SAID: "De 0 a 240 horas."},
        q("end group"),
        q("text", "told", more),
    ]
    lists = [
        *YES_NO,
        *of_list("state", "CHP Chiapas / Chiapas / Chiapas", "SON Sonora / Sonora / Sonora"),
        *of_list("town", "tap Tapachula / Tapachula / Tapachula", state="CHP"),
        *of_list("town", "alt Altar / Altar / Altar", "sas Sásabe / Sásabe / Sásabe", state="SON"),
    ]
    return book(sheet(rows), sheet(lists), settings("agua", "Agua en el camino", version))


def children() -> bytes:
    """A repeat whose number of times the form tells, sums over it, words with answers in them."""
    rows = [
        q("integer", "many", "¿Cuántos niños? / How many? / Konbyen?", required="yes", constraint=". <= 20", cls="contact"),
        q("begin repeat", "child", "Niña o niño / Child / Timoun", repeat_count="${many}"),
        q("integer", "age", "¿Qué edad? / What age? / Ki laj?", required="yes", constraint=". >= 0 and . < 18", cls="contact"),
        q("select_one yn", "school", "¿Iba a la escuela? / Was in school? / Te lekòl?", relevant="${age} >= 6", cls="contact"),
        q("end repeat"),
        q("calculate", "in_school", calculation="count-non-empty(${school})"),
        q("calculate", "years", calculation="sum(${age})"),
        q("note", "so", "Son ${many}, ${years} años en total / They are ${many} / Yo se ${many}"),
    ]
    return book(sheet(rows), sheet(YES_NO), settings("ninez", "Niñez en camino"))


def dangers() -> bytes:
    """Several answers, one that opens another question, days, a decimal, a health question, a point, a photo."""
    alone = "count-selected(.) <= 3 and not(selected(., 'none') and count-selected(.) > 1)"
    rows = [
        q("select_multiple danger", "dangers", "¿Qué peligros? / Which dangers? / Ki danje?", required="yes", constraint=alone)
        | {"vereda_class": "contact"},
        q("text", "which", "¿Cuál? / Which? / Ki sa?", relevant="selected(${dangers}, 'other')", required="${dangers} != ''"),
        q("date", "seen_on", "¿Qué día? / Which day? / Ki jou?", constraint=". <= today()"),
        q("time", "seen_at", "¿A qué hora? / At what hour? / A ki lè?"),
        q("decimal", "fever", "Temperatura / Temperature / Tanperati", constraint=". > 30 and . < 45", cls="health"),
        q("geopoint", "point", "¿En qué punto? / At which point? / Ki pwen?"),
        q("image", "picture", "Foto del peligro, sin personas / Picture, without people / Foto"),
    ]
    lists = of_list("danger", "heat Calor / Heat / Chalè", "river Río / River / Rivyè", "other Otro / Other / Lòt")
    lists += of_list("danger", "animals Animales / Animals / Bèt", "none Ninguno / None / Okenn")
    return book(sheet(rows), sheet(lists), settings("peligros", "Peligros del camino"))


def service() -> bytes:
    """Consent first, groups within groups, a range, a pattern."""
    rows = [
        q("acknowledge", "agrees", "Está de acuerdo en contestar / Agrees to answer / Dakò", required="yes", cls="contact"),
        q("begin group", "all", "Preguntas / Questions / Kesyon", relevant="${agrees} = true()"),
        q("range", "score", "Del 1 al 5 / From 1 to 5 / Soti 1 rive 5", required="yes", cls="contact")
        | {"parameters": "start=1 end=5 step=1"},
        q("begin group", "low", "Qué faltó / What was missing / Sa ki te manke", relevant="${score} < 3"),
        q("text", "missing", "¿Qué? / What? / Kisa?", required="yes", constraint="string-length(.) >= 3"),
        q("end group"),
        q("text", "leaflet", "Clave del folleto / Code of the leaflet / Kòd", constraint="regex(., '[A-Z]{2}[0-9]{3}')"),
        q("end group"),
    ]
    return book(sheet(rows), None, settings("servicio", "Cómo se sintió la ayuda"))


def meeting() -> bytes:
    """A form that makes encounters: people, services, lines, a place, a note, and one question more."""
    rows = [
        q(
            "integer",
            "people",
            "¿Cuántas personas? / How many? / Konbyen?",
            required="yes",
            constraint=". >= 1",
            fills="people_met",
        ),
        q("select_multiple service", "given", "¿Qué se dio? / What was given? / Kisa?", required="yes", fills="services"),
        q("geopoint", "point", "¿Dónde? / Where? / Ki kote?", fills="place"),
        q("begin repeat", "line", "Quiénes / Who / Ki moun", fills="lines"),
        q("integer", "many", "¿Cuántas así? / How many so? / Konbyen?", required="yes", constraint=". >= 1", fills="count"),
        q("select_one sex", "sex", "Sexo / Sex / Sèks", fills="sex"),
        q("end repeat"),
        q("text", "more", "Nota / Note / Nòt", fills="note"),
        q("select_one yn", "tired", "¿Venían cansadas? / Were they tired? / Yo te fatige?", cls="contact"),
    ]
    lists = [*YES_NO, *of_list("service", "WATER Agua / Water / Dlo", "FOOD Comida / Food / Manje")]
    lists += of_list("sex", "F Mujer / Woman / Fi", "M Hombre / Man / Gason")
    return book(sheet(rows), sheet(lists), settings("encuentro", "Encuentro con Collect", use="encounter"))


FIVE = {"agua": water, "ninez": children, "peligros": dangers, "servicio": service, "encuentro": meeting}
