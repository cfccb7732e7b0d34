"""How the files of handouts are called: country, what, languages, and that nobody reviewed them where that is so."""

from __future__ import annotations

from vereda.handouts.lookups import Chosen
from vereda.handouts.words import Handout, Ink

KINDS = {Handout.CARD: "tarjeta", Handout.POSTER: "cartel", Handout.TALKING: "ficha"}
INKS = {Ink.COLOUR: "color", Ink.ONE: "una-tinta"}
SAMPLE = "muestra"


def pdf_name(kind: Handout, what: Chosen, ink: Ink) -> str:
    """Return a name as 'mx-tarjeta-spa-eng-una-tinta-muestra.pdf'."""
    return f"{_joined(what, KINDS[kind], *what.codes, INKS[ink])}.pdf"


def topic_name(what: Chosen, form: str) -> str:
    """Return a name as 'mx-spa-heat-muestra.png'."""
    return f"{_joined(what, what.codes[0], what.panels[0].topic.code)}.{form}"


def _joined(what: Chosen, *parts: str) -> str:
    return "-".join((what.country, *parts, *((SAMPLE,) if what.needs_band else ())))
