"""How far the numbers of a dashboard can be trusted, and how long others let us wait: in words, each with where to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.access.door import Action, Reader, RecordClass, holds
from vereda.countries.door import pack
from vereda.desk.dates import lasting
from vereda.desk.rooms.dashboard import Board, say
from vereda.logbook import door as logbook
from vereda.referrals import door as referrals
from vereda.reports import door as reports
from vereda.statistics.door import charts

LATE = timedelta(hours=24)
RECORDED = "encounters.recorded"
"""Of encounters alone is told how many came late: what they count is seen on this page, what other entries hold is not."""
UNKNOWN = {"nationality": ("XX", "*"), "sex": ("U", "*"), "age_band": ("U", "*")}
DAYS = 31
"""Days whose daily reports and late records are looked for: the last of the period. A year of entries is no glance."""


@dataclass(frozen=True)
class Line:
    """One thing to know. is_well: nothing to do about it; url: where it is mended, '' where nowhere or not by this reader."""

    said: str
    is_well: bool
    url: str = ""


def known(board: Board) -> str:
    """Return of how many people nationality, sex and age are not known."""
    words = {"nationality": _("la nacionalidad"), "sex": _("el sexo"), "age_band": _("la edad")}
    if not board.count:
        return ""
    shares = []
    for dimension, codes in UNKNOWN.items():
        counted = board.by(board.chosen.span, dimension)
        shares.append((words[dimension], sum(counted.get(code, 0) for code in codes) / board.count))
    return say.unknown(shares, board.lang)


def lines(board: Board, reader: Reader, now: datetime) -> list[Line]:
    """Return what is missing or late: reports not signed, records that came late, versions that differ."""
    groups = list(board.groups if board.groups is not None else pack(board.country).groups)
    return [
        *_reports(board, groups, reader, now),
        _late(board, groups),
        *([_conflicts(board, reader)] if reader.group and holds(reader.role, RecordClass.K1, Action.APPROVE) else []),
    ]


def _reports(board: Board, groups: Sequence[str], reader: Reader, now: datetime) -> list[Line]:
    closed = {group: reports.last_closed(now, reports.zone_of(board.country, group)) for group in groups}
    last = min(board.chosen.span.to_on, max(closed.values(), default=date.min))
    first = max(board.chosen.span.from_on, last - timedelta(days=DAYS - 1))
    if not groups or last < first:
        return []
    sent = reports.dailies(board.country, groups, first, last)
    wanted = [(group, first + timedelta(days=n)) for group in groups for n in range((min(last, closed[group]) - first).days + 1)]
    missing = sum((row := sent.get(one)) is None or row.sent_at is None for one in wanted)
    url = reverse("desk:reports") if holds(reader.role, RecordClass.K8, Action.READ) else ""
    if not missing:
        return [Line(_("Todos los partes del día están firmados."), True, url)]
    said = _("Sin firmar: {n} de {all} partes del día.")
    return [
        Line(
            said.format(n=charts.words.number(missing, board.lang), all=charts.words.number(len(wanted), board.lang)), False, url
        )
    ]


def _late(board: Board, groups: Sequence[str]) -> Line:
    last = board.chosen.span.to_on
    first = max(board.chosen.span.from_on, last - timedelta(days=DAYS - 1))
    late = logbook.came_late(RECORDED, board.country, groups, first, last, LATE)
    if not late:
        return Line(_("Ningún encuentro llegó más de un día después."), True)
    words = ngettext("{n} encuentro llegó más de un día después.", "{n} encuentros llegaron más de un día después.", late)
    return Line(words.format(n=charts.words.number(late, board.lang)), False)


def _conflicts(board: Board, reader: Reader) -> Line:
    open_ones = len(logbook.disputes(reader.group, reader.country))
    if not open_ones:
        return Line(_("No hay diferencias por decidir."), True, reverse("desk:conflicts"))
    words = ngettext("{n} diferencia espera que alguien decida.", "{n} diferencias esperan que alguien decida.", open_ones)
    return Line(words.format(n=charts.words.number(open_ones, board.lang)), False, reverse("desk:conflicts"))


def waits(board: Board, reader: Reader, now: datetime) -> list[tuple[str, str]] | None:
    """Return how long receivers let each group wait, of what is no closed matter and of at least as many as the house shows.

    None for who does not see waiting times: in a group that is who decides on its records.
    """
    if reader.group and not holds(reader.role, RecordClass.K1, Action.APPROVE):
        return None
    groups = list(board.groups if board.groups is not None else pack(board.country).groups)
    found = referrals.waiting.waits_by_group(board.country, groups, now)
    told = sorted(found.items(), key=lambda one: (-one[1].median, one[0]))
    return [(board.labels.group(group), lasting(timedelta(minutes=one.median))) for group, one in told]
