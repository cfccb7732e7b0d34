"""The slip of a referral: six words and a link for the receiver, eight digits for the person. Shown once; nobody keeps them.

Page and paper draw the same. Between the two the words travel in the form of the page, signed, for as long as a printer needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.countries.door import pack
from vereda.desk.dates import clock, shortday
from vereda.desk.rooms.devices import picture
from vereda.groups import door as groups
from vereda.paper.door import Slip, slips_pdf
from vereda.referrals.door import Referral
from vereda.settings.environment import env

SALT = "desk.referral_slip"
GOOD_FOR = timedelta(minutes=45)


@dataclass(frozen=True)
class Paper:
    """What is on a slip. words: '' where only consent was read; code: '' where the person has it; telephone: of the post."""

    folio: str
    words: str
    code: str
    until: str
    link: str
    telephone: str
    frozen: str

    @property
    def qr(self) -> SafeString:
        """The link as a picture, for a camera."""
        return picture(self.link)


def paper(request: HttpRequest, row: Referral, *, words: str, code: str, language: str = "") -> Paper:
    """Return the slip of a referral that was made just now. language: in which consent was read, '' where none was."""
    until = f"{shortday(row.until)} {clock(row.until)}" if row.until else ""
    told = {"folio": row.folio, "words": words, "code": code, "until": until, "telephone": telephone(row.group, row.country)}
    return Paper(
        **told, link=_link(request, words) if words else "", frozen=freeze(str(row.subject), told, language, row.country)
    )


def telephone(group: str, country: str) -> str:
    """Return the number of the post that the person may ring, '' where it keeps none that somebody else has rung.

    Whether anybody sits beside it now, as on the public page, is not asked: the slip is read on another day.
    """
    kept = groups.call_number(group, country)
    is_rung = kept is not None and groups.NumberLacks.VERIFIED not in groups.call_number_lacks(kept, timezone.now())
    return kept.number if kept and is_rung else ""


def freeze(of: str, told: dict[str, str], language: str, country: str) -> str:
    """Return the slip as a text that this installation alone writes, for the button that prints it."""
    found = pack(country).languages.get(language)
    return signing.dumps([of, {**told, "tag": (found.iso639_1 or "") if found else ""}], salt=SALT)


def thaw(frozen: str, of: str) -> dict[str, str] | None:
    """Return the slip; None where it is too old, of another record, or not ours."""
    try:
        found: Any = signing.loads(frozen, salt=SALT, max_age=GOOD_FOR)  # Any: JSON that `freeze` wrote
    except signing.BadSignature:
        return None
    return found[1] if found[0] == of else None


def printed(request: HttpRequest, told: dict[str, str]) -> bytes:
    """Return the slip as PDF: the receiver's half in the language of the screen, the person's in which it was read to her."""
    slips = []
    if told["words"]:
        lead = _("Abra la liga o entre a la dirección y escriba las seis palabras. Se abre en un solo teléfono o computadora.")
        lines = [
            reverse_address(request),
            _("Vale hasta: {until}. Referencia {folio}.").format(until=told["until"], folio=told["folio"]),
            _("Teléfono del puesto: {number}").format(number=told["telephone"]) if told["telephone"] else "",
        ]
        address = _link(request, told["words"])
        title = _("Para quien recibe")
        slips.append(Slip(title=title, lead=lead, code=told["words"], lines=[one for one in lines if one], address=address))
    if told["code"]:
        tag = told["tag"] if told["tag"] in dict(settings.LANGUAGES) else get_language()
        with translation.override(tag):
            slips.append(_own(told))
    lang = "en" if (get_language() or "").startswith("en") else "es"
    return slips_pdf(slips, lang=lang)


def _own(told: dict[str, str]) -> Slip:
    lines = ways_back(told["code"], told["telephone"])
    lead = _("Con este número quita su permiso cuando quiera. No lleva su nombre; guárdelo.")
    return Slip(title=_("Para usted"), lead=lead, code=told["code"], lines=lines)


def ways_back(code: str, telephone: str) -> list[str]:
    """Return how consent is taken back, one sentence a way: only ways that are there."""
    by_text, number = "", env().sms_number
    if number:
        by_text = _("Por mensaje: RETIRO {code} al {number}").format(code=code, number=number)
    by_call = _("Por teléfono: llame al {number} y diga el número.").format(number=telephone) if telephone else ""
    on_paper = _("En papel o en persona: en cualquier puesto, con este número o sin él.")
    found = [by_text, by_call, on_paper, _("Desde ese momento se cierra lo que se envió. Le ayudamos igual.")]
    return [one for one in found if one]


def reverse_address(request: HttpRequest) -> str:
    """Return where the words are entered."""
    return request.build_absolute_uri(reverse("public:referral"))


def _link(request: HttpRequest, words: str) -> str:
    return f"{reverse_address(request)}#{words.replace(' ', '-')}"
