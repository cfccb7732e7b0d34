"""Words for the codes of the library of laws, in the reader's language, and which of two languages of a row is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.countries.door import DataDuty, Dated, Deadline, Law, Row, Theme
from vereda.legal.lookups import signed
from vereda.legal.rules.library import Article, Library, Term
from vereda.legal.rules.registered import Table
from vereda.legal.words import Change, Gap, Show, When

STATUSES: Mapping[str, str | Promise] = {
    "confirmed": lazy("Confirmado por una fuente"),
    "source_read": lazy("Fuente leída"),
    "text_seen": lazy("Texto leído"),
    "verified": lazy("Verificado"),
    "standard": lazy("Norma internacional"),
    "named_in_source": lazy("Nombrado en una fuente"),
    "port_name_seen": lazy("Nombre leído en una lista"),
    "partly_verified": lazy("Verificado en parte"),
    "second_hand": lazy("De segunda mano"),
    "stale_source": lazy("Fuente antigua"),
    "temporary": lazy("Temporal"),
    "closed": lazy("Ya no existe"),
    "number_unsourced": lazy("Número sin fuente"),
    "general_knowledge": lazy("De conocimiento general"),
    "assumed": lazy("Supuesto nuestro"),
    "proposal": lazy("Propuesta nuestra"),
    "drafted": lazy("Borrador"),
    "unconfirmed": lazy("Dudoso"),
    "unverified": lazy("No revisado"),
    "unsourced": lazy("Sin fuente"),
}
WHEN: Mapping[When, str | Promise] = {
    When.HOLDS: lazy("Vigente en esa fecha"),
    When.NOT_STATED: lazy("Vigencia no indicada"),
    When.NOT_YET: lazy("Todavía no existía en esa fecha"),
    When.ENDED: lazy("Ya no regía en esa fecha"),
}
GAPS: Mapping[Gap, str | Promise] = {
    Gap.NO_ROW: lazy("Sin artículo en la biblioteca"),
    Gap.NOT_THEN: lazy("Nada vigente en esa fecha"),
}
CHANGES: Mapping[Change, str | Promise] = {
    Change.BEGAN: lazy("Nuevo desde la otra fecha"),
    Change.ENDED: lazy("Dejó de regir desde la otra fecha"),
}
SHOWS: Mapping[Show, str | Promise] = {
    Show.ALL: lazy("Todos los derechos"),
    Show.GAPS: lazy("Solo con huecos"),
    Show.CHANGES: lazy("Solo lo que cambió"),
}
THEMES: Mapping[Theme, str | Promise] = {
    Theme.REFUGE: lazy("Refugio y no devolución"),
    Theme.LIBERTY: lazy("Libertad y detención"),
    Theme.JUSTICE: lazy("Justicia y defensa"),
    Theme.CHILDREN: lazy("Niñez y familia"),
    Theme.CARE: lazy("Salud, educación y auxilio"),
    Theme.VICTIMS: lazy("Víctimas y personas desaparecidas"),
    Theme.STAY: lazy("Estancia, papeles y paso"),
    Theme.DIGNITY: lazy("Dignidad e igualdad"),
    Theme.DATA: lazy("Datos y secreto"),
    Theme.TREATIES: lazy("Tratados"),
    Theme.DUTIES: lazy("Deberes y multas"),
}
WITHOUT_NUMBER: Mapping[str, str | Promise] = {
    "any_time": lazy("en cualquier momento"),
    "immediate": lazy("de inmediato"),
    "no_term_found": lazy("no se encontró ningún plazo"),
    "track_only": lazy("sin plazo fijado: dar seguimiento"),
    "set_by_counsel": lazy("lo fija quien da la asesoría legal"),
}
INTERNAL = lazy("Para el personal. Lo que no está verificado nunca se dice ni se entrega a una persona migrante.")
UNSIGNED = lazy("Aún no aprobado por una abogada o abogado.")
UNSIGNED_DATES = lazy("Aún no aprobado por una abogada o abogado: confirme cada fecha antes de confiar en ella.")
GAP_MEANS = lazy("Un hueco dice que la biblioteca no tiene el artículo, no que el derecho no exista.")


def dated_said(articles: int, dated: int) -> str:
    """Return of how many articles it is known since or until when they hold: without it a comparison over time says little."""
    if not dated:
        return _("De {all} artículos ninguno dice desde o hasta qué día rige: solo se sabe el año de su ley.").format(
            all=articles
        )
    said = ngettext(
        "De %(all)d artículos, %(num)d dice desde o hasta qué día rige; de los demás solo se sabe el año de su ley.",
        "De %(all)d artículos, %(num)d dicen desde o hasta qué día rigen; de los demás solo se sabe el año de su ley.",
        dated,
    )
    return said % {"all": articles, "num": dated}


def unsigned(countries: Iterable[str], on: date, *tables: Table) -> str:
    """Return the sentence that a screen says which uses these tables, '' once a lawyer has signed them as they are."""
    if signed.is_in_force(countries, tables, on):
        return ""
    return str(UNSIGNED_DATES if Table.TERMS in tables else UNSIGNED)


def unsigned_of(items: Iterable[Article | Term], on: date) -> str:
    """Return the sentence that belongs to these rows, '' of none and where all of their tables were signed."""
    shown = {(one.country, Table.LAWS if isinstance(one, Article) else Table.TERMS) for one in items}
    said = [unsigned([country], on, table) for country, table in sorted(shown)]
    return max(said, key=len, default="")  # that of dates says the other as well


def is_english() -> bool:
    return (get_language() or "").startswith("en")


def said(row: Row, name: str) -> str:
    """Return a text of a row in the reader's language, '' where the row has none: said(law, "covers")."""
    return getattr(row, f"{name}_{'en' if is_english() else 'es'}") or ""


