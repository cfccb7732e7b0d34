"""What the law of the country asks of who keeps data of persons, how long each thing is kept, who answers, and what is missing.

All from the pack, with its status: the page says how far it may be trusted, and it decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.access.door import Role, Standing, everybody
from vereda.countries.door import DataDuty, Duty, Institution, Pack, Retention, Status, is_named, pack
from vereda.countries.door import Role as Office
from vereda.desk.rooms import laws
from vereda.desk.rooms.laws import Source
from vereda.desk.words import country_data as words
from vereda.legal.door import labels


@dataclass(frozen=True)
class Answers:
    """Who answers for something. name: '' where nobody is known."""

    what: str
    name: str


@dataclass(frozen=True)
class Asked:
    """What the law asks, as the pack has it. term: '' where it has no number; basis: law and article, '' where none was seen."""

    label: str
    term: str
    basis: str
    note: str
    status: str
    is_verified: bool
    source: Source


@dataclass(frozen=True)
class Kept:
    """How long a class of records is kept. days: '' where no number was decided; then the note says what holds."""

    what: str
    days: str
    since: str
    note: str
    status: str


def answering(country: str, today: date) -> list[Answers]:
    """Return who answers for the data: the network, who looks after them in it, and who watches from outside."""
    here = pack(country)
    network = next((row for row in here.institutions_with(Office.NETWORK) if is_named(row)), None)
    watch = here.institutions.get(here.country.outside_body)
    held = sum(row.role == Role.DATA_PROTECTION and standing is Standing.LIVE for _who, row, standing in everybody(country))
    has_key = any(row.holds_on(today) for row in here.outside_body_keys)
    return [
        Answers(_("La red, que guarda los datos"), _named(network)),
        Answers(
            _("Quien los cuida en la red"),
            ngettext(
                "{n} cuenta con la función de protección de datos", "{n} cuentas con la función de protección de datos", held
            ).format(n=held)
            if held
            else "",
        ),
        Answers(_("Quien vigila desde fuera"), _named(watch if watch is not None and is_named(watch) else None)),
        Answers(_("Su llave, para quejas que solo él lee"), _("comparada y en uso") if has_key else ""),
    ]


def asked(country: str) -> list[tuple[str, list[Asked]]]:
    """Return what the law asks, duty by duty; a duty of which the pack says nothing has an empty list."""
    rows = sorted(pack(country).data_protection.values(), key=lambda row: (row.order, row.code))
    return [(str(words.DUTIES[duty]), [_asked(row) for row in rows if row.duty == duty]) for duty in Duty]


def kept(country: str) -> list[Kept]:
    """Return how long each thing is kept, in the order of the pack."""
    return [
        Kept(
            what=labels.said(row, "what"),
            days="" if row.days is None else ngettext("{n} día", "{n} días", row.days).format(n=row.days),
            since=str(words.SINCE.get(row.counted_from, row.counted_from.replace("_", " "))),
            note=_note(row),
            status=labels.status(row),
        )
        for row in pack(country).retention.values()
    ]


def missing(country: str, today: date) -> list[str]:
    """Return what is still to be done, each as a sentence."""
    return list(_missing(pack(country), country, today))


def _missing(here: Pack, country: str, today: date) -> Iterator[str]:
    lacks = [one.what for one in answering(country, today) if not one.name]
    if lacks:
        yield _("Falta: {what}.").format(what="; ".join(lacks))
    unwritten = [str(words.DUTIES[duty]) for duty in Duty if all(row.duty != duty for row in here.data_protection.values())]
    if unwritten:
        yield _(
            "El paquete no dice qué pide la ley de: {duties}. Escríbalo en data_protection.csv, aunque sea que no se halló."
        ).format(duties="; ".join(unwritten))
    if weak := sum(not row.is_verified for row in here.data_protection.values()):
        said = ngettext(
            "{n} renglón de la ley no está verificado: léalo en su fuente con una persona abogada.",
            "{n} renglones de la ley no están verificados: léalos en su fuente con una persona abogada.",
            weak,
        )
        yield said.format(n=weak)
    if own := sum(row.status == Status.PROPOSAL for row in here.retention.values()):
        said = ngettext(
            "{n} plazo es propuesta nuestra: decídalo con una persona abogada y escríbalo en retention.csv.",
            "{n} plazos son propuesta nuestra: decídanlos con una persona abogada y escríbanlos en retention.csv.",
            own,
        )
        yield said.format(n=own)
    if open_ := sum(row.days is None for row in here.retention.values()):
        yield ngettext("{n} clase no tiene plazo.", "{n} clases no tienen plazo.", open_).format(n=open_)


def _asked(row: DataDuty) -> Asked:
    article = labels.article_said(row.article) if row.article else ""
    return Asked(
        label=labels.said(row, "label"),
        term=labels.length(row) if row.unit else "",
        basis=", ".join(part for part in (row.legal_basis, article) if part),
        note=_note(row),
        status=labels.status(row),
        is_verified=row.is_verified,
        source=laws.source(row),
    )


def _note(row: DataDuty | Retention) -> str:
    """Return what a reader should know of a row, in the language of the screen; '' where it is told in the other one alone."""
    return (row.note if labels.is_english() else row.note_es) or ""


def _named(row: Institution | None) -> str:
    if row is None:
        return ""
    return (row.name_en if labels.is_english() else row.name) or row.name
