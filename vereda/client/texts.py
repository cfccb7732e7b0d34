"""Text messages that come in: brought by a service to /sync/v1/texts, or fetched from a modem by the clock of `serve`.

A face composes: the number says who wrote; an alarm is raised in that officer's name, who asks for help becomes an alert and is
answered, who asks for a right, a danger or a helper is told, all else is kept for a person to read.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from hmac import compare_digest
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema

from vereda.access.door import HEADQUARTERS, author_of, open_to_all, operator
from vereda.client.answers import Refusal, raw
from vereda.client.withdrawing import is_withdrawal, take_withdrawal
from vereda.countries.door import Asks, pack
from vereda.guidance import door as guidance
from vereda.logbook.door import Author, in_turn, this_node
from vereda.messages import door as texts
from vereda.messages.door import Came, Part, Talk, TooManyCame, Understood
from vereda.rescue import door as rescue
from vereda.safety import door as safety
from vereda.settings.environment import env

BODY_MOST = 1_000_000  # [bytes]: WhatsApp's longest message, every sign of it escaped
NUMBERS = ("from", "sender", "phone", "msisdn", "urn")
WORDS = ("text", "message", "content")
IDS = ("id", "message_id", "messageId", "smsid")
SENT = ("sent_at", "timestamp", "date", "time")
PARTS = (("concat-ref", "udh_ref"), ("concat-part", "part"), ("concat-total", "parts"))
LOOKED_WITHIN = timedelta(minutes=15)
_looked: list[datetime] = []
"""When the modem was looked at last by this process, if it was: what lies in it since cannot be older."""

log = logging.getLogger("vereda.texts")
router = Router()


class Taken(Schema):
    """Whether the message was new."""

    taken: bool


def take_in(came: Came, *, now: datetime) -> bool:
    """Act on a message that came, once its parts are together; return whether it was new. Raises TooManyCame.

    From a number of ours that begins with PELIGRO: the alarm of that officer. From any number that begins with SOS, or a word for
    it in a language of the pack: an alert, and what the same number writes after it belongs to it, whatever it asks for.
    All else is answered and kept sealed, for the officer's group, or for the group whose gateway this is.
    """
    return _whole_or_not_at_all(came, _take_part, now)


def _whole_or_not_at_all(came: Came, take: Callable[..., bool], now: datetime) -> bool:
    """Take a message in one transaction: where the machine dies in the midst it is brought again, and is new again.

    One that no program of ours can deal with is kept as it came, for a person to read, and holds up no other.
    """
    try:
        with in_turn("text-answer", env().country):
            return take(came, now=now)
    except (TooManyCame, OperationalError):
        raise  # nothing is wrong with the message
    except Exception as why:
        # An edge: behind this message wait others that may ask for help. Who looks after the installation sees the kind of
        # fault in the log of `serve`, without number and words; the post has the message to read.
        log.error("a message could not be dealt with and waits for a person: %s", type(why).__name__)
        with in_turn("text-answer", env().country):
            return _keep_as_it_came(texts.readable(came), now)


def _keep_as_it_came(came: Came, now: datetime) -> bool:
    if is_new := texts.is_new(came, now=now):
        by = _machine(env().country, _own_group())
        texts.receive_text(came, account="", by=by, at=now.astimezone(ZoneInfo(by.zone)))
    return is_new


def _take_part(came: Came, *, now: datetime) -> bool:
    whole = texts.joined(came, now=now)
    return whole is not None and _take_whole(whole, now=now)


def _take_whole(came: Came, *, now: datetime) -> bool:
    came, country = texts.readable(came), env().country
    is_sos = rescue.is_sos(came.text) or guidance.asked_by_text(came.text, country).what is Asks.SOS
    if not _is_new(came, country, now=now, is_sos=is_sos):
        return False
    row = texts.staff_by_number(came.number, country)
    account = row.account if row else ""
    known = rescue.alert_of_number(came.number, country, now) if came.text.strip() and (is_sos or not row) else None
    by = _machine(country, known.group if known else row.group if row else _group_for(came, country, is_sos=is_sos))
    at = now.astimezone(ZoneInfo(by.zone))
    if row and safety.is_alarm(came.text):
        safety.raise_by_text(text=came.text, account=row.account, by=by, at=at)
        if safety.says_more(came.text):
            _keep(came, account, by, at)
    elif not is_sos and is_withdrawal(came):
        take_withdrawal(came, account, by, at)
    elif is_sos or known:
        _take_sos(came, account, by, at)
    else:
        _take_question(came, account, by, at)
    return True


def _is_new(came: Came, country: str, *, now: datetime, is_sos: bool) -> bool:
    """Tell whether a message is new. A number that writes too often is turned away, but not with its first call for help.

    Nor an officer with the alarm: whoever writes on and on in the name of that number must not be able to silence it.
    """
    try:
        return texts.is_new(came, now=now)
    except TooManyCame:
        if is_sos and rescue.alert_of_number(came.number, country, now) is None:
            return True
        row = texts.staff_by_number(came.number, country) if safety.is_alarm(came.text) else None
        if row and safety.open_danger_of(row.account, country) is None:
            return True
        raise


def _asks_only(came: Came, country: str) -> bool:
    """Tell whether a text asks for guidance and says nothing else; a bare number may say how many they are."""
    talk = texts.talk_with(came.number, country)
    read = guidance.asked_by_text(came.text, country, talk)
    is_offered = read.number is None or (bool(talk.offered) and read.number <= len(talk.offered))
    return read.is_whole and read.what is not Asks.SOS and is_offered


def _take_question(came: Came, account: str, by: Author, at: datetime) -> None:
    """Keep a text and answer it. One of ours is answered only where it asks for guidance and nothing else, and cannot stop us."""
    talk = Talk() if account else texts.talk_with(came.number, by.country)
    told = guidance.answer_to(came.text, by.country, talk, at.date(), publish=not env().demo)
    if told is None or (account and not _is_for_all(came.text, by.country)):
        texts.receive_text(came, account=account, by=by, at=at)
        return
    if not account:
        texts.keep_talk(came.number, by.country, told.talk, now=at)
    understood = Understood(is_settled=told.is_settled, answer=told.text, last=told.last)
    texts.receive_text(came, account=account, by=by, at=at, told=understood)


def _is_for_all(text: str, country: str) -> bool:
    read = guidance.asked_by_text(text, country)
    return read.is_whole and read.what in (Asks.MENU, Asks.RIGHTS, Asks.DANGERS, Asks.HELP, Asks.SHELTER)


def _take_sos(came: Came, account: str, by: Author, at: datetime) -> None:
    """Make it an alert and answer once. What the same number writes after it is shown as a text that came, too, and is answered
    where it asks for guidance."""
    made = rescue.alert_by_text(text=came.text, number=came.number, account=account, by=by, at=at)
    if not made.code:
        take = _take_question if not account and _asks_only(came, by.country) else _keep
        take(came, account, by, at)
        return
    texts.forget_offers(came.number, by.country)
    if texts.can_be_answered(came.number):
        answer = _sos_answer(came, made.code, by, at, has_point=made.has_point)
        texts.queue_answer(answer, entry=made.entry, key=str(made.alert), by=by, now=at)


def _keep(came: Came, account: str, by: Author, at: datetime) -> None:
    texts.receive_text(came, account=account, by=by, at=at)


def _sos_answer(came: Came, code: str, by: Author, at: datetime, *, has_point: bool) -> str:
    """Return the answer to SOS: in the language of its word or of the conversation, where somebody wrote it in that one."""
    talk = texts.talk_with(came.number, by.country)
    read = guidance.asked_by_text(came.text, by.country, talk)
    language = (read.language if read.what is Asks.SOS else "") or talk.language
    main = pack(by.country).country.main_language
    own = guidance.sos_answer(by.country, language, at.date(), code=code, has_point=has_point) if language != main else ""
    return own or rescue.answer_of(emergency=rescue.emergency(by.country, at.date()), code=code, has_point=has_point)


def fetch(*, now: datetime) -> int:
    """Fetch what lies in the modem and act on it, and on what waited for its other parts too long; return how many were new.

    Called by the clock of `serve`. What comes too often is told in the log, without its number: nobody can be asked to wait.
    """
    return sum(_take_late(key, now) for key in texts.late_parts(now=now)) + _fetch_modem(now)


def _take_late(key: str, now: datetime) -> bool:
    with in_turn("text-answer", env().country):
        came = texts.taken_together(key)
        return came is not None and _take_or_say(came, _take_whole, now)


def _fetch_modem(now: datetime) -> int:
    way = texts.gateway()
    if way is None:
        return 0
    may_lie = bool(_looked) and now - _looked[-1] > LOOKED_WITHIN
    found = way.fetch()
    _looked[:] = [now]
    return sum(_take_or_say(replace(came, may_lie=may_lie or came.may_lie), _take_part, now) for came in found)


def _take_or_say(came: Came, take: Callable[..., bool], now: datetime) -> bool:
    try:
        return _whole_or_not_at_all(came, take, now)
    except TooManyCame:
        log.warning("a number or all together wrote too often: one message was not taken")
        return False


@router.api_operation(["GET", "POST"], "/texts", auth=None, response={200: Taken, 403: Refusal, 422: Refusal, 429: Refusal})
@open_to_all(reason="a gateway proves itself by its token; it brings messages and is told nothing")
def receive(request: HttpRequest) -> HttpResponse:
    """Take a message that a service brings: fields `from`, `text`, `id` and `date`, in the address, a form or JSON."""
    told = _told(request)
    if not _is_gateway(request, told):
        return raw({"code": "messages.not_a_gateway", "details": {}}, HTTPStatus.FORBIDDEN)
    number = _first(told, NUMBERS).removeprefix("tel:")
    if not number:
        return raw({"code": "messages.number_missing", "details": {}}, HTTPStatus.UNPROCESSABLE_ENTITY)
    came = Came(number, _first(told, WORDS), _first(told, IDS), sent_at=texts.instant_said(_first(told, SENT)), part=_part(told))
    try:
        return raw({"taken": take_in(came, now=timezone.now())})
    except TooManyCame as why:
        return raw({"code": why.code, "details": {}}, HTTPStatus.TOO_MANY_REQUESTS)


def _part(told: dict[str, Any]) -> Part | None:  # Any: JSON from outside
    """Return which part a message is, where the service brings parts one by one (as Vonage and Kannel can)."""
    ref, number, total = (_first(told, names) for names in PARTS)
    is_part = all(one.isascii() and one.isdigit() and len(one) <= 3 for one in (number, total))
    return Part(ref, int(number), int(total)) if is_part else None


def _is_gateway(request: HttpRequest, told: dict[str, Any]) -> bool:  # Any: JSON from outside
    wanted = env().sms_token
    shown = request.headers.get("Authorization", "").removeprefix("Token ").removeprefix("Bearer ") or str(told.get("token", ""))
    return bool(wanted) and compare_digest(shown.encode(errors="replace"), wanted.encode())


def _told(request: HttpRequest) -> dict[str, Any]:  # Any: JSON from outside
    """Return what was brought: of the address, of a form, of JSON, where RapidPro puts number and words one step deeper."""
    told: dict[str, Any] = {**request.GET.dict()}
    if request.content_type == "application/json":
        body = _json(request.body[:BODY_MOST])
        if not isinstance(body, dict):
            return told
        inner = [body[name] for name in ("contact", "input") if isinstance(body.get(name), dict)]
        for part in (*inner, body):
            told |= {name: value for name, value in part.items() if isinstance(value, str | int)}
        return told
    return told | {name: value for name, value in request.POST.items() if isinstance(value, str)}


def _json(body: bytes) -> object:
    """Return what a body says, None where it is no JSON. Half a sign, where a service cut a text in two, is let through."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        try:
            read: object = json.loads(body.decode(errors="replace"))
        except (ValueError, RecursionError):
            return None
        return read


def _first(told: dict[str, Any], names: tuple[str, ...]) -> str:  # Any: JSON from outside
    return next((str(told[name]).replace("\0", "")[:2000] for name in names if told.get(name)), "")


def _group_for(came: Came, country: str, *, is_sos: bool) -> str:
    """Return whose a text is: of the group whose gateway this is; at a gateway of nobody, of the group nearest to its point."""
    own = _own_group()
    if own != HEADQUARTERS or not is_sos:
        return own
    return rescue.nearest_group(rescue.point_in(came.text, country), country) or own


def _own_group() -> str:
    return this_node().group or env().sms_group or HEADQUARTERS


def _machine(country: str, group: str) -> Author:
    """Return this machine as the author of what it takes in for a group, or for headquarters."""
    return author_of(replace(operator(), country=country, group="" if group == HEADQUARTERS else group, device="desk"))
