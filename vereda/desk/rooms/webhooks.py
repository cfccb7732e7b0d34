"""Programs that are told, their queue, and the keys of programs, as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from django.utils.translation import gettext as _

from vereda.access.door import Intake, intakes_of, purpose_label
from vereda.desk.labels import Labels
from vereda.desk.rooms import editions, guidance
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.words import webhooks as words
from vereda.surveys import door as surveys
from vereda.surveys.door import SendingKey
from vereda.webhooks import door as webhooks
from vereda.webhooks.door import Delivery, Line, ReadingKey, Receiver
from vereda.webhooks.schema import BY_MACHINE, OffFor, Standing, State


@dataclass(frozen=True)
class Shown:
    """A receiver in words."""

    row: Receiver
    name: str
    use: str
    kinds: Sequence[str]
    languages: Sequence[str]
    standing: str
    is_proposed: bool
    is_active: bool
    is_off: bool
    registered_by: str
    approved_by: str
    off_by: str
    off_for: str


def shown(row: Receiver, labels: Labels) -> Shown:
    """Return a receiver as the pages show it."""
    names = names_of({row.registered_by, row.approved_by, row.off_by} - {""})
    return Shown(
        row=row,
        name=webhooks.name_of(row.institution, row.country),
        use=str(words.USES[row.use]),
        kinds=[str(words.KINDS[one]) for one in row.kinds],
        languages=[labels.language(one) for one in row.languages],
        standing=str(words.STANDINGS[row.standing]),
        is_proposed=row.standing == Standing.PROPOSED,
        is_active=row.standing == Standing.ACTIVE,
        is_off=row.standing == Standing.OFF,
        registered_by=who_is(row.registered_by, names),
        approved_by=who_is(row.approved_by, names) if row.approved_by else "",
        off_by=who_is(row.off_by, names) if row.off_by and row.off_for not in BY_MACHINE else "",
        off_for=str(words.OFF.get(row.off_for, "")),
    )


def reasons() -> list[tuple[str, str]]:
    """Return why a person switches off."""
    return [(one.value, str(words.OFF[one])) for one in OffFor if one not in BY_MACHINE]


@dataclass(frozen=True)
class Queued:
    """A message on its way to one receiver, in words. can_repeat: it may be sent again."""

    row: Delivery
    name: str
    kind: str
    what: str
    state: str
    is_hot: bool
    is_waiting: bool
    answer: str
    tries: Sequence[tuple[datetime, str]]
    can_repeat: bool


def queued(rows: Iterable[Delivery], told: Iterable[Receiver], labels: Labels) -> list[Queued]:
    """Return the queue as the pages show it."""
    by_subject = {one.subject: one for one in told}
    return [_queued(row, by_subject.get(row.receiver), labels) for row in rows]


def _queued(row: Delivery, receiver: Receiver | None, labels: Labels) -> Queued:
    tries = [(datetime.fromisoformat(at), answered(what)) for at, what in row.tries]
    return Queued(
        row=row,
        name=webhooks.name_of(receiver.institution, row.country) if receiver else "",
        kind=str(words.KINDS[row.message.kind]),
        what=what_of(bytes(row.message.body), labels),
        state=str(words.STATES[row.state]),
        is_hot=row.state in (State.GIVEN_UP, State.DROPPED) or bool(row.attempts and row.state == State.WAITING),
        is_waiting=row.state in (State.WAITING, State.SENDING),
        answer=tries[-1][1] if tries else "",
        tries=tries,
        can_repeat=receiver is not None and receiver.standing == Standing.ACTIVE and row.state != State.SENDING,
    )


def answered(what: int | str | None) -> str:
    """Return what came back, in words."""
    if isinstance(what, int):
        return _("contestó {status}").format(status=what)
    return str(words.TROUBLES.get(what or "", ""))


def what_of(body: bytes, labels: Labels) -> str:
    """Return what a message is about, in words: a month or year, a topic, a language."""
    data: dict[str, Any] = orjson.loads(body)["data"]
    revision = _("revisión {n}").format(n=data["revision"]) if "revision" in data else ""
    language = labels.language(data["language"]) if "language" in data else ""
    period = editions.period_said(data["period"]) if "period" in data else ""
    topic = labels.pack.topics.get(data.get("topic", ""))
    about = period or (guidance.label_of(topic) if topic else data.get("topic", ""))
    return " · ".join(part for part in (data.get("series", ""), about, language, revision) if part)


def warnings(row: Receiver, line: Line | None, now: datetime) -> Iterator[str]:
    """Yield what keeps messages from a receiver."""
    if row.standing != Standing.ACTIVE:
        return
    if line is None or not webhooks.secrets(line, now):
        yield _("En esta máquina no hay secreto para este programa: sus avisos esperan. Dele uno.")
    if line is not None and line.held_until is not None and line.held_until > now:
        yield _("Pidió una pausa: lo que espera sale después.")


# Keys -----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Key:
    """A key of a program, of whatever family. ends: name of the route that ends it; is_over: its days are over."""

    id: Any  # Any: UUID
    family: str
    holder: str
    purpose: str
    scope: str
    made_at: datetime
    used_at: datetime | None
    expires_at: datetime | None
    is_over: bool
    ends: str


def keys(country: str, labels: Labels, now: datetime) -> list[Key]:
    """Return every key of a program that nobody ended: those that fetch messages, send alerts, and send answers to forms."""
    found = [_reading(one, labels, now) for one in webhooks.keys_of(country)]
    found += [_alerting(one, now) for one in intakes_of(country)]
    sending, titles = surveys.all_keys(country), {str(one.subject): one.title for one in surveys.asked_forms(country)}
    names = names_of({str(one.account) for one in sending})
    return found + [_answering(one, names, titles, labels, now) for one in sending]


def _reading(row: ReadingKey, labels: Labels, now: datetime) -> Key:
    kinds = [str(words.KINDS[one]) for one in row.kinds]
    scope = [*kinds, *(labels.language(one) for one in row.languages)]
    return Key(
        row.id, _("Leer avisos"), webhooks.name_of(row.institution, row.country), str(words.USES[row.use]), ", ".join(scope),
        row.made_at, row.used_at, row.expires_at, row.expires_at <= now, "desk:reading_key_end",
    )  # fmt: skip


def _alerting(row: Intake, now: datetime) -> Key:
    is_over = row.expires_at is not None and row.expires_at <= now
    return Key(
        row.id, _("Mandar alertas"), webhooks.name_of(row.institution, row.country), _("Auxilio"), _("solo mandar; no lee nada"),
        row.made_at, row.used_at, row.expires_at, is_over, "access:end_intake",
    )  # fmt: skip


def _answering(row: SendingKey, names: dict[str, str], titles: dict[str, str], labels: Labels, now: datetime) -> Key:
    forms = ", ".join(titles[one] for one in row.forms if one in titles) or _("todos los formularios")
    holder = f"{names.get(str(row.account), row.name)}, {labels.group(row.group)}"
    is_over = row.expires_at is not None and row.expires_at <= now
    return Key(
        row.id, _("Contestar formularios"), holder, str(purpose_label(row.purpose)), forms, row.made_at, row.used_at,
        row.expires_at, is_over, "desk:sending_key_end",
    )  # fmt: skip
