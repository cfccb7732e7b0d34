"""What the page of a complaint about own staff shows: to whom it is sealed, the telephone, the paper form, how many by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.utils import formats, translation
from django.utils.translation import gettext as _

from vereda.complaints import door as complaints
from vereda.complaints.door import Lacks
from vereda.guidance import door as guidance
from vereda.guidance.door import Number
from vereda.paper.door import Letter, Told, letter_pdf
from vereda.settings.environment import env

LINES = 12
"""To write on by hand: with them the form is one page."""
MONTHS_SHOWN = 12


@dataclass(frozen=True)
class Month:
    """How many came in a month, as it is said."""

    name: str
    count: int


def shown(at: datetime) -> dict[str, Any]:  # Any: what the page draws
    """Return what the page draws. keys: None where nobody could read what is written, or on a post's machine."""
    country, on = env().country, at.date()
    lacks = complaints.lookups.lacks(country, on)
    keys = None if lacks else complaints.lookups.key_today(country, on)
    return {
        "body": complaints.lookups.body(country).name,
        "country": country,
        "lacks": lacks.value if lacks else "",
        "at_post": lacks is Lacks.HEADQUARTERS,
        "sealing_key": complaints.written(keys.sealing) if keys else "",
        "fingerprint": keys.fingerprint if keys else "",
        "is_invented": keys is not None and env().demo,
        "text_most": complaints.TEXT_MOST // 2,
        "numbers": numbers(country, on),
        "months": list(months(country, on)),
    }


def numbers(country: str, on: date) -> list[Number]:
    """Return the telephones of the body that may be given: those that somebody rang; in a demonstration all with a source."""
    body = complaints.lookups.body(country).name
    return [one for one in guidance.numbers_to_give(country, on, publish=not env().demo) if one.organisation == body]


def months(country: str, on: date) -> list[Month]:
    """Return what is published: whole months, thirty days after their end."""
    found = complaints.lookups.by_month(country, on)[:MONTHS_SHOWN]
    return [Month(formats.date_format(date.fromisoformat(f"{one.month}-01"), "YEAR_MONTH_FORMAT"), one.count) for one in found]


@cache
def paper(country: str, tag: str) -> bytes:
    """Return the paper form in a language; drawn once a process, since anybody may ask for it."""
    with translation.override(tag):
        return letter_pdf(_form(complaints.lookups.body(country).name), lacking="")


def _form(body: str) -> Letter:
    return Letter(
        sender=_("Queja sobre el personal de los grupos"),
        day="",
        body=body,
        subject=_("Puede ir sin su nombre. Escriba lo que sepa y deje en blanco lo que no."),
        opening=[
            _("Llévela o mándela usted, o alguien de su confianza, a ese organismo. No la entregue en un puesto ni a un agente."),
        ],
        facts=[],
        blanks=[
            _("Qué día y a qué hora"),
            _("Dónde"),
            _("Sobre quién"),
            _("Cómo es"),
            _("Quién más lo vio"),
            _("Cómo contestarle"),
        ],
        accounts=[Told(title=_("Qué pasó"), lines=[], blank=LINES)],
        closing=[_("Pida que le den un número y la fecha en que la recibieron, y guárdelos.")],
        signs=[_("Nombre, apodo o nada, como quiera"), _("Recibió: sello, número y fecha")],
        foot=_("Hoja de queja"),
        lang=(translation.get_language() or "es")[:2],
    )
