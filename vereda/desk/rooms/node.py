"""The post's own machine in words: how its line stands, its certificate, the address a phone opens; and what a file brought."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from vereda.access import door as access
from vereda.access.door import Reader
from vereda.desk import dates
from vereda.desk.rooms.devices import group_name, sees_country
from vereda.relay import door as relay
from vereda.settings.environment import env

HTTPS = 443
TROUBLES: Mapping[str, str | Promise] = {
    "relay.line_down": lazy("No hay línea con la central. Nada se pierde: se intenta cada minuto."),
    "relay.post_revoked": lazy("La central dio de baja a esta computadora. Ya no recibe nada; hable con la central."),
    "relay.headquarters_other": lazy("Quien contesta no es la central de este puesto. No se envía nada. Avise a la central."),
}
WHY: Mapping[str, str | Promise] = {
    "logbook.device_not_known": lazy("de un teléfono o computadora que aquí no está de alta"),
    "logbook.for_other_server": lazy("cerrados para otra central"),
    "logbook.signature_wrong": lazy("con una firma que no es la de su teléfono"),
    "logbook.envelope_damaged": lazy("dañados en el camino"),
}


@dataclass(frozen=True)
class PostRow:
    """A post as headquarters knows it."""

    device: UUID
    label: str
    group: str
    last_at: datetime | None
    is_revoked: bool


def posts(reader: Reader) -> list[PostRow]:
    """Return the machines of posts in the reader's care, those in use first."""
    rows = access.devices_of(reader.country, "" if sees_country(reader) else reader.group or "-")
    rows = [row for row in rows if row.is_node]
    spoke = access.contacts([row.subject for row in rows])
    return [
        PostRow(
            row.subject,
            row.label,
            group_name(row.country, row.group),
            spoke[row.subject].at if row.subject in spoke else None,
            row.revoked_at is not None,
        )
        for row in rows
    ]


def line_said(now: datetime) -> list[tuple[str, bool]]:
    """Return how the line of this post stands, sentence by sentence, and whether somebody has to look at it."""
    stands = relay.how_it_stands()
    found: list[tuple[str, bool]] = []
    if stands.trouble:
        other = _("El último enlace no terminó ({code}).").format(code=stands.trouble)
        found.append((str(TROUBLES.get(stands.trouble, other)), True))
    if stands.reached_at is None:
        found.append((_("Todavía no ha habido enlace con la central."), True))
    else:
        found.append((_("Último enlace: hace {ago}").format(ago=dates.lasting(now - stands.reached_at)), False))
    if stands.waiting:
        waits = ngettext("%(n)d registro espera subir.", "%(n)d registros esperan subir.", stands.waiting) % {"n": stands.waiting}
        found.append((waits, False))
    elif stands.reached_at and not stands.trouble:
        found.append((_("Todo lo de aquí está en la central."), False))
    return found


def certificate() -> relay.Certificate | None:
    """Return the certificate of this machine, None when there is none that can be read."""
    try:
        return relay.certificate_here()
    except relay.CertificateWrong:
        return None


def app_address(request: HttpRequest) -> str:
    """Return the address of the phone's app: at a post by its own name, whatever name the desk was opened by."""
    found = certificate() if relay.is_post() and env().tls_cert else None
    if found is None or not found.names or request.get_host().partition(":")[0] in found.names:
        return request.build_absolute_uri("/app/")
    port = "" if env().port == HTTPS else f":{env().port}"
    return f"https://{found.names[0]}{port}/app/"


def brought_said(told: relay.Brought) -> Iterator[str]:
    """Yield what a file brought, in sentences."""
    by = told.by_answer
    yield ngettext("Trae %(n)d registro.", "Trae %(n)d registros.", told.count) % {"n": told.count}
    for status, said in _COUNTED.items():
        if by.get(status):
            yield said(by[status])
    for code, count in sorted(told.codes.items()):
        if code in WHY:
            yield f"{count} {WHY[code]}."
    if told.damaged_lines:
        lines = ", ".join(map(str, told.damaged_lines[:10]))
        yield _("Renglones dañados que no se leyeron: {lines}. Lo demás sí entró; copie otra vez el archivo.").format(lines=lines)


def _accepted(n: int) -> str:
    return ngettext("%(n)d es nuevo y ya cuenta.", "%(n)d son nuevos y ya cuentan.", n) % {"n": n}


def _known(n: int) -> str:
    return ngettext("%(n)d ya estaba.", "%(n)d ya estaban.", n) % {"n": n}


def _quarantined(n: int) -> str:
    said = ngettext("%(n)d espera el visto bueno de la coordinación.", "%(n)d esperan el visto bueno de la coordinación.", n)
    return said % {"n": n}


def _not_understood(n: int) -> str:
    said = ngettext("%(n)d es de una versión más nueva: se guardó.", "%(n)d son de una versión más nueva: se guardaron.", n)
    return said % {"n": n}


def _refused(n: int) -> str:
    return ngettext("%(n)d no se pudo tomar.", "%(n)d no se pudieron tomar.", n) % {"n": n}


def _later(n: int) -> str:
    said = ngettext(
        "%(n)d todavía no se puede tomar; guarde el archivo.", "%(n)d todavía no se pueden tomar; guarde el archivo.", n
    )
    return said % {"n": n}


_COUNTED: Mapping[str, Any] = {  # Any: a function of a number
    "accepted": _accepted,
    "known": _known,
    "quarantined": _quarantined,
    "not_understood": _not_understood,
    "refused": _refused,
    "later": _later,
}
