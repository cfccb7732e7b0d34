"""Words of what is printed of the library."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.handouts.door import Handout, Ink

type Words = Mapping[str, str | Promise]

KINDS: Words = {
    Handout.CARD: lazy("Tarjeta de bolsillo (una hoja, se dobla en ocho)"),
    Handout.POSTER: lazy("Cartel con código"),
    Handout.TALKING: lazy("Ficha para hablar, con símbolos"),
}
INKS: Words = {Ink.COLOUR: lazy("a color"), Ink.ONE: lazy("en una tinta, para fotocopiar")}
