"""What a phone holds of the training of the agent who looks: her courses, tests, certificates, sessions, and what she may do.

Her own and nobody else's: of the others on the shift a number alone. It lies in the drawer of her shift, without a line too.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import sha256
from http import HTTPStatus
from typing import Any

import orjson
import segno
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Router, Schema

from vereda.access.door import Action, Reader, RecordClass, local_day, log_read, open_to_all
from vereda.client import labels
from vereda.client.errors import AgentNotHere
from vereda.client.openwork import demand_secret, reader_on
from vereda.client.packed import packed
from vereda.errors import FieldError
from vereda.groups import door as groups
from vereda.training import door as training
from vereda.training.schema import LANGS, Change, Moment, Session, There, asked_by_duty, courses, topics

K0 = RecordClass.K0
PAST = timedelta(days=14)
"""For which a session that is over still stands on the phone: a code that was taken in without a line belongs to it."""
LATELY = 12
"""Sessions in which she was, that the phone shows."""

type Json = dict[str, Any]  # Any: JSON


class Own(Schema):
    """The agent's training as JSON text, named by its hash; '' as text where the phone has it."""

    hash: str
    text: str


class Refused(Schema):
    code: str


router = Router()


@router.get("/training", response={200: Own, 403: Refused})
@open_to_all(reason="a device proves itself by its token, and the agent on it by her secret; she reads of herself alone")
def get_own(request: HttpRequest, have: str = "") -> HttpResponse:
    """Return the training of the agent in X-Vereda-Agent; have: hash of what the phone has."""
    try:
        demand_secret(str(request.auth), request)  # type: ignore[attr-defined]  # ninja's
        reader = reader_on(str(request.auth), request.headers.get("X-Vereda-Agent", ""))  # type: ignore[attr-defined]  # ninja's
    except AgentNotHere as why:
        return HttpResponse(orjson.dumps({"code": why.code}), content_type="application/json", status=HTTPStatus.FORBIDDEN)
    told = own_training(reader, timezone.now())
    named = sha256(orjson.dumps(told)).hexdigest()
    if named == have:
        return packed(request, {"hash": named, "text": ""})
    log_read(reader, K0, Action.READ, subjects=[f"training/{reader.account}"])
    # Signed anew at each printing: the picture is no part of what the hash names.
    told["certificates"] = [{**row, **_picture(request, reader, row)} for row in told["certificates"]]
    return packed(request, {"hash": named, "text": orjson.dumps(told).decode()})


def own_training(reader: Reader, now: datetime) -> Json:
    """Return what an agent's phone holds of her training, without the pictures of certificates."""
    account, country = reader.account, reader.country
    today = local_day(country, reader.group)
    mine = training.attended_by(account, country)
    may = training.may_do([account], country, today)[account]
    lacking = dict.fromkeys(topic for told in may for topic in asked_by_duty()[told.duty])
    coming = [kept for kept in training.sessions(country, own=False) if _concerns(kept.one, reader, today)]
    named = dict.fromkeys([*lacking, *(topic for kept in coming for topic in kept.one.plan.topics)])
    return {
        "courses": _own_pace(mine, account),
        "certificates": [_certificate(row) for row in training.certificates(country, who=account)],
        "may": [
            {
                "duty": told.duty,
                "label": _said(labels.DUTIES[told.duty]),
                "missing": list(told.missing),
                "until": told.until_on,
                "shift": on_shift,
            }
            for told, on_shift in zip(may, _on_shift(reader, now, today), strict=True)
        ],
        "sessions": [_session(kept, account, country) for kept in reversed(coming)],
        "attended": [_attended(kept, account) for kept in mine if kept.one.plan.mode != "own_pace"][:LATELY],
        "topics": {code: {lang: topics()[code].said(lang) for lang in LANGS} for code in named if code in topics()},
    }


def _concerns(one: Session, reader: Reader, today: date) -> bool:
    """Tell whether a session is for somebody: for the group or for several, or they are expected; and not long over."""
    is_theirs = one.plan.group in ("", reader.group) or training.is_expected(one, reader.account)
    return one.plan.ends_on + PAST >= today and is_theirs


def _said(label: tuple[str, str]) -> Json:
    return dict(zip(LANGS, label, strict=True))


def _title(one: Session) -> Json:
    course = courses().get(one.plan.course)
    return {
        lang: one.plan.title
        or (
            course.text(lang).title
            if course
            else ", ".join(topics()[code].said(lang) for code in one.plan.topics if code in topics())
        )
        for lang in LANGS
    }


