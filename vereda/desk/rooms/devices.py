"""The phones of a group, as whoever looks after them sees them: who works on each, when it last spoke, what is still on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import segno
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from vereda.access import door as access
from vereda.access.door import Action, NotForYou, Reader, RecordClass, holds
from vereda.countries.door import pack
from vereda.desk import dates
from vereda.desk.rooms.history import names_of
from vereda.logbook import door as logbook
from vereda.logbook.door import this_node

REASONS: Mapping[str, str | Promise] = {
    "lost": lazy("Se perdió"),
    "stolen": lazy("Lo robaron o lo quitaron"),
    "replaced": lazy("Se cambió por otro"),
    "mistake": lazy("Se inscribió por error"),
}
GAPS_SHOWN = 12
A_MINUTE = timedelta(minutes=1)
SAID_ALOUD = timedelta(days=3)  # on the board; the page of the phone says it for ever


@dataclass(frozen=True)
class Agent:
    """Somebody who works on a phone. is_live: holds a role in the group today."""

    account: str
    name: str
    is_live: bool


@dataclass(frozen=True)
class Phone:
    """One phone. here, durable: up to which of its numbers entries are here, and in a verified backup elsewhere."""

    id: UUID
    label: str
    group: str
    is_node: bool
    agents: Sequence[Agent]
    enrolled_at: datetime
    last_at: datetime | None
    app: int | None
    unsent: int | None
    here: int
    durable: int
    missing: Sequence[int]
    is_frozen: bool
    is_silent: bool
    expiry_h: int
    revoked_at: datetime | None
    revoked_for: str
    lost_at: datetime | None
    wiped_at: datetime | None

    @property
    def in_use(self) -> bool:
        """Whether it may still record."""
        return self.revoked_at is None and self.lost_at is None

    @property
    def is_revocable(self) -> bool:
        """Whether somebody may still say what became of it."""
        return self.revoked_at is None

    @property
    def reason(self) -> str:
        """Why it was revoked, in words."""
        return str(REASONS.get(self.revoked_for, ""))


def sees_country(reader: Reader) -> bool:
    """Return whether the reader looks after the phones of every group: an administrator."""
    return holds(reader.role, RecordClass.K10, Action.READ)


def phones(reader: Reader, now: datetime) -> list[Phone]:
    """Return the phones that a reader looks after, those in use first."""
    rows = access.devices_of(reader.country, "" if sees_country(reader) else reader.group) if _may(reader) else []
    return list(_drawn(rows, now))


def in_other_hands(reader: Reader, now: datetime) -> list[Any]:  # Any: access's read model of devices
    """Return the phones of the reader's group that said of themselves, in the last days, that they are in other hands."""
    rows = access.devices_of(reader.country, reader.group) if reader.group else []
    return [row for row in rows if row.lost_at and now - row.lost_at < SAID_ALOUD]


def phone(reader: Reader, id_: UUID, now: datetime) -> Phone:
    """Return one phone, or raise NotForYou for one of another group as for one that is not there."""
    row = access.device(id_)
    if row is None or row.country != reader.country or (row.group != reader.group and not sees_country(reader)):
        raise NotForYou
    return next(_drawn([row], now))


def _may(reader: Reader) -> bool:
    return sees_country(reader) or bool(reader.group)


def _drawn(rows: Sequence[Any], now: datetime) -> Iterator[Phone]:  # Any: access's read model of devices
    spoke = access.contacts([row.subject for row in rows])
    names = names_of({account for row in rows for account in row.agents})
    for row in rows:
        id_, contact = str(row.subject), spoke.get(row.subject)
        here, durable = logbook.progress(id_)
        hours, live = access.phone_expiry_h(row.country, row.group), access.agents_on(row)
        last_at = contact.at if contact else None
        yield Phone(
            id=row.subject,
            label=row.label,
            group=group_name(row.country, row.group),
            is_node=row.is_node,
            agents=sorted((Agent(one, names.get(one, one), one in live) for one in row.agents), key=_name),
            enrolled_at=row.enrolled_at,
            last_at=last_at,
            app=contact.app if contact else None,
            unsent=contact.unsent if contact else None,
            here=here,
            durable=durable,
            missing=logbook.missing_numbers(id_),
            is_frozen=logbook.is_frozen(id_),
            is_silent=now - (last_at or row.enrolled_at) > timedelta(hours=hours),
            expiry_h=hours,
            revoked_at=row.revoked_at,
            revoked_for=row.revoked_for,
            lost_at=row.lost_at,
            wiped_at=row.wiped_at,
        )


def _name(one: Agent) -> str:
    return one.name.casefold()


def group_name(country: str, group: str) -> str:
    """Return what a group is called."""
    found = pack(country).groups.get(group)
    return found.name if found else group


def tags(one: Phone) -> list[tuple[str, bool]]:
    """Return what stands beside a phone's name, and whether somebody has to look at it."""
    if one.lost_at:
        return [(_("avisó que está en manos ajenas"), True)]
    if one.wiped_at:
        return [(_("de baja y borrado"), False)]
    if one.revoked_at:
        return [(_("de baja; falta que confirme el borrado"), True)]
    found = []
    if one.is_frozen:
        found.append((_("detenido: revisar"), True))
    if one.missing:
        found.append(
            (ngettext("falta %(n)d registro", "faltan %(n)d registros", len(one.missing)) % {"n": len(one.missing)}, True)
        )
    if one.is_silent:
        found.append((_("sin contacto"), True))
    if not one.agents and not one.is_node:
        found.append((_("sin agente"), True))
    return found


def said(one: Phone, now: datetime) -> str:
    """Return the last contact of a phone and what is still on it, in one line."""
    if one.last_at is None:
        return _("Todavía no se ha comunicado.")
    span = now - one.last_at
    ago = _("Último contacto hace {ago}").format(ago=dates.lasting(span)) if span >= A_MINUTE else _("Último contacto: ahora")
    if one.unsent is None or one.wiped_at:  # it delivered what it carried, and then confirmed that it is empty
        return ago
    left = (
        ngettext("%(n)d sin enviar", "%(n)d sin enviar", one.unsent) % {"n": one.unsent} if one.unsent else _("nada sin enviar")
    )
    return f"{ago} · {left}"


def gaps(missing: Sequence[int]) -> str:
    """Return numbers that are not here as people write them: '12, 15-18'."""
    runs: list[list[int]] = []
    for number in missing:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    told = [str(first) if first == last else f"{first}-{last}" for first, last in runs[:GAPS_SHOWN]]
    return ", ".join(told) + (" …" if len(runs) > GAPS_SHOWN else "")


def next_label(reader: Reader) -> str:
    """Return a name for the next phone: 'Teléfono 5'."""
    taken = {row.label for row in access.devices_of(reader.country, reader.group)} if reader.group else set()
    number = next(n for n in range(1, len(taken) + 2) if _("Teléfono {n}").format(n=n) not in taken)
    return _("Teléfono {n}").format(n=number)


def picture(address: str) -> SafeString:
    """Return an address as a QR code, drawn for a screen: dark on white, with its quiet margin, whatever the theme."""
    drawn = segno.make(address, error="m", micro=False)
    svg = drawn.svg_inline(scale=6, border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(svg)  # noqa: S308  drawn by segno from modules; the address itself is not in it


def joining_address(app: str, code: str, *, for_agent: bool) -> str:
    """Return what the picture says: the app, the code; to a new phone also the fingerprint of the headquarters it must find.

    app  address of the app on this host
    """
    return f"{app}#agente={code}" if for_agent else f"{app}#inscribir={code}.{this_node().fingerprint}"
