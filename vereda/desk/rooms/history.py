"""The history of a record: who wrote what, when, by which way, and what it changed. Entries of other groups are a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.access.door import device_labels
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms import wording
from vereda.desk.words import between as between_words
from vereda.desk.words import card as card_words
from vereda.desk.words import directory as directory_words
from vereda.desk.words import duty as duty_words
from vereda.desk.words import first_aid as first_aid_words
from vereda.desk.words import good_practice as practice_words
from vereda.desk.words import ground as ground_words
from vereda.desk.words import guidance as guidance_words
from vereda.desk.words import last_help as last_help_words
from vereda.desk.words import legal as legal_words
from vereda.desk.words import missing as missing_words
from vereda.desk.words import missions as mission_words
from vereda.desk.words import news as news_words
from vereda.desk.words import notices as notice_words
from vereda.desk.words import pairs as pair_words
from vereda.desk.words import passing as passing_words
from vereda.desk.words import programme as programme_words
from vereda.desk.words import protection as protection_words
from vereda.desk.words import readiness as readiness_words
from vereda.desk.words import referrals as referral_words
from vereda.desk.words import remains as remains_words
from vereda.desk.words import reports as reports_words
from vereda.desk.words import ringing as ringing_words
from vereda.desk.words import search_plan as search_plan_words
from vereda.desk.words import supplies as supplies_words
from vereda.desk.words import surveys as survey_words
from vereda.desk.words import tracks as track_words
from vereda.desk.words import training as training_words
from vereda.desk.words import transparency as transparency_words
from vereda.desk.words import webhooks as webhook_words
from vereda.desk.words import workshops as workshop_words
from vereda.encounters.door import Corrected, LineRecorded, Recorded
from vereda.groups.door import lent_names
from vereda.logbook.door import Told
from vereda.logbook.schema import FieldClass
from vereda.once import once

KINDS: Mapping[str, str | Promise] = {
    "encounters.recorded": lazy("Anotó el encuentro"),
    "encounters.line_recorded": lazy("Llegó un renglón de un archivo"),
    "encounters.corrected": lazy("Corrigió"),
    "encounters.withdrawn": lazy("Retiró el encuentro: ya no cuenta"),
    "encounters.reinstated": lazy("Deshizo el retiro: vuelve a contar"),
    "encounters.struck": lazy("La persona pidió tachar: queda la cuenta, lo demás se destruyó"),
    "encounters.joined": lazy("Vio que este encuentro y otro son el mismo; uno cuenta por los dos"),
    "encounters.separated": lazy("Los separó: eran dos encuentros"),
    "encounters.total_reported": lazy("Guardó un total reportado"),
    "encounters.total_withdrawn": lazy("Retiró el total reportado"),
    "groups.patrol_departed": lazy("Salió el recorrido"),
    "groups.patrol_checked_in": lazy("El equipo se reportó"),
    "groups.patrol_returned": lazy("Regresó el recorrido"),
    "groups.patrol_still_out": lazy("Deshizo el regreso: el equipo sigue fuera"),
    "groups.patrol_withdrawn": lazy("Retiró el recorrido"),
    "groups.shift_started": lazy("Abrió el turno"),
    "groups.shift_joined": lazy("Se sumó al turno"),
    "groups.shift_ended": lazy("Cerró el turno"),
    "rescue.alert_received": lazy("Recibió la alerta"),
    "rescue.alert_read": lazy("Vio la alerta"),
    "rescue.alert_closed": lazy("Cerró la alerta"),
    "rescue.alert_reopened": lazy("Reabrió la alerta"),
    "protection.child_path_opened": lazy("Abrió la ruta de niñez"),
    "protection.child_path_step": lazy("Anotó un paso"),
    "protection.child_path_closed": lazy("Cerró la ruta"),
    "protection.child_path_reopened": lazy("Reabrió la ruta"),
    "protection.child_office_told": lazy("Avisó a una oficina, o lo intentó"),
    "protection.child_rang": lazy("Nadie contestó: se avisó al siguiente"),
    "protection.child_official_signed": lazy("Una autoridad firmó que recibió a las niñas y niños"),
    "protection.child_vehicle_left": lazy("Salió el vehículo con dos personas adultas"),
    "protection.child_wishes_said": lazy("Anotó lo que quiere la niña o el niño"),
    "protection.child_siblings_joined": lazy("Sumó a hermanas y hermanos"),
    "protection.child_best_interests_noted": lazy("Escribió la nota de interés superior"),
    "rescue.mission_opened": lazy("Abrió la misión"),
    "rescue.mission_closed": lazy("Cerró la misión"),
    "rescue.mission_reopened": lazy("Reabrió la misión"),
    **mission_words.STEPS,
    **track_words.STEPS,
    "safety.officer_in_danger": lazy("Agente en peligro"),
    "safety.danger_seen": lazy("Dijo «enterado»"),
    "safety.danger_raised": lazy("Nadie lo había leído: se avisó"),
    "safety.danger_step_taken": lazy("Hizo algo por el agente"),
    "safety.danger_resolved": lazy("Cerró la alarma"),
    "safety.danger_reopened": lazy("Reabrió la alarma"),
    "gatherings.distribution_opened": lazy("Abrió el reparto"),
    "gatherings.reception_announced": lazy("Anotó el aviso"),
    "gatherings.reception_arrived": lazy("Anotó que llegó"),
    "gatherings.lane_taken": lazy("Tomó una fila o unas fichas"),
    "gatherings.counted": lazy("Contó"),
    "gatherings.explained": lazy("Explicó la diferencia"),
    "gatherings.closed": lazy("Cerró la cuenta"),
    "gatherings.late_added": lazy("Agregó lo que llegó tarde"),
    "gatherings.reopened": lazy("Reabrió la cuenta"),
    "gatherings.withdrawn": lazy("La retiró: se abrió por error o no llegó"),
    "gatherings.caravan_opened": lazy("Anotó que la caravana está aquí"),
    "gatherings.caravan_joined": lazy("Sumó al grupo a la caravana"),
    "gatherings.caravan_left": lazy("Anotó que la caravana se fue"),
    "gatherings.caravan_back": lazy("Anotó que la caravana sigue aquí"),
    "gatherings.headcount_taken": lazy("Anotó cuántas personas"),
    "gatherings.headcount_withdrawn": lazy("Quitó un número equivocado"),
    "gatherings.encounter_tagged": lazy("Marcó un encuentro de la caravana"),
    "gatherings.encounter_untagged": lazy("Quitó la marca de un encuentro"),
    "gatherings.child_point_opened": lazy("Abrió el punto de niñez"),
    "gatherings.child_point_closed": lazy("Cerró el punto de niñez"),
    "paper.sheets_printed": lazy("Imprimió hojas"),
    "paper.sheets_issued": lazy("Entregó hojas"),
    "paper.sheets_returned": lazy("Recibió hojas en blanco"),
    "paper.sheet_typed": lazy("Tecleó la hoja"),
    "paper.sheet_cancelled": lazy("Canceló la hoja"),
    "paper.sheet_destroyed": lazy("Anotó que la hoja se destruyó"),
    "people.person_met": lazy("Anotó a una persona con nombre"),
    "people.person_described": lazy("Corrigió los datos de la persona"),
    "people.erasure_asked": lazy("Pidió borrar a la persona"),
    "people.erasure_declined": lazy("No aprobó el borrado"),
    "people.erasure_reached": lazy("Borró otro registro de la misma persona"),
    **pair_words.STEPS,
    "logbook.conflict_resolved": lazy("Resolvió una diferencia"),
    "logbook.clock_limited": lazy("El sistema corrigió un reloj adelantado"),
    "logbook.subject_erased": lazy("Borró el expediente"),
    **last_help_words.STEPS,
    **card_words.STEPS,
    **duty_words.STEPS,
    **reports_words.STEPS,
    **programme_words.STEPS,
    **workshop_words.STEPS,
    **survey_words.STEPS,
    **transparency_words.STEPS,
    **readiness_words.STEPS,
    **training_words.STEPS,
    **supplies_words.STEPS,
    **ground_words.STEPS,
    **guidance_words.STEPS,
    **news_words.STEPS,
    **practice_words.STEPS,
    **between_words.STEPS,
    **webhook_words.STEPS,
    **notice_words.STEPS,
    **ringing_words.STEPS,
    **passing_words.STEPS,
    **first_aid_words.STEPS,
    **remains_words.STEPS,
    **missing_words.STEPS,
    **legal_words.STEPS,
    **legal_words.COMPLAINTS,
    **referral_words.STEPS,
    **directory_words.STEPS,
    **protection_words.STEPS,
    **search_plan_words.STEPS,
}
WHY_HELD: Mapping[str, str | Promise] = {
    "access.device_unknown": lazy("El teléfono o la computadora no está de alta."),
    "access.device_revoked": lazy("El teléfono o la computadora ya estaba de baja."),
    "access.device_reported_lost": lazy("El teléfono había avisado que está en manos ajenas."),
    "access.device_of_other_group": lazy("El teléfono o la computadora es de otro grupo."),
    "access.author_unknown": lazy("No se conoce a quien lo escribió."),
    "access.author_of_other_group": lazy("Quien lo escribió es de otro grupo."),
    "access.author_without_right": lazy("Quien lo escribió ya no tenía función vigente."),
    "access.author_not_on_device": lazy("Quien lo escribió no está entre las personas de ese teléfono."),
    "access.role_may_not_write": lazy("Esto lo escribe otra función del grupo, no la de quien lo escribió."),
    "access.not_while_locked": lazy("Un teléfono bloqueado no puede anotar esto; nadie lo había abierto."),
    "logbook.counter_clash": lazy("Llegó otro registro con el mismo número: el teléfono puede estar copiado."),
    "logbook.not_from_posts": lazy("Esto lo escribe solo la oficina central: no se acepta desde la máquina de un puesto."),
    "logbook.subject_of_others": lazy("Lo escribió otro grupo sobre un registro del suyo."),
    "logbook.subject_of_other_kind": lazy("No corresponde a esta clase de registro."),
    "logbook.subject_begun_already": lazy("Ya se había enviado; esto lo cambiaría por otra cosa. No lo acepte sin preguntar."),
}

SEALED = {FieldClass.FREE_TEXT: "note", FieldClass.WHEREABOUTS: "where"}


@dataclass(frozen=True)
class Change:
    """One field that an entry set. before: '' when nothing was known."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Step:
    """One entry of a history, in words."""

    id: str
    what: str
    who: str
    seen_by: str
    at: datetime
    received_at: datetime
    channel: str
    changes: Sequence[Change] = field(default_factory=tuple)
    remark: str = ""
    held: str = ""