def _there(one: Session, account: str) -> There:
    return next(person for person in one.there if person.who == account)


def _own_pace(mine: Iterable[training.Kept], account: str) -> Json:
    """Return by course the latest time at the own pace; what is right, and why, once both tests were counted."""
    found: Json = {}
    for kept in mine:
        course = courses().get(kept.one.plan.course)
        if kept.one.plan.mode != "own_pace" or course is None or kept.one.plan.course in found:
            continue
        person = _there(kept.one, account)
        row: Json = {
            "subject": kept.subject,
            "on": kept.one.plan.begins_on,
            "before": person.before,
            "after": person.after,
            "unmarked": list(person.unmarked),
            "passed": person.after is not None and course.passed(*person.after),
        }
        if person.after is not None:
            row["right"] = {
                one.code: {"answer": one.answer, **{lang: text.questions[one.code].why for lang, text in course.texts.items()}}
                for one in course.of.questions
            }
        found[kept.one.plan.course] = row
    return found


def _certificate(row: training.CertificateRow) -> Json:
    course = courses().get(row.course)
    titles = {lang: row.title or (course.text(lang).title if course else "") for lang in LANGS}
    return {
        "subject": str(row.subject),
        "folio": row.folio,
        "title": titles,
        "on": row.issued_on,
        "until": row.until_on,
        "revoked": row.revoked_on,
        "topics": row.topics,
    }


def _picture(request: HttpRequest, reader: Reader, row: Json) -> Json:
    """Return the square of a certificate as bits, row by row [base64], and how many a side; nothing where none is shown."""
    kept = training.certificate(row["subject"], reader.country)
    if kept.revoked_on is not None:
        return {}
    try:
        address = f"{request.build_absolute_uri(reverse('public:certificate'))}#{training.text_of(kept, LANGS[0])}"
    except FieldError:  # at a post, which has not the key; or the name is gone
        return {}
    square = segno.make(address, error="l", micro=False).matrix
    bits = "".join("1" if one else "0" for line in square for one in line)
    raw = int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8))
    return {"side": len(square), "bits": b64encode(raw).decode()}


def _on_shift(reader: Reader, now: datetime, today: date) -> list[int | None]:
    """Return for each duty how many of those on the shift may do it; None where nobody is on."""
    shift = groups.open_shift(reader.group, reader.country)
    planned = groups.planned_around(reader.group, reader.country, now)
    on = {*(shift.members if shift else ()), *(one.member for one in planned if one.holds(now))}
    rows = training.may_do(sorted(on), reader.country, today).values()
    return [sum(told[at].is_able for told in rows) if on else None for at in range(len(asked_by_duty()))]


def _session(kept: training.Kept, account: str, country: str) -> Json:
    one = kept.one
    names = {row.account: row.name for row in training.staff(country)} if one.plan.trainer or one.changes else {}
    return {
        "subject": str(kept.subject),
        "title": _title(one),
        "begins": one.plan.begins_on,
        "ends": one.plan.ends_on,
        "place": one.plan.place,
        "given_by": _given_by(one.plan.provider, one.plan.trainer, names),
        "topics": one.plan.topics,
        "is_over": not one.is_open,
        "cancelled": one.cancelled_on,
        "there": training.is_there(one, account),
        "claimed": one.claims.get(account, ""),
        "changes": [_change(told, names) for told in one.changes],
    }


def _given_by(provider: str, trainer: str, names: dict[str, str]) -> str:
    return ", ".join(one for one in (names.get(trainer, ""), provider) if one)


def _change(told: Change, names: dict[str, str]) -> Json:
    """Return a change in what a person reads: days, place, who gives it; before and now."""

    def said(values: Any) -> Json:  # Any: fields of a plan
        by = _given_by(values.get("provider", ""), values.get("trainer", ""), names)
        told = {"begins": values.get("begins_on"), "ends": values.get("ends_on"), "place": values.get("place"), "given_by": by}
        return {name: value for name, value in told.items() if value}

    label = _said(labels.CHANGED_FOR[told.why])
    return {"why": told.why, "label": label, "on": told.on, "was": said(told.was), "now": said(told.now)}


def _attended(kept: training.Kept, account: str) -> Json:
    person = _there(kept.one, account)
    marks: Json = {
        moment.value: found for moment, found in ((Moment.BEFORE, person.before), (Moment.AFTER, person.after)) if found
    }
    return {"title": _title(kept.one), "on": kept.one.plan.begins_on, "how": person.how, **marks}
