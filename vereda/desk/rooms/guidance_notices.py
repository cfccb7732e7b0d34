"""What the board says of the library: texts that end or have ended, and an emergency number that nobody rang."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.desk.rooms.noticed import Asked, Level, Notice
from vereda.guidance import door as guidance
from vereda.practice import is_practice


def notices(asked: Asked) -> Iterator[Notice]:
    """Yield what somebody must see to before people are told nothing, or something that is no longer so."""
    if is_practice(asked.group):
        return
    found, url = guidance.alarms(asked.country, asked.now.date()), reverse("desk:guidance_queue")
    if found.unrung:
        said = _("Nadie ha comprobado el {number} en 90 días: los textos que lo nombran no se publican. Llame y anótelo.")
        yield Notice(Level.WARN, said.format(number=found.unrung), reverse("desk:guidance_numbers"))
    if found.over:
        said = ngettext(
            "%(num)s texto de orientación venció y ya no se publica.",
            "%(num)s textos de orientación vencieron y ya no se publican.",
            found.over,
        )
        yield Notice(Level.WARN, said % {"num": found.over}, url)
    if found.ending:
        said = ngettext(
            "%(num)s texto de orientación vence en 30 días.", "%(num)s textos de orientación vencen en 30 días.", found.ending
        )
        yield Notice(Level.NOTE, said % {"num": found.ending}, url)
