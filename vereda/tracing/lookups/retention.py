"""Which reports, files and persons sought were kept as long as the country's table says: none while somebody is sought."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from vereda.countries.door import installed, pack
from vereda.logbook.door import last_received, linked_to
from vereda.tracing.lookups.files import main_of
from vereda.tracing.models import MissingFile, MissingReport

RETENTION = "tracing"
"""How the country's table of retention names reports of missing persons."""


def kept_too_long(now: datetime) -> Iterator[UUID]:
    """Yield the reports, files and persons sought whose words go now, or went already.

    A report that was withdrawn goes at once: nobody is called any more, and who sought and what they said is needed for nothing.
    Its files, and whatever else is closed, go when nothing was written in any of them for the days of the table, and with them
    name and description of who was sought: their record is kept for the search. Whoever is named in anything else stays.
    """
    for country in installed():
        since = pack(country).kept_since(RETENTION, now)
        for report, files in _resting(country):
            quiet = since is not None and all(at < since for at in _last(report, files))
            if quiet or report.withdrawn_at:
                yield report.subject
            if quiet:
                yield from (row.subject for row in files)
                yield from _known_here_alone(files)


def _resting(country: str) -> Iterator[tuple[MissingReport, list[MissingFile]]]:
    """Yield each report with its files, where none of these is open, nor joined to one that is."""
    of_report = defaultdict(list)
    for row in MissingFile.objects.filter(country=country).order_by("subject"):
        of_report[row.report].append(row)
    for report in MissingReport.objects.filter(country=country).order_by("subject"):
        files = of_report[report.subject]
        if files and all(row.close_reason or main_of(row).close_reason for row in files):
            yield report, files


def _last(report: MissingReport, files: list[MissingFile]) -> Iterator[datetime]:
    about = [report.subject, *(subject for row in files for subject in (row.subject, row.person))]
    yield from last_received(about).values()


def _known_here_alone(files: list[MissingFile]) -> Iterator[UUID]:
    own = {row.subject for row in files}
    yield from (row.person for row in files if own.issuperset(linked_to(row.person)))