def country_name(library: Library, iso: str) -> str:
    name = library.names[iso]
    return name.en if is_english() else name.es


def status(row: Row) -> str:
    """Return how far a row may be trusted; what was not verified says so first."""
    word = str(STATUSES.get(row.status, row.status))
    return word if row.is_verified else _("Sin verificar: {status}").format(status=word.lower())


def cited(law: Law) -> str:
    """Return '<ley> (2011), artículo 109'; that the article is not stated is said."""
    year = f" ({law.year})" if law.year is not None else ""
    return f"{law.instrument}{year}, {article(law)}"


def article(law: Law) -> str:
    return _("artículo no indicado") if law.article is None else article_said(law.article)


def article_said(number: str) -> str:
    """Return an article as it is cited: '31' is 'artículo 31', words stay."""
    return _("artículo {number}").format(number=number) if number[:1].isdigit() else number


def validity(row: Dated) -> str:
    """Return the days on which a row holds, as far as they are stated."""
    if row.valid_from and row.valid_to:
        return _("del {first} al {last}").format(first=_day(row.valid_from), last=_day(row.valid_to))
    if row.valid_from:
        return _("desde el {first}").format(first=_day(row.valid_from))
    return _("hasta el {last}").format(last=_day(row.valid_to)) if row.valid_to else _("no indicada")


def source_said(row: Row) -> str:
    """Return the source of a row as it was noted; that there is none yet is said in the reader's language."""
    where = row.source.removeprefix("unsourced").removeprefix("; to check at").strip()
    if not row.source.startswith("unsourced"):
        return row.source
    return _("por revisar en: {where}").format(where=where) if where else _("ninguna")


def length(row: Deadline | DataDuty) -> str:
    """Return how long a term is: '30 días hábiles', 'en cualquier momento'."""
    if row.unit is not None and row.unit in WITHOUT_NUMBER:
        return str(WITHOUT_NUMBER[row.unit])
    if row.amount is None or row.unit is None:
        return _("no indicado")
    return _counted(row.amount, row.unit) if row.amount else str(WITHOUT_NUMBER["immediate"])


def _counted(count: int, unit: str) -> str:
    counted = {
        "hours": ngettext("{count} hora", "{count} horas", count),
        "days": ngettext("{count} día", "{count} días", count),
        "working_days": ngettext("{count} día hábil", "{count} días hábiles", count),
        "calendar_days": ngettext("{count} día natural", "{count} días naturales", count),
        "calendar_days_repeat": ngettext("cada día natural", "cada {count} días naturales", count),
        "months": ngettext("{count} mes", "{count} meses", count),
        "year": ngettext("{count} año", "{count} años", count),
    }
    return counted.get(unit, f"{{count}} {unit}").format(count=count)


def _day(on: date) -> str:
    return formats.date_format(on, "DATE_FORMAT")
