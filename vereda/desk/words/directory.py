"""Words of the directory and of free places: what a place is, whom it serves, when, and how it was said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.countries.door import DirectoryKind, pack
from vereda.desk.labels import label
from vereda.referrals.door import ForWhom, Hours, Room, Seen, Span, Way

type Words = Mapping[str, str | Promise]

KINDS: Words = {
    DirectoryKind.SHELTER: lazy("Albergue"),
    DirectoryKind.SHELTER_WOMEN_CHILDREN: lazy("Casa de mujeres y niñez"),
    DirectoryKind.SHELTER_CHILDREN: lazy("Casa de niñas, niños y adolescentes"),
    DirectoryKind.CHILDREN_SERVICES: lazy("Atención a la niñez"),
    DirectoryKind.HOSPITAL: lazy("Hospital"),
    DirectoryKind.LEGAL_AID: lazy("Asesoría legal"),
    DirectoryKind.ASYLUM_AUTHORITY: lazy("Trámite de refugio"),
    DirectoryKind.HUMAN_RIGHTS_COMMISSION: lazy("Derechos humanos"),
    DirectoryKind.CONSULATE: lazy("Consulado"),
    DirectoryKind.CHILD_PROTECTION: lazy("Protección de la niñez"),
    DirectoryKind.TRAFFICKING_AUTHORITY: lazy("Fiscalía contra la trata"),
    DirectoryKind.LOCAL_GOVERNMENT: lazy("Gobierno local"),
    DirectoryKind.CARE_CENTRE: lazy("Centro de atención"),
    DirectoryKind.TEMPORARY_CENTRE: lazy("Centro temporal de gobierno"),
    DirectoryKind.REHABILITATION: lazy("Rehabilitación"),
    DirectoryKind.RED_CROSS: lazy("Cruz Roja"),
    DirectoryKind.UN_OFFICE: lazy("Oficina de Naciones Unidas"),
}
FOR_WHOM: Words = {
    ForWhom.WOMEN: lazy("Mujeres"),
    ForWhom.MEN: lazy("Hombres"),
    ForWhom.FAMILIES: lazy("Familias"),
    ForWhom.CHILDREN_ALONE: lazy("Niñez sola"),
    ForWhom.ANYONE: lazy("Cualquiera"),
}
ROOM: Words = {Room.NONE: lazy("lleno"), Room.FEW: lazy("pocos"), Room.SOME: lazy("hay lugar")}
SEEN: Words = {
    Seen.NUMBERS: lazy("Cuántos lugares quedan"),
    Seen.YES_NO: lazy("Solo si hay lugar o no"),
    Seen.NOTHING: lazy("Nada: que llamen"),
}
WAYS: Words = {
    Way.ACCOUNT: lazy("con su cuenta"),
    Way.TELEPHONE: lazy("por teléfono"),
    Way.IN_PERSON: lazy("en persona"),
}
DAYS = (("weekdays", lazy("Lunes a viernes")), ("saturday", lazy("Sábado")), ("sunday", lazy("Domingo")))
STEPS: Words = {
    "referrals.capacity_said": lazy("Se contaron los lugares libres"),
    "referrals.capacity_changed": lazy("Cambiaron los lugares libres"),
    "referrals.place_told": lazy("Se dijo a quién atiende y cuándo"),
}
"""What an entry of a place did, as a history says it."""


def hours_said(hours: Hours | None) -> list[str]:
    """Return when somebody is served, in words; nothing where nobody said it."""
    if hours is None:
        return []
    if hours.always:
        return [_("Todos los días, a toda hora")]
    return list(_spans(hours))


def _spans(hours: Hours) -> Iterator[str]:
    for name, day in DAYS:
        span: Span | None = getattr(hours, name)
        said = _("{opens} a {closes}").format(opens=span.opens, closes=span.closes) if span else _("cerrado")
        yield f"{day}: {said}"


def served(codes: Iterable[str]) -> str:
    """Return whom a place serves, in words."""
    return ", ".join(str(FOR_WHOM.get(code, code)) for code in codes)


def languages_said(country: str, codes: Iterable[str]) -> str:
    """Return languages by their names."""
    known = pack(country).languages
    return ", ".join(label(known[code]) if code in known else code for code in codes)


_ENGLISH_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def hours_typed(hours: str) -> str:
    """Return the hours of a number in words; the pack writes '24h' and 'Mon-Fri 9-15'."""
    if hours.replace(" ", "").lower() in {"24h", "24/7", "24hours"}:
        return _("A toda hora")
    days = dict(zip(_ENGLISH_DAYS, _("lun mar mié jue vie sáb dom").split(), strict=True))
    return re.sub(rf"\b({'|'.join(days)})\b", lambda found: days[found[1]], hours)


def languages_typed(country: str, codes: str) -> str:
    """Return the languages of a number by name; the pack writes 'es|en', and somebody may have typed words."""
    known = pack(country).languages.values()
    by_code = {code: label(row) for row in known for code in (row.code, row.iso639_1) if code}
    return ", ".join(by_code.get(one, one) for one in re.split(r"[|,;\s]+", codes.strip()) if one)
