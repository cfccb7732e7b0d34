"""A value of a record in plain words: for conflicts, corrections and history, where two values are shown side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from vereda.desk.labels import OUTCOMES, PATH_ENDS, Labels
from vereda.desk.rooms import duty_wording, ground_wording, missing_wording, mission_wording, remains_wording
from vereda.desk.words import duty as duty_words
from vereda.desk.words import ground as ground_words
from vereda.desk.words import guidance as guidance_words
from vereda.desk.words import missing as missing_words
from vereda.desk.words import missions as mission_words
from vereda.desk.words import notices as notice_words
from vereda.desk.words import remains as remains_words
from vereda.desk.words import search_plan as search_plan_words
from vereda.desk.words import supplies as supplies_words
from vereda.desk.words import tracks as track_words
from vereda.desk.words.paper import CANCELLED

type Value = Any  # Any: whatever JSON a field of a folded state holds

PLAIN = {
    "people_met": lazy("Personas"),
    "bodies": lazy("Cuerpos"),
    "unaccompanied_minors": lazy("Menores sin compañía"),
    "language": lazy("Idioma"),
    "place": lazy("Lugar"),
    "at": lazy("Cuándo fue"),
    "dispositions": lazy("A dónde fueron"),
    "note": lazy("Nota"),
    "where": lazy("Punto exacto"),
    "joined": lazy("Unido a otro encuentro"),
    "mission": lazy("Misión"),
    "patrol": lazy("Recorrido"),
    "party": lazy("Familia o grupo de viaje"),
    "withdrawn": lazy("Retiro"),
    "returned": lazy("Regreso"),
    "departed": lazy("Salida"),
    "plan": lazy("Plan del recorrido"),
    "kilometres": lazy("Kilómetros"),
    "started": lazy("Inicio del turno"),
    "ended": lazy("Fin del turno"),
    "opened": lazy("Apertura"),
    "closed": lazy("Cierre"),
    "lane": lazy("Quién cuenta dónde"),
    "explained": lazy("Explicación"),
    "announced": lazy("Lo que avisaron"),
    "arrived": lazy("Llegada"),
    "items": lazy("Qué se da"),
    "staff": lazy("Responsables"),
    "method": lazy("Para no contar dos veces"),
    "child_point": lazy("Punto de niñez"),
    "left": lazy("Se fue"),
    "tag": lazy("Encuentro con la caravana"),
    "outcome": lazy("Qué pasó con la alerta"),
    "told_at": lazy("Cuándo avisaron"),
    "came_by": lazy("Cómo llegó"),
    "people": lazy("Personas"),
    "children": lazy("Niñas y niños"),
    "needs": lazy("Peligro o necesidad"),
    "urgent": lazy("Urge"),
    "side": lazy("De qué lado de la línea"),
    "last_seen_at": lazy("Última vez que se supo de ellas"),
    "heading": lazy("Hacia dónde"),
    "means": lazy("Cómo van"),
    "guide_left": lazy("¿Las dejó el guía?"),
    "water_left": lazy("Agua que les queda"),
    "battery_pct": lazy("Pila del teléfono"),
    "caller": lazy("Quién avisó"),
    "report": lazy("Total reportado"),
    "erasure": lazy("Solicitud de borrado"),
    "identity": lazy("Nombre y datos de la persona"),
    "nationality": lazy("Nacionalidad"),
    "sex": lazy("Sexo"),
    "age_band": lazy("Edad"),
    "out": lazy("Quién tiene la hoja"),
    "cancelled": lazy("Cancelación"),
    **mission_words.FIELDS,
    **track_words.FIELDS,
    **search_plan_words.FIELDS,
    **duty_words.FIELDS,
    **supplies_words.FIELDS,
    **ground_words.FIELDS,
    **guidance_words.FIELDS,
    **notice_words.FIELDS,
    **remains_words.FIELDS,
    **missing_words.FIELDS,
}


def field_name(field: str, labels: Labels) -> str:
    """Return what a field of a folded state is called: 'Personas', 'Agua', 'Mujeres, <país>'."""
    name, _colon, rest = field.lstrip("!").partition(":")
    if name == "line":
        return _("A quiénes")
    if name == "margin":
        attribute, _c, value = rest.partition(":")
        return _("De quienes: {who}").format(who=labels.margin(attribute, value))
    if name == "service":
        return labels.service(rest)
    if name == "bodies":
        return str(PLAIN["bodies"])
    return str(PLAIN.get(name, name))


def in_words(field: str, value: Value, labels: Labels) -> str:
    """Return a value of a field as somebody would say it."""
    name = field.lstrip("!").partition(":")[0]
    if value is None or value == "" or value == []:
        return _("nada")
    writer = WRITERS.get(name)
    return writer(value, labels) if writer else str(value)


def line(value: Mapping[str, Value], labels: Labels) -> str:
    """Return a tally line: '3 Mujeres, <país> (Agua)'."""
    who = labels.who(value.get("sex", "U"), value.get("age_band", "U"), value.get("count", 1))
    said = f"{value.get('count', 1)} · {who} · {labels.nationality(value.get('nationality', 'XX'))}"
    services = ", ".join(labels.service(code) for code in value.get("services", ()))
    return f"{said} ({services})" if services else said


def given_to(people: int | None) -> str:
    """Return to how many of the people met something was given."""
    return _("a todas") if people is None else ngettext("a %(n)d persona", "a %(n)d personas", people) % {"n": people}


def disposition(value: Mapping[str, Value], labels: Labels) -> str:
    """Return where people went: 'Albergue (a 3 personas)'."""
    said = labels.disposition(value["code"])
    if value.get("role"):
        said = f"{said}: {labels.authority(value['role'])}"
    if value.get("people") is None:
        return said
    return f"{said} ({_persons(value['people'])})"


def place(value: Mapping[str, Value], labels: Labels) -> str:
    """Return a place as coarse as it stands in clear."""
    where = labels.place(value.get("state", ""), value.get("municipality", ""))
    kind = labels.place_kind(value.get("kind", "unknown"))
    return f"{where} ({kind})" if kind else where


def instant(value: str) -> str:
    """Return an instant as day and hour at the post."""
    return formats.date_format(timezone.localtime(datetime.fromisoformat(value)), "SHORT_DATETIME_FORMAT")


def _persons(people: int) -> str:
    return ngettext("%(n)d persona", "%(n)d personas", people) % {"n": people}


def _first_instant(value: Value, labels: Labels) -> str:
    return instant(value if isinstance(value, str) else value[0])


def ended(code: str, labels: Labels) -> str:
    """Return how a mission, or a child's path, ended."""
    return labels.path_end(code) if code in PATH_ENDS and code not in OUTCOMES else labels.outcome(code)


