"""Words of the daily report: why a number was changed, what a flag says, what happened in its hours."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.desk.labels import Labels
from vereda.reports.door import TOTAL, About, Flag, Kind, Reply, What, Why

WHY: Mapping[str, str | Promise] = {
    Why.ON_PAPER: lazy("Quedó en papel; todavía no está en el sistema"),
    Why.TWICE: lazy("Se contó dos veces"),
    Why.WRONG_CATEGORY: lazy("Estaba en otra categoría"),
    Why.WRONG_DAY: lazy("Era de otro día"),
    Why.BY_TELEPHONE: lazy("Lo dijeron por teléfono o radio"),
    Why.OTHER: lazy("Otro motivo, dicho en la observación"),
}
ABOUT: Mapping[str, str | Promise] = {
    About.SILENT: lazy("No ha enviado"),
    About.LATE: lazy("Llegó tarde"),
    About.DOUBLED: lazy("Hay dos partes del mismo día"),
    About.ODD: lazy("Cifra fuera de lo usual"),
    About.REPEATED: lazy("Igual que el día anterior"),
    About.SUM: lazy("Las partes no suman el total"),
    About.LOCATED: lazy("Más localizadas que reportadas"),
    About.LOGBOOK: lazy("No coincide con la bitácora"),
    About.OTHER: lazy("Otra cosa"),
}
SHORT: Mapping[str, str | Promise] = {
    About.LATE: lazy("tarde"),
    About.DOUBLED: lazy("doble"),
    About.ODD: lazy("fuera de lo usual"),
    About.REPEATED: lazy("repetido"),
    About.SUM: lazy("no suma"),
    About.LOCATED: lazy("localizadas de más"),
    About.LOGBOOK: lazy("distinto de la bitácora"),
}
REPLY: Mapping[str, str | Promise] = {
    Reply.STANDS: lazy("La cifra se queda como está"),
    Reply.CHANGED: lazy("Está mal: envío otro parte"),
}
HAPPENED: Mapping[str, str | Promise] = {
    "patrols": lazy("Recorridos que salieron"),
    "patrols_out": lazy("Recorridos que seguían fuera al corte"),
    "alerts": lazy("Alertas que llegaron"),
    "alerts_open": lazy("Alertas sin cerrar al corte"),
    "missions_opened": lazy("Misiones que se abrieron"),
    "missions_closed": lazy("Misiones que se cerraron"),
    "encounters": lazy("Encuentros"),
    "people": lazy("Personas en esos encuentros"),
    "children_alone": lazy("Menores sin compañía"),
    "bodies": lazy("Cuerpos recuperados"),
    "handed_over": lazy("Encuentros con entrega a otra institución"),
    "by_authority": lazy("Encuentros en que una autoridad se llevó a alguien"),
    "incidents": lazy("Incidentes de seguridad"),
    "interferences": lazy("Injerencias de autoridades junto a la ayuda"),
    "officers_in_danger": lazy("Alarmas de agente en peligro"),
    "distributions": lazy("Repartos"),
    "receptions": lazy("Recepciones"),
    "warnings": lazy("Avisos pendientes al firmar"),
}
"""Codes of what happened; an area that tells more adds a word here."""
KINDS: Mapping[str, str | Promise] = {
    Kind.PATROL: lazy("Recorrido"),
    Kind.ENCOUNTER: lazy("Encuentro"),
}
STEPS: Mapping[str, str | Promise] = {
    "reports.daily_signed": lazy("Firmó y envió el parte"),
    "reports.post_asked": lazy("Preguntó por el parte"),
    "reports.post_answered": lazy("Respondió la pregunta"),
    "reports.post_corrected": lazy("Corrigió una cifra del puesto"),
    "reports.state_signed": lazy("Sumó y firmó la entidad"),
    "reports.state_asked": lazy("Preguntó a la oficina estatal"),
    "reports.state_answered": lazy("Respondió a la central"),
    "reports.state_corrected": lazy("Corrigió una cifra de la entidad"),
    "reports.national_signed": lazy("Sumó y firmó el país"),
    "reports.operation_opened": lazy("Abrió el operativo"),
    "reports.operation_ended": lazy("Terminó el operativo"),
    "reports.operation_left_out": lazy("Sacó o devolvió un registro del operativo"),
    "reports.service_switched": lazy("Cambió un servicio que se da"),
}
"""What each entry did, for histories and for what waits."""
SWITCHED: Mapping[str, str | Promise] = {What.SERVICE: lazy("Servicio"), What.CATEGORY: lazy("Categoría")}


def category(code: str, labels: Labels) -> str:
    """Return an official category in words; the total as well."""
    return _("Total de atenciones") if code == TOTAL else labels.category(code)


def happened(code: str) -> str:
    """Return what happened, in words; a code that this program does not know stands as it is."""
    return str(HAPPENED.get(code, code))


def flag(one: Flag, labels: Labels) -> str:
    """Return what is odd, in one sentence with the numbers that clash."""
    said = {
        About.ODD: _("{category}: {said}. Ese día de la semana, en las últimas cuatro, lo usual fue entre {least} y {most}."),
        About.REPEATED: _("Todas las cifras son las mismas del día anterior."),
        About.SUM: _("El total dice {said} y las partes suman {other}."),
        About.LOCATED: _("Localizadas {said}; reportes de extravío {other}. Puede ser; vale preguntar."),
        About.LOGBOOK: _("{category}: el parte dice {said}; la bitácora hoy, {other}."),
        About.DOUBLED: _("Hay {said} versiones y quien firmó una no había visto la otra."),
    }.get(one.about)
    if said is None:
        return str(ABOUT[one.about])
    return said.format(
        category=category(one.category, labels) if one.category else "",
        said=f"{one.said:,}",
        other=f"{one.other:,}",
        least=f"{one.least:,}",
        most=f"{one.most:,}",
    )
