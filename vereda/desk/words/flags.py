"""Words of what to look at before a month is published: a name for each rule, a sentence for each thing it found."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.desk.dates import shortday
from vereda.desk.labels import Labels
from vereda.desk.words.reports import category
from vereda.statistics.door import Flag, FlagRule

NAMES: Mapping[FlagRule, str | Promise] = {
    FlagRule.SILENT: lazy("Nada en el mes"),
    FlagRule.OVERDUE: lazy("El mes entero sin parte: va tarde"),
    FlagRule.MISSING: lazy("Días sin parte"),
    FlagRule.LATE: lazy("Partes que llegaron tarde"),
    FlagRule.TOTAL_AND_ENCOUNTERS: lazy("Total reportado y encuentros de los mismos días"),
    FlagRule.TWO_TOTALS: lazy("Dos totales reportados de los mismos días"),
    FlagRule.SAME_MEETING: lazy("Quizá el mismo encuentro"),
    FlagRule.EQUAL_RECORDS: lazy("Encuentros iguales"),
    FlagRule.TWO_VERSIONS: lazy("Dos versiones de un parte"),
    FlagRule.REPEATED: lazy("Parte igual al del día anterior"),
    FlagRule.FALLS: lazy("Un total que baja"),
    FlagRule.SUM: lazy("Partes que no suman"),
    FlagRule.LOCATED: lazy("Más localizadas que reportadas"),
    FlagRule.LOGBOOK: lazy("El parte no coincide con la bitácora"),
    FlagRule.ODD: lazy("Fuera de lo usual"),
}
WHY: Mapping[FlagRule, str | Promise] = {
    FlagRule.SILENT: lazy("Contó el mes anterior y este no. Puede faltar todo su mes."),
    FlagRule.OVERDUE: lazy("El mes terminó y del puesto no llegó ningún parte. Llámele antes de proponer la edición."),
    FlagRule.LATE: lazy("Después de las 09:00 del día siguiente."),
    FlagRule.TOTAL_AND_ENCOUNTERS: lazy("Si el total ya trae esos encuentros, cuentan dos veces. Pregunte y retire uno."),
    FlagRule.SAME_MEETING: lazy(
        "Mismo grupo, a menos de media hora, de tamaño parecido y sin otro lugar. Si son uno, la coordinación los une."
    ),
    FlagRule.EQUAL_RECORDS: lazy("El mismo día, línea por línea. Puede ser la misma hoja, tecleada dos veces."),
    FlagRule.FALLS: lazy("Desde el mismo primer día y hasta uno posterior, no puede ser menos."),
    FlagRule.LOCATED: lazy("Puede ser, si el reporte es de otro mes o de otro puesto; vale preguntar."),
    FlagRule.LOGBOOK: lazy("Llegó algo después de firmar, o se corrigió."),
    FlagRule.ODD: lazy(
        "Lejos de los doce meses anteriores del grupo y del mismo mes del año pasado. No es un error: es para preguntar."
    ),
}
SENTENCES: Mapping[FlagRule, str | Promise] = {
    FlagRule.SILENT: lazy("Atenciones del mes anterior: {left}. De este mes: ninguna."),
    FlagRule.OVERDUE: lazy("Ningún parte en {right} días."),
    FlagRule.MISSING: lazy("{left} de {right} días: {days}"),
    FlagRule.LATE: lazy("{left} de {right} días: {days}"),
    FlagRule.TOTAL_AND_ENCOUNTERS: lazy("Un total de {left} atenciones, hasta el {on}, y {right} encuentros de esos días."),
    FlagRule.TWO_TOTALS: lazy("Uno de {left} atenciones y otro de {right}, hasta el {on}."),
    FlagRule.SAME_MEETING: lazy("{on}: uno de {left} personas y otro de {right}."),
    FlagRule.EQUAL_RECORDS: lazy("{on}: {records} encuentros de {left} personas cada uno."),
    FlagRule.TWO_VERSIONS: lazy("{on}: hay {left} versiones, y quien firmó una no había visto la otra."),
    FlagRule.REPEATED: lazy("{on}: {left} atenciones los dos días, categoría por categoría."),
    FlagRule.FALLS: lazy("Primero {left} atenciones; hasta el {on}, {right}."),
    FlagRule.SUM: lazy("{on}: el total dice {left} y las partes suman {right}."),
    FlagRule.LOCATED: lazy("{on}: localizadas {left}; reportes de extravío {right}."),
    FlagRule.LOGBOOK: lazy("{on}, {what}: el parte dice {left}; la bitácora hoy, {right}."),
    FlagRule.ODD: lazy("{what}: {right}. Lo usual es {left}, entre {low} y {high}."),
}
LOCATED_IN_MONTH = lazy("En el mes: localizadas {left}; reportes de extravío {right}.")
RUNS_SHOWN = 6


def sentence(one: Flag, labels: Labels) -> str:
    """Return what was found, in one sentence with the numbers that clash; the group stands beside it."""
    text = LOCATED_IN_MONTH if one.rule is FlagRule.LOCATED and one.on is None else SENTENCES[one.rule]
    return str(text).format(
        what=category(one.what, labels),
        left=f"{one.left:,}",
        right=f"{one.right:,}",
        low=f"{one.low:,}",
        high=f"{one.high:,}",
        on=shortday(one.on),
        records=len(one.records),
        days=_days(one),
    )


def _days(one: Flag) -> str:
    """Return days of one month by their number, those that follow each other as one: '3, 5-9, 11 …'."""
    runs: list[tuple[int, int]] = []
    for day in (on.day for on in one.days):
        begins = runs.pop()[0] if runs and runs[-1][1] == day - 1 else day
        runs.append((begins, day))
    told = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs[:RUNS_SHOWN])
    return f"{told} …" if len(runs) > RUNS_SHOWN else told
