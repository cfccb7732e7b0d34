"""The draft of a case's paper: what is known, in the words of a letter, for a lawyer to finish and the person to sign.

It names no article and no law of its own: those stand in the pack, and which of them holds is for the lawyer to say.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vereda.countries.door import Role, pack
from vereda.desk.labels import Labels
from vereda.desk.rooms import legal as legal_room
from vereda.legal import door as legal
from vereda.legal.door import CaseKind, LegalCase, Table, labels
from vereda.paper.door import Letter, Told, letter_pdf, lines_of


def draft(row: LegalCase, name: str, now: datetime) -> bytes:
    """Return the draft as PDF, in the language of the screen. name: '' where the reader may not know it."""
    return letter_pdf(
        written(row, name, now),
        lacking=_("Donde dice «?» se escribió un signo que esta letra no tiene; el texto completo está en el caso."),
    )


def written(row: LegalCase, name: str, now: datetime) -> Letter:
    """Return the draft in words. Raises ConsulateNever, ConsulateNeedsConsent of a letter that would go to a consulate."""
    opening = legal.sealed.opening(row)
    kind = pack(row.country).legal_case_kinds.get(opening.what) if opening else None
    if kind and kind.told == Role.CONSULATE:
        legal.check_told(row, opening)
    what = legal_room.kind_name(row.country, opening.what) if opening else ""
    told = [Told(title=_("Hechos, como se contaron"), lines=lines_of(opening.note))] if opening and opening.note else []
    told += _own_words(row)
    rule = legal.signed.named(row.country, Table.CASE_KINDS)
    return Letter(
        sender=Labels(row.country).group(row.group),
        day=formats.date_format(timezone.localtime(now).date(), "DATE_FORMAT"),
        body=_to_whom(row),
        subject=_("BORRADOR. {what}. Caso {folio}").format(what=what, folio=row.folio),
        opening=[
            *filter(None, [legal_room.unsigned(row.country, timezone.localtime(now).date(), Table.CASE_KINDS)]),
            _("La persona que firma, por su propio derecho, expone lo siguiente y pide que se le dé acuse de recibo."),
        ],
        facts=_facts(row, name),
        accounts=told,
        closing=[
            *_what_it_asks(row),
            _("Fundamento: lo escribe quien asesora, con la ley vigente el día en que se presenta."),
            _("Lo presenta la persona o su defensa. Este programa no lo envía a ninguna autoridad."),
        ],
        signs=[_("Nombre y firma o huella"), _("Recibió: sello, número y fecha")],
        foot=" · ".join(filter(None, (_("Borrador del caso {folio}").format(folio=row.folio), rule))),
        lang="en" if (get_language() or "").startswith("en") else "es",
    )


def _what_it_asks(row: LegalCase) -> list[str]:
    """Return what such a paper asks for, as the country's table of kinds words it; a line to write on where it has none.

    A request to go back asks in the person's own words alone, and only once a second person heard them.
    """
    opening = legal.sealed.opening(row)
    if opening and opening.what is CaseKind.RETURN:
        return []
    kind = pack(row.country).legal_case_kinds.get(opening.what) if opening else None
    return [(labels.said(kind, "asks") if kind else "") or _("Pide: ______________________________")]


def _own_words(row: LegalCase) -> list[Told]:
    """Return what the person said who asks to go back, once a second person heard it, and while nothing speaks against it."""
    if not row.returns or legal.must_stay(row, legal.sealed.opening(row)):
        return []
    standing = [one for _line, one in row.returns if not one["taken_back"] and legal.is_seconded(one)]
    found = [said for one in standing if (said := legal.sealed.own_words(row, one))]
    waits = [_("Falta que otra persona, a solas, oiga lo mismo. Hasta entonces no se presenta.")]
    if not found and any(not one["taken_back"] for _line, one in row.returns):
        return [Told(title=_("Petición de regreso"), lines=waits)]
    return [Told(title=_("Con sus palabras"), lines=lines_of(said.words)) for said in found]


def _to_whom(row: LegalCase) -> str:
    """Return the bodies of the pack that this kind of case is put before, a court where the pack names none."""
    opening, found = legal.sealed.opening(row), pack(row.country)
    kind = found.legal_case_kinds.get(opening.what) if opening else None
    names = [one.name for one in found.institutions_with(kind.told)] if kind and kind.told else []
    return " / ".join(names[:2]) or _("A quien corresponda")


def _facts(row: LegalCase, name: str) -> list[tuple[str, str]]:
    opening = legal.sealed.opening(row)
    facts = [(_("Quien firma"), name or "______________________________")]
    if opening and opening.detained_at:
        at = timezone.localtime(opening.detained_at)
        facts.append((_("Detenida desde"), f"{formats.date_format(at.date(), 'DATE_FORMAT')}, {at:%H:%M}"))
    for one in reversed(legal_room.timeline(row)[:12]):
        facts.append((formats.date_format(one.on, "DATE_FORMAT"), "; ".join(part for part in (one.what, one.detail) if part)))
    return facts
