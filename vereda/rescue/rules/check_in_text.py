"""What a team on a mission writes in a text message to be heard. Pure: the words of the field, and nothing guessed.

A text is a check-in where all of it was understood: words that say so, a mission or call sign, a point. One word more, 'OK pero
hay un herido', and it is left to a person: what tells of trouble must not read as 'all is well'.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from unicodedata import combining, normalize

BACK = (
    "ya venimos de regreso", "ya vamos de regreso", "venimos de regreso", "vamos de regreso", "ya regresamos", "de regreso",
    "regresamos", "regresando", "regreso", "ya estamos de vuelta", "estamos de vuelta", "de vuelta", "volvimos",
)  # fmt: skip
WELL = (
    "ok", "okey", "okay", "estamos bien", "todos bien", "todo bien", "vamos bien", "bien", "sin novedad", "reporte",
    "reportamos", "nos reportamos", "me reporto", "reportandonos", "llegamos", "ya llegamos", "llegue", "en el punto",
    "seguimos", "adelante",
)  # fmt: skip
BESIDES = (
    "vereda",
    "mision",
    "equipo",
    "aqui",
    "ya",
    "punto",
    "posicion",
    "ubicacion",
    "en",
    "al",
    "de",
    "la",
    "el",
    "y",
    "somos",
)
"""Words that stand around these and add nothing."""

type WithoutPoint = Callable[[str], str | None]
"""Returns a text without the one point that is in it, None where it holds none that can be read."""


@dataclass(frozen=True)
class Names:
    """How a team that is out may be named in a text."""

    folio: str
    sign: str


@dataclass(frozen=True)
class CheckIn:
    """A text that was understood whole.

    is_back    whether it says that the team comes back, or is back: somebody at the post must see that it is
    has_point  whether it tells where they are
    named      places, in the list of teams, of those that it names; empty: it names none
    """

    is_back: bool
    has_point: bool
    named: tuple[int, ...]


def read_check_in(text: str, teams: Sequence[Names], without_point: WithoutPoint) -> CheckIn | None:
    """Return what a text says of the writer's own teams, None where it is no check-in, or holds more than that."""
    without = without_point(text)
    rest, named = _named(plain(text if without is None else without), teams)
    rest, is_back = _without(rest, BACK)
    rest, is_well = _without(rest, WELL)
    rest, _ = _without(rest, BESIDES)
    has_point = without is not None
    if (
        not has_point and (left := without_point(rest.strip())) is not None
    ):  # two short numbers are a point where they stand alone
        rest, has_point = left, True
    if re.search(r"[\w?]", rest) or not (is_back or is_well or has_point):
        return None
    return CheckIn(is_back=is_back, has_point=has_point, named=named)


LATE = timedelta(minutes=15)
"""A text that took longer says how it was, not how it is."""


@dataclass(frozen=True)
class Written:
    """When a text counts as written, and whether it came late, or may have."""

    at: datetime
    is_late: bool


def hour_written(sent_at: datetime | None, now: datetime, *, may_lie: bool) -> Written:
    """Return the hour at which a team is heard by its text; all aware.

    sent_at  None: nobody says it, and the arrival counts; may_lie: it may have lain unread for long then
    """
    if sent_at is None:
        return Written(now, is_late=may_lie)
    return Written(min(sent_at, now), is_late=now - sent_at > LATE)


def heard_text(team: Names, at: str, due: str, *, is_back: bool) -> str:
    """Return what is written back to a team that was heard: what was noted, and when it is waited for again. No promise.

    due  '': that hour is over already, since the text came late
    """
    back = " El regreso se anota en el puesto, al verlos llegar." if is_back else ""
    again = f"Se espera el siguiente a las {due}." if due else "Llego tarde: reportese otra vez."
    return f"VEREDA {_said(team)}: reporte anotado {at}.{back} {again} Mensaje automatico."


def which_text(teams: Sequence[Names]) -> str:
    """Return the question to somebody who may mean one of several teams."""
    by = "la mision" if len({plain(one.folio) for one in teams}) == len(teams) else "el indicativo"
    example = teams[0].folio if by == "la mision" else teams[0].sign
    listed = "; ".join(_said(one) for one in teams)
    return f"VEREDA: conteste OK y {by}, por ejemplo: OK {example}. No se sabe de que equipo es su mensaje: {listed}"


def _said(team: Names) -> str:
    return " ".join(part for part in (team.folio, team.sign) if part)


def plain(text: str) -> str:
    """Return a text in small letters without accents, as it is compared."""
    return "".join(one for one in normalize("NFD", text.casefold()) if not combining(one)).strip()


def _named(text: str, teams: Sequence[Names]) -> tuple[str, tuple[int, ...]]:
    """Return the text without mission and call sign, and which teams both leave."""
    by_folio = {place for place, one in enumerate(teams) if _pattern(one.folio).search(text)}
    by_sign = {place for place, one in enumerate(teams) if _pattern(one.sign).search(text)}
    for place in sorted(by_folio | by_sign):
        text = _pattern(teams[place].sign).sub(" ", _pattern(teams[place].folio).sub(" ", text))
    return text, tuple(sorted(by_folio & by_sign or by_folio | by_sign))


def _pattern(name: str) -> re.Pattern[str]:
    """Return what finds a name however it is joined ('PN-7', 'pn 7'); a number alone is no name: it may be half a point."""
    parts = re.findall(r"[^\W\d_]+|\d+", plain(name))
    if not any(part.isalpha() for part in parts):
        return re.compile(r"(?!)")
    return re.compile(rf"(?<![\w.]){r'[\W_]*'.join(parts)}(?![\w])")


def _without(text: str, words: Sequence[str]) -> tuple[str, bool]:
    said = "|".join(rf"{re.escape(word)}" for word in sorted(words, key=len, reverse=True))
    rest, count = re.subn(rf"(?<!\w)(?:{said})(?!\w)", " ", text)
    return rest, count > 0