def steps(entries: Iterable[Told], group: str, labels: Labels) -> tuple[list[Step], int]:
    """Return the entries of the own group in words, in the order received, and how many of other groups there are."""
    entries = list(entries)
    own = [entry for entry in entries if entry.group == group or entry.kind.startswith("logbook.")]
    names = names_of({one for entry in own for one in (entry.author, entry.reported_by)})
    known: dict[str, Any] = {}  # Any: values of fields, JSON
    return [_step(entry, known, names, labels) for entry in own], len(entries) - len(own)


def names_of(accounts: Iterable[str]) -> dict[str, str]:
    """Return the display names of accounts, and of phones that wrote while nobody had unlocked them."""
    wanted = {one for one in accounts if is_id(one)}  # a phone may have written anything there
    found = _accounts(frozenset(wanted))
    names = {str(id_): account.display_name for id_, account in found.items()}
    names |= lent_names(wanted - names.keys()) if wanted - names.keys() else {}
    unknown = wanted - names.keys()
    phones = device_labels(unknown) if unknown else {}
    return names | {id_: _("{phone}, bloqueado").format(phone=label) for id_, label in phones.items()}


@once
def _accounts(wanted: frozenset[str]) -> dict[UUID, Any]:  # Any: accounts
    return get_user_model().objects.in_bulk(wanted)


