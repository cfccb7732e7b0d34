"""A certificate on paper, with the picture that proves it; and as a badge for other programs. Signed when it is printed."""

from __future__ import annotations

import re
import threading
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import orjson
import segno
import typst
from django.utils import formats, translation
from django.utils.translation import gettext as _

from vereda.band import band_in
from vereda.logbook.door import node_keys, this_node
from vereda.settings.environment import env
from vereda.training import lookups
from vereda.training.errors import GlyphMissing, NameGone, OnlyAtHeadquarters
from vereda.training.models import CertificateRow
from vereda.training.rules import badge as badges
from vereda.training.rules import catalogue
from vereda.training.rules.certificate import Said, jwk, key_name, written

SOURCE = Path(__file__).parent / "certificate.typ"
FONTS = ("DejaVu Sans", "Libertinus Serif")
"""The second one comes with Typst: a machine without fonts prints with it."""
DRAWN = re.compile(r"[\n -~¡-ÿĀ-ſ‘’“”–—…·•]*")
PPI = 100
_drawing = threading.Lock()  # a compiler is used by one thread at a time


def said(row: CertificateRow, lang: str) -> Said:
    """Return what a certificate says, in a language. Raises NameGone."""
    name = lookups.printed_name(row)
    if not name:
        raise NameGone
    course = catalogue.courses().get(row.course)
    title = course.text(lang).title if course else row.title or ", ".join(_topics(row, lang))
    return Said(
        number=row.folio,
        name=name,
        title=title[:300],
        hours=row.hours,
        issuer=lookups.issuer(row.country, lang),
        on=row.issued_on,
        until=row.until_on,
        reviewed=course is None or course.is_reviewed,
    )


def text_of(row: CertificateRow, lang: str) -> str:
    """Return the signed text. Raises OnlyAtHeadquarters."""
    if this_node().is_post:
        raise OnlyAtHeadquarters
    return written(said(row, lang), node_keys().sign_bytes, key_name(this_node().signing))


def pdf(row: CertificateRow, lang: str, page: str) -> bytes:
    """Return a certificate as PDF. page: address of the page that verifies. Raises GlyphMissing, OnlyAtHeadquarters."""
    return _made(row, lang, page, "pdf")


def picture(row: CertificateRow, lang: str, page: str) -> bytes:
    """Return the same as PNG, to look at."""
    return _made(row, lang, page, "png")


def square(address: str) -> str:
    """Return an address as a QR code (SVG) for a screen in a room."""
    return str(segno.make(address, error="m", micro=False).svg_inline(omitsize=True, border=2))


def _made(row: CertificateRow, lang: str, page: str, form: Literal["pdf", "png"]) -> bytes:
    with translation.override(lang):
        data = _data(row, lang, page)
    _refuse_unknown_signs(data)
    out = BytesIO()
    address = f"{page}#{text_of(row, lang)}"
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=2, xmldecl=False, svgclass=None, lineclass=None)
    with _drawing:
        made = _compiler().compile(
            format=form, ppi=PPI, sys_inputs={"data": orjson.dumps(data).decode(), "code": out.getvalue().decode()}
        )
    return (made[0] if isinstance(made, list) else made) or b""


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(SOURCE)


def _data(row: CertificateRow, lang: str, page: str) -> dict[str, Any]:  # Any: JSON
    one = said(row, lang)
    on = formats.date_format(one.on, "DATE_FORMAT")
    until = formats.date_format(one.until, "DATE_FORMAT") if one.until else ""
    return {
        "lang": lang,
        "fonts": list(FONTS),
        "band": band_in(lang) if env().demo else "",  # whoever tries the program could print one in a network's name
        "kind": _("Constancia"),
        "issuer": one.issuer,
        "lead": _("Se hace constar que"),
        "name": one.name,
        "did": _("tomó el curso"),
        "title": one.title,
        "topics": _topics(row, lang),
        "hours": _("{hours} horas").format(hours=f"{one.hours:g}") if one.hours else "",
        "on": _("Dada el {day}").format(day=on),
        "until": _("Vale hasta el {day}").format(day=until) if until else _("Sin fecha de término"),
        "number": _("Número {number}").format(number=one.number),
        "review": "" if one.reviewed else _("Curso escrito por la red, en revisión de especialistas."),
        "verify": _("Se comprueba leyendo el código, también sin línea, con la llave publicada en {page}").format(page=page),
        "key": _("Llave {key}").format(key=key_name(this_node().signing)),
    }


def _topics(row: CertificateRow, lang: str) -> list[str]:
    known = catalogue.topics()
    return [known[code].said(lang) for code in row.topics if code in known]


def _refuse_unknown_signs(value: Any) -> None:  # Any: JSON
    if isinstance(value, str) and not DRAWN.fullmatch(value):
        raise GlyphMissing(sign=next(sign for sign in value if not DRAWN.fullmatch(sign)))
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _refuse_unknown_signs(one)


def badge(row: CertificateRow, lang: str, page: str) -> dict[str, Any]:  # Any: JSON
    """Return a certificate as an Open Badges 3.0 credential, not yet signed."""
    course, one = catalogue.courses().get(row.course), said(row, lang)
    with translation.override(lang):
        asked = _("Estuvo en el curso; examen de salida con al menos {percent} de 100.")
        criteria = asked.format(percent=course.of.pass_percent) if course else _("Estuvo en el curso.")
    goal = course.text(lang).goal if course else one.title
    return badges.credential(
        one,
        id_=row.subject,
        issuer_url=page,
        course=row.course or "-".join(row.topics).lower(),
        goal=goal,
        criteria=criteria,
        lang=lang,
    )


def badge_file(row: CertificateRow, lang: str, page: str) -> bytes:
    """Return the credential as a file."""
    return badges.text(badge(row, lang, page)).encode()


def badge_signed(row: CertificateRow, lang: str, page: str) -> str:
    """Return it signed, as VC-JWT. Raises OnlyAtHeadquarters."""
    if this_node().is_post:
        raise OnlyAtHeadquarters
    return badges.signed(badge(row, lang, page), node_keys().sign_bytes, jwk(this_node().signing))
