"""What the country of this process says otherwise than the house: set at the start, read where gettext is not asked."""

from __future__ import annotations

from .pack import Pack

_SAID: dict[tuple[str, str], str] = {}


def say_as(pack: Pack) -> None:
    """Let `worded` answer as this country says it, instead of what was set before."""
    _SAID.clear()
    _SAID.update({(row.said, lang): said for row in pack.wordings for lang, said in (("es", row.es), ("en", row.en))})


def worded(spanish: str, lang: str, usual: str) -> str:
    """Return a sentence as the country says it. spanish: as it stands in the code; usual: the same in `lang`."""
    return _SAID.get((spanish, lang), usual)
