"""Asking the weather services, and keeping what they said until it is over: a file of this machine, no entry.

What they said is a proposal. A warning becomes one of safety where who asks may warn the posts; a notice is written by a person.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from vereda.countries.door import pack
from vereda.errors import FieldError
from vereda.logbook.door import Author
from vereda.notices.errors import NoFeeds
from vereda.notices.feeds import Ask, ask, read_feeds, read_forecast
from vereda.notices.reading.forecast import Forecast
from vereda.notices.words import NoticeKind
from vereda.safety.door import warning_actions
from vereda.safety.schema import CapMessage, CapSeverity, CapStatus, WarningTold
from vereda.said import Said
from vereda.settings.environment import env

UNTIL_USUAL, CANCEL_KEPT = timedelta(days=1), timedelta(days=3)


@dataclass(frozen=True)
class Consulted:
    """What services said when they were asked last. faults: what could not be read, one sentence each; new: for the posts."""

    at: datetime | None = None
    warnings: Sequence[WarningTold] = field(default_factory=list)
    forecasts: Sequence[Forecast] = field(default_factory=list)
    faults: Sequence[Said] = field(default_factory=list)
    new: int = 0


def consult(country: str, at: datetime, *, bring: Sequence[Author] = (), ask: Ask = ask) -> Consulted:
    """Ask every service that is set, keep what they said, and return it. Raises NoFeeds.

    bring  who gives what is new to the posts, once for each; empty: who asks may not, and the warnings stay proposals
    """
    here = env()
    if not here.cap_feeds and not here.forecast_url:
        raise NoFeeds
    found = read_feeds(here.cap_feeds, ask)
    faults = [said_of(one) for one in found.faults]
    forecasts: list[Forecast] = []
    if here.forecast_url:
        points = [(row.code, row.lat, row.lon) for row in pack(country).admin1.values()]
        try:
            forecasts = read_forecast(here.forecast_url, points, ask)
        except FieldError as fault:
            faults.append(said_of(fault))
            forecasts = list(kept(at).forecasts)  # what was known before is not lost by a service that is away
    new = 0
    for told in found.warnings if bring else ():
        try:
            new += warning_actions.bring_in(told, by=list(bring), at=at).new
        except FieldError as fault:
            if fault.code != "safety.cap_too_old":  # lists hold yesterday's too
                faults.append(said_of(fault))
    seen = {(one.sender, one.identifier) for one in found.warnings}
    before = [one for one in kept(at).warnings if (one.sender, one.identifier) not in seen]
    made = Consulted(at, [*found.warnings, *before][:400], forecasts, faults[:40], new)
    _keep(made)
    return made


def kept(now: datetime) -> Consulted:
    """Return what services said last, without what is over by now."""
    try:
        told = orjson.loads(_file().read_bytes())
        warnings = [WarningTold.model_validate(one) for one in told["warnings"]]
        forecasts = [_forecast(one) for one in told["forecasts"]]
        return Consulted(
            datetime.fromisoformat(told["at"]),
            [one for one in warnings if _goes_on(one, now)],
            [one for one in forecasts if one.last >= now.date()],
            [Said(text, **values) for text, values in told["faults"]],
        )
    except (OSError, ValueError, KeyError, TypeError):  # not asked yet, or written by another version: asked again
        return Consulted()


def said_of(fault: FieldError) -> Said:
    """Return the sentence of an error, to be read in any language of the screens."""
    return Said(fault.hint, **{name: str(value) for name, value in fault.details.items()})


def in_force(warnings: Sequence[WarningTold], now: datetime) -> list[WarningTold]:
    """Return the warnings that are real and stand: no exercise, none that another one cancelled or took the place of."""
    gone = {(ref.sender, ref.identifier) for one in warnings if one.message is not CapMessage.ALERT for ref in one.references}
    return [
        one
        for one in warnings
        if one.status is CapStatus.ACTUAL
        and one.message is not CapMessage.CANCEL
        and (one.sender, one.identifier) not in gone
        and _goes_on(one, now)
    ]


def _goes_on(told: WarningTold, now: datetime) -> bool:
    """Tell whether a warning is kept: to its end, or for a day where it names none; what ended another one, for three."""
    if told.message is CapMessage.CANCEL:
        return told.sent + CANCEL_KEPT > now
    return any((one.expires or told.sent + UNTIL_USUAL) > now for one in told.infos)


def _keep(made: Consulted) -> None:
    file = _file()
    file.parent.mkdir(mode=0o700, exist_ok=True)
    told = {
        "at": made.at.isoformat() if made.at else "",
        "warnings": [one.model_dump(mode="json") for one in made.warnings],
        "forecasts": [vars(one) for one in made.forecasts],
        "faults": [[one.text, one.values] for one in made.faults],
    }
    beside = file.with_suffix(".new")
    beside.write_bytes(orjson.dumps(told))
    os.replace(beside, file)


def _forecast(told: dict[str, Any]) -> Forecast:  # Any: JSON
    return Forecast(
        state=told["state"],
        danger=NoticeKind(told["danger"]),
        severity=CapSeverity(told["severity"]),
        first=date.fromisoformat(told["first"]),
        last=date.fromisoformat(told["last"]),
        value=float(told["value"]),
    )


def _file() -> Path:
    return env().home / "notices" / "consulted.json"
