"""What referrals are called, for who sends and for who receives: to what help, with which words, why not."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.referrals.words import Item, RefusedFor, Service

type Words = Mapping[str, str | Promise]

SERVICES: Words = {
    Service.HEALTH: lazy("Atención médica"),
    Service.MENTAL_HEALTH: lazy("Atención psicológica"),
    Service.SURVIVOR_CARE: lazy("Atención confidencial de salud"),
    Service.SHELTER: lazy("Alojamiento"),
    Service.SAFE_HOUSE: lazy("Alojamiento protegido"),
    Service.CHILD_PROTECTION: lazy("Protección de niñas y niños"),
    Service.LEGAL_AID: lazy("Asesoría legal"),
    Service.RIGHTS_BODY: lazy("Queja por derechos humanos"),
    Service.FAMILY_LINKS: lazy("Búsqueda de familiares"),
    Service.BASIC_NEEDS: lazy("Comida, ropa, aseo"),
}
ITEMS: Words = {
    Item.PEOPLE: lazy("Quiénes son"),
    Item.AGE_SEX: lazy("Edad y sexo"),
    Item.LANGUAGE: lazy("Lengua"),
    Item.NEEDS: lazy("Qué necesitan"),
    Item.ARRIVES: lazy("Cuándo y cómo llegan"),
    Item.CALL_BACK: lazy("Teléfono del puesto"),
    Item.NAME: lazy("Nombre"),
    Item.BIRTH: lazy("Nacimiento"),
    Item.TELEPHONE: lazy("Cómo localizarle sin riesgo"),
    Item.HANDOVER: lazy("Estado de salud y lo que se hizo"),
    Item.PREGNANCY: lazy("Embarazo"),
    Item.MEDICINES: lazy("Medicinas y alergias"),
    Item.PROTECTION: lazy("De qué hay que cuidarle"),
    Item.CHILDREN: lazy("Con quién están y qué quieren"),
    Item.LEGAL_MATTER: lazy("Asunto"),
    Item.LEGAL_TERM: lazy("Plazo"),
    Item.SOUGHT: lazy("A quién busca"),
}
REASONS: Words = {
    RefusedFor.FULL: lazy("No hay lugar"),
    RefusedFor.NOT_OURS: lazy("No damos esa ayuda"),
    RefusedFor.CLOSED: lazy("A esta hora no atendemos"),
    RefusedFor.TOO_FAR: lazy("Está muy lejos"),
    RefusedFor.MORE_CARE: lazy("Necesitan más de lo que tenemos"),
    RefusedFor.OTHER: lazy("Otro motivo"),
}
