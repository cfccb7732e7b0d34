"""A session that practises: its reader stands in the shadow group until it ends, and what leaves the house stays shut.

Beginning and ending turn the form token over: a form that was opened on the other side is refused, never written on this one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase
from django.middleware.csrf import rotate_token
from django.utils import timezone

from vereda.access.models import Practice
from vereda.access.places import zone_of
from vereda.access.practices import practice_on
from vereda.access.web import answers
from vereda.access.web.marks import Serves
from vereda.access.words import CASE_CLASSES, Action, Reader, RecordClass
from vereda.practice import is_practice, shadow_of

PRACTICE = "access_practice"
PRACTISED = CASE_CLASSES | {RecordClass.K0}
"""What can be practised. Counts, accounts, phones and the log of reads are always the real ones, and so are shut meanwhile."""

KINDS_OF_PAGES = ("text/html", "application/json")
GOES_OUT = (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT)


def enter_practice(request: HttpRequest, practice: Practice) -> None:
    """Have this session practise from now on."""
    request.session.cycle_key()
    request.session[PRACTICE] = str(practice.subject)
    rotate_token(request)


def leave_practice(request: HttpRequest) -> None:
    """Have this session work for real again."""
    request.session.cycle_key()
    request.session.pop(PRACTICE, None)
    rotate_token(request)


@dataclass(frozen=True)
class Band:
    """What the band on every page says. until: the hour at the post; is_over: it ended, and nobody has said so yet here."""

    until: str
    is_over: bool


def band(request: HttpRequest) -> Band | None:
    """Return what the band of this session says, None where it works for real."""
    subject = request.session.get(PRACTICE)
    row = Practice.objects.filter(subject=subject).first() if subject else None
    if subject is None:
        return None
    until = f"{row.until.astimezone(zone_of(row.country, row.group)):%H:%M}" if row else ""
    return Band(until, is_over=practice_on(subject, timezone.now()) is None)


def in_practice(request: HttpRequest, reader: Reader) -> Reader | HttpResponseBase:
    """Return the reader as this session works: in the shadow group while it practises. Over: an answer that says so.

    A form of a practice that ended must not be written into the real day: whoever sent it says first that the practice is over.
    """
    subject = request.session.get(PRACTICE)
    if subject is None:
        return reader
    on = practice_on(subject, timezone.now())
    if on is None or on.group != shadow_of(reader.group):
        return answers.practice_over(request)
    return replace(reader, group=on.group)


def shut(request: HttpRequest, mark: Serves, action: Action) -> HttpResponseBase | None:
    """Return the answer that a page is shut in practice, None where it may be practised."""
    if request.session.get(PRACTICE) is None:
        return None
    is_open = mark.record_class in PRACTISED and action is not Action.EXPORT
    return None if is_open else answers.not_in_practice(request)


def keep_inside(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Return the answer of a view; that nothing goes out, where a session that practises would get a file."""
    reader = getattr(request, "reader", None)
    if not isinstance(reader, Reader) or not is_practice(reader.group) or response.status_code not in GOES_OUT:
        return response
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    is_page = kind in KINDS_OF_PAGES and not response.headers.get("Content-Disposition", "").startswith("attachment")
    return response if is_page else answers.not_in_practice(request)
