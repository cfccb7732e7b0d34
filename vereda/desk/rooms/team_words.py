"""What a text of one of ours says of the writer's team, as the duty officer sees it beside the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from vereda.rescue import door as rescue
from vereda.rescue.door import MissionTeam


@dataclass(frozen=True)
class Meant:
    """A team of the writer that is out. asks_heard: whether somebody has to say that this text was of it."""

    row: MissionTeam
    folio: str
    said: str
    asks_heard: bool


def meant(text: Any, words: str, group: str) -> list[Meant]:  # Any: the row of a text, which messages keeps to itself
    """Return the teams of a group that a text may be of; none for a writer who is not out, or of whom nobody knows."""
    if not text.account:
        return []
    rows, told = rescue.check_in_of_text(words, text.account, text.country)
    is_heard = told is not None and len(rows) == 1
    missions = rescue.missions_named([row.subject for row in rows])
    said = _said(is_heard=is_heard, is_back=told is not None and told.is_back, has_point=told is not None and told.has_point)
    own = [row for row in rows if row.group == group]
    return [Meant(row, missions[row.subject].folio, said, asks_heard=not is_heard) for row in own if row.subject in missions]


def _said(*, is_heard: bool, is_back: bool, has_point: bool) -> str:
    if is_back:
        return _("Dice que regresa. ¿Ya está en el puesto?")
    if not is_heard:
        return _("No se anotó nada por este mensaje: léalo y diga de qué equipo es.")
    return _("Ya se anotó que se reportó. Dice dónde está.") if has_point else _("Ya se anotó que se reportó.")
