"""The words of access on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.access.words import Action, Event, InstitutionRole, Purpose, RecordClass, RevokedFor, Role, Standing

ROLES: dict[Role, Promise] = {
    Role.AGENT: lazy("Agente"),
    Role.PARAMEDIC: lazy("Paramédica o paramédico"),
    Role.CASE_WORKER: lazy("Responsable de casos de protección"),
    Role.LEGAL_ADVISER: lazy("Asesoría legal"),
    Role.TRACING_OFFICER: lazy("Búsqueda de familiares"),
    Role.COORDINATOR: lazy("Coordinación de grupo"),
    Role.STATE_OFFICE: lazy("Oficina estatal"),
    Role.STATISTICS: lazy("Estadística nacional"),
    Role.TRAINER: lazy("Capacitación"),
    Role.CONTENT_EDITOR: lazy("Redacción de contenidos"),
    Role.CONTENT_APPROVER: lazy("Aprobación de contenidos"),
    Role.DATA_PROTECTION: lazy("Protección de datos"),
    Role.AUDITOR: lazy("Auditoría"),
    Role.ADMINISTRATOR: lazy("Administración del sistema"),
    Role.PARTNER: lazy("Organización aliada"),
    Role.IDENTITY_REVIEW: lazy("Revisión de identidades"),
    Role.HEADQUARTERS_DUTY: lazy("Guardia de la central"),
    Role.PROGRAMME_OFFICER: lazy("Responsable de programas"),
}
PURPOSES: dict[Purpose, Promise] = {
    Purpose.ASSIST: lazy("Dar ayuda"),
    Purpose.RESCUE: lazy("Rescate"),
    Purpose.MEDICAL: lazy("Atención médica"),
    Purpose.PROTECTION_CASE: lazy("Caso de protección"),
    Purpose.LEGAL_AID: lazy("Asesoría legal"),
    Purpose.TRACING: lazy("Búsqueda de familiares"),
    Purpose.TRAINING: lazy("Capacitación"),
    Purpose.STATISTICS: lazy("Estadística"),
    Purpose.QUALITY_AUDIT: lazy("Revisión de calidad"),
    Purpose.DATA_SUBJECT_REQUEST: lazy("Solicitud de la propia persona sobre sus datos"),
}
CLASSES: dict[RecordClass, Promise] = {
    RecordClass.K0: lazy("Biblioteca pública"),
    RecordClass.K1: lazy("Atención sin nombre"),
    RecordClass.K2: lazy("Identidad y contacto"),
    RecordClass.K3: lazy("Salud"),
    RecordClass.K4: lazy("Protección"),
    RecordClass.K5: lazy("Legal"),
    RecordClass.K6: lazy("Búsqueda de familiares"),
    RecordClass.K7: lazy("Incidente, sellado"),
    RecordClass.K8: lazy("Estadística"),
    RecordClass.K9: lazy("Registro de lecturas"),
    RecordClass.K10: lazy("Configuración y cuentas"),
}
ACTIONS: dict[Action | Event, Promise] = {
    Action.READ: lazy("consultó"),
    Action.WRITE: lazy("escribió"),
    Action.APPROVE: lazy("decidió"),
    Action.EXPORT: lazy("bajó un archivo"),
    Event.SIGNED_IN: lazy("entró"),
    Event.SIGNED_OUT: lazy("salió"),
    Event.SIGN_IN_FAILED: lazy("no pudo entrar"),
    Event.GLASS_BROKEN: lazy("pidió abrir en emergencia"),
}
STANDINGS: dict[Standing, Promise] = {
    Standing.LIVE: lazy("vigente"),
    Standing.NOT_YET: lazy("aún no empieza"),
    Standing.ENDED: lazy("terminó"),
    Standing.UNCONFIRMED: lazy("sin confirmar"),
    Standing.REVOKED: lazy("retirada"),
    Standing.REFUSED: lazy("no vale"),
}

INSTITUTIONS: dict[InstitutionRole, Promise] = {
    InstitutionRole.NETWORK: lazy("Red de grupos"),
    InstitutionRole.CHILD_PROTECTION: lazy("Protección de la niñez"),
    InstitutionRole.CONSULATE: lazy("Consulado"),
    InstitutionRole.OMBUDSPERSON: lazy("Defensoría de derechos humanos"),
    InstitutionRole.REFUGEE_AUTHORITY: lazy("Autoridad de refugio"),
    InstitutionRole.EMERGENCY: lazy("Servicio de emergencias"),
    InstitutionRole.CIVIL_PROTECTION: lazy("Protección civil"),
    InstitutionRole.FIRE_RESCUE: lazy("Bomberos y rescate"),
    InstitutionRole.RED_CROSS: lazy("Cruz Roja o Media Luna Roja"),
    InstitutionRole.HEALTH: lazy("Salud"),
    InstitutionRole.SHELTER_NETWORK: lazy("Albergue"),
    InstitutionRole.LEGAL_AID: lazy("Asistencia legal"),
    InstitutionRole.SEARCH_AUTHORITY: lazy("Búsqueda de personas desaparecidas"),
    InstitutionRole.VICTIMS_AUTHORITY: lazy("Atención a víctimas"),
    InstitutionRole.INTERNATIONAL: lazy("Organismo internacional"),
    InstitutionRole.LOCAL_GOVERNMENT: lazy("Gobierno local"),
}
"""Institutions whose people may hold an account. Those with enforcement powers have no label, since they are never offered."""

REASONS: dict[RevokedFor, Promise] = {
    RevokedFor.POSTING_ENDED: lazy("terminó el encargo"),
    RevokedFor.LEFT: lazy("dejó la institución"),
    RevokedFor.ROLE_CHANGED: lazy("cambió de función"),
    RevokedFor.ENFORCEMENT_POST: lazy("tomó un cargo en una institución de control"),
    RevokedFor.MISTAKE: lazy("fue un error"),
    RevokedFor.MISUSE: lazy("mal uso"),
}


def revoked_label(reason: RevokedFor) -> str:
    return str(REASONS[reason])


def role_label(role: str) -> str:
    return str(ROLES[Role(role)]) if role in set(Role) else role


def purpose_label(purpose: str | None) -> str:
    return str(PURPOSES[Purpose(purpose)]) if purpose in set(Purpose) else ""


def class_label(record_class: str) -> str:
    return str(CLASSES[RecordClass(record_class)]) if record_class in set(RecordClass) else record_class


def action_label(action: str) -> str:
    return next((str(said) for one, said in ACTIONS.items() if one.value == action), action)


def standing_label(standing: Standing) -> str:
    return str(STANDINGS[standing])


def standing_hint(standings: Sequence[Standing]) -> str:
    """Return what somebody without a live membership has to do; the most hopeful of several reasons is told."""
    if Standing.UNCONFIRMED in standings:
        return _(
            "Falta que alguien confirme que usted sigue en su puesto: pasaron 90 días, o le dieron una contraseña nueva. "
            "Pídalo a su coordinación o a quien administra: con eso la cuenta se abre otra vez, sin perder nada."
        )
    if Standing.NOT_YET in standings:
        return _("Su encargo todavía no empieza. La cuenta se abre el primer día.")
    if Standing.ENDED in standings:
        return _("Su encargo terminó, y con él la cuenta. Si sigue en el puesto, pida que le den la función otra vez.")
    return _("Pida a su coordinación o a quien administra que le dé una función.")
