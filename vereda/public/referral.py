"""What a receiver without an account sees of one referral, in words, and whose browser it is."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.access.door import Purpose, Reader, RecordClass, Role, log_read, operator
from vereda.countries.door import pack
from vereda.logbook.schema import FieldClass
from vereda.referrals import door as referrals
from vereda.referrals.door import Item, Look, Page, Referral, RefusedFor, Service
from vereda.settings.environment import env

type Words = Mapping[str, str | Promise]

SERVICES: Words = {
    Service.HEALTH: lazy("Atención médica"),
    Service.MENTAL_HEALTH: lazy("Atención psicológica"),
    Service.SURVIVOR_CARE: lazy("Atención confidencial de salud"),
    Service.SHELTER: lazy("Alojamiento"),
    Service.SAFE_HOUSE: lazy("Alojamiento protegido"),
    Service.CHILD_PROTECTION: lazy("Protección de niñas y niños"),
    Service.LEGAL_AID: lazy("Asesoría jurídica"),
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
LOGGED: Mapping[str, tuple[RecordClass, Purpose]] = {
    FieldClass.CONTACT: (RecordClass.K2, Purpose.ASSIST),
    FieldClass.HEALTH: (RecordClass.K3, Purpose.MEDICAL),
    FieldClass.SCREENING: (RecordClass.K4, Purpose.PROTECTION_CASE),
    FieldClass.LEGAL: (RecordClass.K5, Purpose.LEGAL_AID),
    FieldClass.TRACING: (RecordClass.K6, Purpose.TRACING),
}
RECEIVER = "receiver"


@dataclass(frozen=True)
class Shown:
    """One referral as the receiver reads it."""

    row: Referral
    service: str | Promise
    receiver: str
    from_group: str
    told: tuple[tuple[str | Promise, str], ...]


def opened(words: str, token: str, at: datetime) -> tuple[Page, str]:
    """Open by six words, and return the page with the token to which it belongs: the browser's own where it has it already."""
    country = env().country
    mine = referrals.held(token, country=country, at=at).row
    meant = referrals.referrals.with_words(words, country)
    if mine is None or meant is None or mine.subject != meant.subject:
        token = secrets.token_urlsafe(32)
    return referrals.open_by_words(words, token=token, country=country, at=at), token


def shown(row: Referral) -> Shown | None:
    """Return what is shown, and log that it was; None where its words are gone."""
    about = referrals.sealed.about(row)
    if about is None:
        return None
    record_class, purpose = LOGGED[row.within]
    log_read(_reader(row, purpose), record_class, subject=row.subject)
    group = pack(row.country).groups.get(row.group)
    told = tuple((ITEMS[item], text) for item, text in referrals.sealed.told(row).items())
    return Shown(row, SERVICES[about.service], about.name, group.city if group else "", told)


def _reader(row: Referral, purpose: Purpose) -> Reader:
    return replace(operator(), account=RECEIVER, role=Role.PARTNER, group=row.group, device="link", purpose=purpose)


def is_held(token: str, at: datetime) -> Referral | None:
    """Return the referral that belongs to a browser, if it may still be seen."""
    page = referrals.held(token, country=env().country, at=at)
    return page.row if page.look is Look.SHOWN else None
