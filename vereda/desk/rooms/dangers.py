"""An officer in danger as board, page and headquarters show it: who, since when, who read it, what was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.access.door import HEADQUARTERS, Action, Reader, RecordClass, log_read, may, relation_to
from vereda.countries.door import pack
from vereda.desk.dates import clock, lasting
from vereda.desk.frame import ON_THE_PATH
from vereda.desk.labels import Labels, folio
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.noticed import Asked, Level, Notice, Part
from vereda.desk.words import safety as words
from vereda.groups import door as groups
from vereda.logbook.door import open_box, whereabouts
from vereda.logbook.schema import FieldClass
from vereda.messages import door as texts
from vereda.safety import door as safety
from vereda.safety.door import Danger


@dataclass(frozen=True)
class Loud:
    """An alarm on the board. unread: nobody said 'enterado'; read: who did, and when."""

    row: Danger
    folio: str
    who: str
    place: str
    age: str
    unread: bool
    read: str


@dataclass(frozen=True)
class Done:
    """One line of what happened. note: '' or what was written; is_shut: there is one that this reader does not see."""

    at: datetime
    what: str
    who: str
    note: str = ""
    is_shut: bool = False


def loud(group: str | None, country: str, now: datetime) -> list[Loud]:
    """Return the open alarms of a group, or of the whole country; those that nobody read first."""
    return described(safety.open_dangers(country, group), now)


def described(rows: Sequence[Danger], now: datetime) -> list[Loud]:
    """Return alarms in words."""
    names = names_of({one for row in rows for one in (row.who, *(seen[1] for seen in row.seen))})
    return [_loud(row, now, names) for row in rows]


def _loud(row: Danger, now: datetime, names: dict[str, str]) -> Loud:
    group = pack(row.country).groups.get(row.group)
    read = ""
    if row.seen:
        at, account, _group = row.seen[0]
        read = _("{who} lo leyó a las {hour}").format(who=who_is(account, names), hour=clock(datetime.fromisoformat(at)))
    who = who_is(row.who, names) or _("No se sabe quién")
    return Loud(
        row=row,
        folio=folio(row.subject),
        who=f"{who} ({row.call_sign})" if row.call_sign else who,
        place=group.name if group else row.group,
        age=lasting(now - row.told_at),
        unread=not row.seen,
        read=read,
    )


def history(row: Danger, reader: Reader) -> list[Done]:
    """Return what happened, in the order of the hours; notes only for who may read those of the group."""
    names = names_of({*(one[1] for one in row.seen), *(one[2] for one in row.steps), row.ended_by})
    made = [Done(row.told_at, _("Se dio la alarma"), _way(row))]
    made += [Done(_at(at), _("Enterado"), _who(account, group, names)) for at, account, group in row.seen]
    made += [Done(_at(at), words.said(words.LEVELS, level), _sent(numbers)) for at, level, _place, numbers in row.raised]
    made += _steps(row, reader, names)
    if row.ended_at:
        made.append(Done(row.ended_at, words.said(words.OUTCOMES, row.outcome), who_is(row.ended_by, names)))
    return sorted(made, key=lambda one: one.at)


def _steps(row: Danger, reader: Reader, names: dict[str, str]) -> Iterator[Done]:
    is_open = may(reader, RecordClass.K2, Action.READ, relation_to(reader, country=row.country, groups=[row.group]))
    noted = [one for one in row.steps if one[4]]
    if noted and is_open:
        log_read(reader, RecordClass.K2, subject=row.subject)
    for entry, at, account, step, has_note in row.steps:
        told = open_box(entry, FieldClass.FREE_TEXT) if has_note and is_open else None
        note = (told or {}).get("text", "")
        yield Done(_at(at), words.said(words.STEPS, step), who_is(account, names), note, has_note and not is_open)


def _way(row: Danger) -> str:
    said = Labels(row.country).channel(row.channel)
    if row.battery_pct is None:
        return said
    return _("{way} · batería {n} %").format(way=said, n=row.battery_pct)


def _sent(numbers: int) -> str:
    if numbers:
        return ngettext("mensaje a %(n)d número", "mensajes a %(n)d números", numbers) % {"n": numbers}
    return _("sin mensaje: no hay pasarela o no hay números")


def _who(account: str, group: str, names: dict[str, str]) -> str:
    said = who_is(account, names)
    return _("{who} · central").format(who=said) if group == HEADQUARTERS else said


def _at(at: str) -> datetime:
    return datetime.fromisoformat(at)


def spot(row: Danger, reader: Reader) -> Any:  # Any: the logbook's row of an exact point
    """Return the point of an officer while the alarm is open, for who looks to help; None when it is gone."""
    if row.outcome or reader.purpose not in ON_THE_PATH:
        return None
    return whereabouts([row.subject]).get(row.subject)


def team_of(row: Danger) -> Any:  # Any: the read model of groups
    """Return the team with which the officer is out, as far as one knows."""
    if row.patrol:
        return groups.patrol(row.patrol, row.group, row.country)
    return next((one for one in groups.patrols_out(row.group, row.country) if row.who in one.team), None)


def notices(asked: Asked) -> Iterable[Notice]:
    """Yield what the safety of the teams has to say: alarms, texts that nobody dealt with, call signs that two bear."""
    for one in loud(asked.group, asked.country, asked.now):
        said = _("AGENTE EN PELIGRO: {who}, hace {age}. {read}").format(
            who=one.who, age=one.age, read=one.read or _("NADIE LO HA LEÍDO.")
        )
        yield Notice(Level.ALARM, said, reverse("desk:danger", args=[one.row.subject]), on_wall=True)
    waiting = texts.waiting_texts(asked.group, asked.country)
    names = names_of({text.account for text in waiting})
    for text in waiting:
        who = who_is(text.account, names) if text.account else _("un número que nadie aquí conoce")
        said = _("Llegó un mensaje de texto de {who}, hace {age}.").format(who=who, age=lasting(asked.now - text.came_at))
        yield Notice(Level.WARN, said, reverse("desk:received_text", args=[text.subject]))
    twice = safety.doubled(row.sign for row in safety.call_signs(asked.group, asked.country))
    if twice:
        said = _("Dos llevan el mismo indicativo: {signs}.").format(signs=", ".join(twice))
        yield Notice(Level.NOTE, said, reverse("desk:radio_plan"))


def parts(asked: Asked) -> Iterable[Part]:
    """Yield what the hand-over says of safety: alarms that are open, and the channels of the radio."""
    waiting = safety.open_dangers(asked.country, asked.group)
    yield Part(_("Agentes en peligro"), [_("abierta desde {hour}").format(hour=clock(row.told_at)) for row in waiting])
    channels = safety.radio_channels(asked.group, asked.country)
    yield Part(_("Canales de radio"), [f"{row.name}: {row.use}" if row.use else row.name for row in channels])
