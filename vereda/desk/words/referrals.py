"""Words of consent and of referrals: purposes, ways, how it goes, who may receive, what an entry did."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.countries.door import Role
from vereda.people.door import ConsentFor, ConsentMode, WithdrawnBy
from vereda.referrals.door import RecalledFor, Service, Status, Way

type Words = Mapping[str, str | Promise]

UNSIGNED = lazy("Texto y datos que se cuentan: aún no aprobados por una abogada o abogado ni por personal clínico.")

PURPOSES: Words = {
    ConsentFor.REFER: lazy("Contarlo a quien puede ayudarle"),
    ConsentFor.KEEP: lazy("Guardar su nombre"),
    ConsentFor.LEGAL: lazy("Que le represente una abogada o abogado"),
    ConsentFor.CONSULATE: lazy("Avisar a su consulado"),
    ConsentFor.TRACE: lazy("Ver si es a quien alguien busca, también en otros grupos"),
    ConsentFor.PUBLISH: lazy("Poner su nombre en un cartel, para que su familia le encuentre"),
    ConsentFor.MATCH: lazy("Ver si otro grupo ya le conoce, y unir sus registros"),
    ConsentFor.STATISTICS: lazy("Estudiar sus datos sin su nombre"),
}
"""For what somebody is asked, in the order in which it is read."""
MODES: Words = {
    ConsentMode.SIGNED: lazy("Firmó"),
    ConsentMode.SPOKEN: lazy("Lo dijo, con testigo"),
    ConsentMode.THUMB: lazy("Puso su huella, con testigo"),
}
TAKEN_BACK: Words = {
    WithdrawnBy.DESK: lazy("Lo dijo aquí"),
    WithdrawnBy.TELEPHONE: lazy("Llamó por teléfono"),
    WithdrawnBy.PAPER: lazy("Lo escribió en papel"),
}
"""How somebody takes consent back at the desk; by text message it needs nobody."""
STATUSES: Words = {
    Status.SENT: lazy("Enviada, sin abrir"),
    Status.OPENED: lazy("Abierta, sin respuesta"),
    Status.ACCEPTED: lazy("La aceptaron"),
    Status.REFUSED: lazy("No pueden"),
    Status.ARRIVED: lazy("Ya llegó"),
    Status.DONE: lazy("Ya se atendió"),
    Status.RECALLED: lazy("Retirada"),
}
RECALLED: Words = {
    RecalledFor.MISTAKEN: lazy("Fue un error"),
    RecalledFor.NOT_NEEDED: lazy("Ya no hace falta"),
    RecalledFor.ANOTHER_ANSWERED: lazy("Otra institución les recibe"),
    RecalledFor.CONSENT_WITHDRAWN: lazy("La persona quitó su permiso"),
}
CHOSEN = (RecalledFor.NOT_NEEDED, RecalledFor.ANOTHER_ANSWERED, RecalledFor.MISTAKEN)
"""Reasons that somebody chooses; a withdrawn consent recalls by itself."""
WAYS: Words = {
    Way.LINK: lazy("en la página"),
    Way.ACCOUNT: lazy("con su cuenta"),
    Way.ACCOUNT: lazy("en su cuenta"),
    Way.BUNDLE: lazy("desde el otro país"),
    Way.TELEPHONE: lazy("por teléfono"),
    Way.IN_PERSON: lazy("en persona"),
}
RECEIVERS: Words = {
    Role.HEALTH: lazy("Hospital, clínica o centro de salud"),
    Role.RED_CROSS: lazy("Cruz Roja"),
    Role.EMERGENCY: lazy("Servicio de emergencia (ambulancia)"),
    Role.CIVIL_PROTECTION: lazy("Protección civil"),
    Role.SHELTER_NETWORK: lazy("Albergue"),
    Role.LOCAL_GOVERNMENT: lazy("Gobierno local"),
    Role.CHILD_PROTECTION: lazy("Protección de la niñez"),
    Role.INTERNATIONAL: lazy("Organismo internacional"),
    Role.VICTIMS_AUTHORITY: lazy("Atención a víctimas"),
    Role.LEGAL_AID: lazy("Asesoría legal"),
    Role.OMBUDSPERSON: lazy("Derechos humanos"),
    Role.SEARCH_AUTHORITY: lazy("Comisión de búsqueda"),
}
"""What an institution whose name is typed does. Who could detain is not among them."""
HINTS: Words = {
    Service.HEALTH: lazy("Hospital, clínica, ambulancia"),
    Service.MENTAL_HEALTH: lazy("Psicología, contención"),
    Service.SURVIVOR_CARE: lazy("Urgente: las primeras 72 horas. En privado"),
    Service.SHELTER: lazy("Cama, comida, techo"),
    Service.SAFE_HOUSE: lazy("Cuando alguien quiere hacerle daño. En privado"),
    Service.CHILD_PROTECTION: lazy("Niñas y niños solos o en riesgo"),
    Service.LEGAL_AID: lazy("Refugio, víctima, detención"),
    Service.RIGHTS_BODY: lazy("Una autoridad le trató mal"),
    Service.FAMILY_LINKS: lazy("Encontrar a su familia"),
    Service.BASIC_NEEDS: lazy("Sin alojamiento"),
}
STEPS: Words = {
    "people.consent_given": lazy("Se leyó el texto: dijo que sí"),
    "people.consent_refused": lazy("Se leyó el texto: dijo que no"),
    "people.consent_withdrawn": lazy("Quitó su permiso"),
    "referrals.made": lazy("Hizo la referencia"),
    "referrals.link_given": lazy("Dio seis palabras para abrirla"),
    "referrals.opened": lazy("La abrieron con las palabras"),
    "referrals.opened_elsewhere": lazy("Alguien quiso abrirla en otro teléfono o computadora"),
    "referrals.answered": lazy("Llegó la respuesta"),
    "referrals.answer_taken_back": lazy("Deshizo la respuesta: fue un error"),
    "referrals.arrived": lazy("Ya llegó"),
    "referrals.done": lazy("Ya se atendió"),
    "referrals.note_left": lazy("Dejaron unas palabras"),
    "referrals.recalled": lazy("Se retiró"),
    "referrals.receiver_reminded": lazy("Volvió a preguntar a quien recibe"),
}
"""What an entry did, as a history says it."""


def said(words: Words, code: str) -> str:
    """Return the word for a code; a code of a newer version as it is."""
    return str(words.get(code, code))