def is_id(text: str) -> bool:
    """Return whether a text is the id of an account, as ids are written."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def who_is(account: str, names: Mapping[str, str]) -> str:
    """Return the name to show for an author."""
    if account in names:
        return names[account]
    if account == "operator":
        return _("Operación de ese teléfono o computadora")
    if account == "other":
        return _("otra persona")
    if account == "receiver":
        return _("Quien recibe")
    return _("Cuenta que aquí no se conoce ({folio})").format(folio=folio(account)) if account else ""


def what(kind: str) -> str:
    """Return what an entry kind did, in words."""
    return str(KINDS.get(kind, kind))


def said_by(entry: Told, labels: Labels) -> list[Change]:
    """Return what one entry says by itself, whatever is known besides."""
    return [Change(wording.field_name(name, labels), "", wording.in_words(name, value, labels)) for name, value in _set(entry)]


def _step(entry: Told, known: dict[str, Any], names: Mapping[str, str], labels: Labels) -> Step:  # Any: JSON
    changes = []
    if not entry.held:
        for name, value in _set(entry):
            before = known.get(name)
            if before != value:
                said = wording.in_words(name, before, labels) if name in known else ""
                changes.append(Change(wording.field_name(name, labels), said, wording.in_words(name, value, labels)))
            known[name] = value
    saw = entry.reported_by if entry.reported_by != entry.author else ""
    author, saw = (saw, "") if saw == "receiver" else (entry.author, saw)
    return Step(
        id=str(entry.id),
        what=what(entry.kind) if entry.payload is not None else _("Un registro de una versión más nueva; se verá al actualizar"),
        who=who_is(author, names),
        seen_by=who_is(saw, names) if saw else "",
        at=entry.occurred_at,
        received_at=entry.received_at,
        channel=_("en su página") if author == "receiver" else labels.channel(entry.channel),
        changes=changes if entry.kind != "encounters.recorded" else (),
        remark=_remark(entry, labels),
        held=_held(entry),
    )


def _held(entry: Told) -> str:
    if not entry.held:
        return ""
    if entry.held == "declined":
        return _("No aceptado: no cuenta.")
    return _("En espera de la coordinación: todavía no cuenta.")


def _remark(entry: Told, labels: Labels) -> str:
    reason = getattr(entry.payload, "reason", None)
    if reason and entry.kind in ("encounters.withdrawn", "encounters.total_withdrawn"):
        return labels.reason(reason)
    if entry.kind == "rescue.alert_closed":
        return labels.alert_outcome(getattr(entry.payload, "outcome", ""))
    if entry.kind == "rescue.alert_rang":
        return ringing_words.said(getattr(entry.payload, "step", ""))
    if entry.kind == "protection.child_path_closed":
        return labels.path_end(getattr(entry.payload, "outcome", ""))
    if entry.kind in last_help_words.STEPS:
        return last_help_words.said_of(entry.payload, labels)
    if entry.kind == "logbook.conflict_resolved":
        return wording.field_name(getattr(entry.payload, "field", ""), labels)
    return ""


def _set(entry: Told) -> Iterator[tuple[str, Any]]:  # Any: JSON of a field
    """Yield the fields that an entry set, named as the fold names them."""
    payload = entry.payload
    if isinstance(payload, LineRecorded) and payload.line:
        yield f"line:{payload.line.line_id}", _dumped(payload.line, "line_id")
    if not isinstance(payload, Recorded | Corrected):
        return
    yield from _plain(payload)
    yield from _lists(payload)
    if isinstance(payload, Recorded) or payload.happened_again:
        yield "at", [entry.occurred_at.isoformat()]
    for box in entry.boxes:
        if box.cls in SEALED:
            yield SEALED[box.cls], str(entry.id)


def _plain(payload: Recorded | Corrected) -> Iterator[tuple[str, Any]]:  # Any: JSON of a field
    for name in ("people_met", "language", "unaccompanied_minors", "bodies"):
        value = getattr(payload, name)
        if value is not None and (value or isinstance(payload, Corrected)):
            yield name, value
    if payload.dispositions is not None and (payload.dispositions or isinstance(payload, Corrected)):
        yield "dispositions", [_dumped(one) for one in payload.dispositions]
    if payload.place is not None:
        yield "place", _dumped(payload.place)


def _lists(payload: Recorded | Corrected) -> Iterator[tuple[str, Any]]:  # Any: JSON of a field
    for line in payload.lines:
        yield f"line:{line.line_id}", _dumped(line, "line_id")
    for margin in payload.margins:
        yield f"margin:{margin.attribute}:{margin.value}", margin.count or None
    for service in payload.services:
        yield f"service:{service.service}", {"people": service.people}
    if isinstance(payload, Corrected):
        yield from ((f"line:{line_id}", None) for line_id in payload.lines_removed)
        yield from ((f"service:{service}", None) for service in payload.services_removed)


def _dumped(model: Any, *without: str) -> dict[str, Any]:  # Any: any schema of encounters in, JSON out
    dumped: dict[str, Any] = model.model_dump(mode="json", exclude_defaults=True)
    return {name: value for name, value in dumped.items() if name not in without}