def _account(value: str) -> str:
    """Return who an account is, by name; one that is not here as it stands."""
    found = get_user_model().objects.filter(pk=value).first() if _is_uuid(value) else None
    return found.display_name if found else value


def _is_uuid(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


WRITERS: Mapping[str, Callable[[Value, Labels], str]] = {
    "guidance_text": lambda value, _labels: str(value["full"]),
    "danger_notice": lambda value, _labels: f"{notice_words.KINDS[value['danger']]} · {', '.join(value['area']['states'])}",
    "hotline_number": lambda value, _labels: str(value["number"]),
    "people_told": lambda value, _labels: f"{value[1]['people']}: " + ", ".join(one["topic"] for one in value[1]["topics"]),
    "line": line,
    "service": lambda value, labels: given_to(value.get("people")),
    "dispositions": lambda value, labels: "; ".join(disposition(one, labels) for one in value),
    "place": place,
    "at": _first_instant,
    "returned": _first_instant,
    "departed": _first_instant,
    "started": _first_instant,
    "ended": _first_instant,
    "opened": _first_instant,
    "closed": lambda value, labels: f"{instant(value[0])}: {ended(value[1], labels)}",
    "lane": lambda value, labels: " ".join(str(part) for part in value.values() if part not in ("", None)),
    "explained": lambda value, labels: _("una nota sellada"),
    "arrived": lambda value, labels: instant(value),
    "left": lambda value, labels: instant(value),
    "tag": lambda value, labels: _("sí") if value else _("no"),
    "child_point": lambda value, labels: instant(value[0]),
    "outcome": lambda value, labels: labels.alert_outcome(value[0]),
    "told_at": _first_instant,
    "came_by": lambda value, labels: labels.alert_word(value),
    "needs": lambda value, labels: ", ".join(labels.alert_word(code) for code in value),
    "urgent": lambda value, labels: ", ".join(labels.alert_word(code) for code in value),
    "side": lambda value, labels: labels.nationality(value),
    "last_seen_at": lambda value, labels: instant(value),
    "heading": lambda value, labels: labels.alert_word(value),
    "means": lambda value, labels: labels.alert_word(value),
    "guide_left": lambda value, labels: _("sí") if value else _("no"),
    "water_left": lambda value, labels: labels.alert_word(value),
    "battery_pct": lambda value, labels: f"{value} %",
    "caller": lambda value, labels: _("datos sellados"),
    "language": lambda value, labels: labels.language(value),
    "withdrawn": lambda value, labels: labels.reason(value) if isinstance(value, str) else _("sí"),
    "plan": lambda value, labels: str(value.get("route", "")),
    "note": lambda value, labels: _("una nota sellada"),
    "where": lambda value, labels: _("un punto sellado"),
    "identity": lambda value, labels: _("datos sellados"),
    "joined": lambda value, labels: _("folio {folio}").format(folio=str(value).replace("-", "")[-6:].upper()),
    "out": lambda value, labels: _account(value[0]),
    "cancelled": lambda value, labels: str(CANCELLED.get(value, value)) if isinstance(value, str) else _("sí"),
    "nationality": lambda value, labels: labels.nationality(value),
    "sex": lambda value, labels: labels.sex(value),
    "registered": _first_instant,
    "driver": lambda value, labels: _account(value),
    "vehicle": lambda value, labels: _("folio {folio}").format(folio=str(value).replace("-", "")[-6:].upper()),
    "vehicle_kind": lambda value, labels: labels.vehicle(value),
    "out_for": lambda value, labels: str(supplies_words.OUT_FOR.get(value, value)),
    "ended_for": lambda value, labels: str(supplies_words.ENDED.get(value, value)),
    "is_damaged": lambda value, labels: _("sí") if value else _("no"),
    "is_missing": lambda value, labels: _("sí") if value else _("no"),
    "age_band": lambda value, labels: labels.band(value),
    "search_plan": lambda value, labels: instant(value["at"]),
    "searched": lambda value, labels: instant(value["at"]),
    **mission_wording.WRITERS,
    **duty_wording.WRITERS,
    **ground_wording.WRITERS,
    **remains_wording.WRITERS,
    **missing_wording.WRITERS,
}
