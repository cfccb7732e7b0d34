"""Reports and files of a group: one, those that are open, those that are due, those of a person or an alert."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from vereda.tracing.models import MissingFile, MissingReport
from vereda.tracing.words import Way, Wish

PAGE = 200
FOUND = 2
ORDER = {Way.UNDECIDED.value: 0, Way.ALERT.value: 1, Way.TRACING.value: 3}
"""In which order a list shows files; who was found waits for an answer, and comes before who is traced."""


def report(subject: UUID, group: str, country: str) -> MissingReport | None:
    """Return a report of the group."""
    return MissingReport.objects.filter(subject=subject, group=group, country=country).first()


def file(subject: UUID, group: str, country: str) -> MissingFile | None:
    """Return a file of the group."""
    return MissingFile.objects.filter(subject=subject, group=group, country=country).first()


def file_of_country(subject: UUID, country: str) -> MissingFile | None:
    """Return a file of whatever group of the country; who may see it is decided by access."""
    return MissingFile.objects.filter(subject=subject, country=country).first()


def files_of_account(account: str, country: str) -> list[MissingFile]:
    """Return the open files that were given to an account, the oldest first."""
    rows = MissingFile.objects.filter(country=country, close_reason="", into__isnull=True).exclude(assigned=[])
    return [row for row in rows.order_by("opened_at", "subject") if account in row.assigned][:PAGE]


def of_report(report: UUID, group: str, country: str) -> list[MissingFile]:
    """Return the files of one report, in the order of their folios."""
    rows = _of(group, country).filter(report=report)
    return sorted(rows, key=lambda row: (row.opened_at, len(row.folio), row.folio))


def reports_named(subjects: Iterable[UUID]) -> dict[UUID, MissingReport]:
    """Return reports by their ids; who may see them was decided before."""
    return MissingReport.objects.in_bulk(list(subjects))


def open_files(group: str, country: str) -> list[MissingFile]:
    """Return the group's open files that stand by themselves: undecided, on alert, found, traced; of these by the next review."""
    return sorted(_open(group, country).order_by("next_on", "subject")[:PAGE], key=place_in_list)


def place_in_list(row: MissingFile) -> tuple[int, date, UUID]:
    """Return where a file stands among open ones: undecided, on alert, found, traced; of these the one that is due first."""
    return FOUND if row.located_at else ORDER[row.way], row.next_on, row.subject


def resting_files(group: str, country: str, since: datetime) -> list[MissingFile]:
    """Return the files of the group that were closed since an instant, the latest first."""
    return list(_of(group, country).filter(closed_at__gte=since).order_by("-closed_at", "subject")[:PAGE])


def due_files(group: str, country: str, today: date) -> list[MissingFile]:
    """Return the open files that have to be looked at today, or had to before.

    Who was found is among them until the file is closed: a line that went when somebody is found would say so to all who read it.
    """
    rows = _open(group, country).filter(next_on__lte=today)
    return list(rows.order_by("next_on", "subject")[:PAGE])


def undecided_files(group: str, country: str) -> list[MissingFile]:
    """Return the open files of which nobody decided whether they are an alert or traced, the oldest first."""
    rows = _open(group, country).filter(way=Way.UNDECIDED, located_at__isnull=True)
    return list(rows.order_by("opened_at", "subject")[:PAGE])


def unanswered_files(group: str, country: str) -> list[MissingFile]:
    """Return the open files of persons who were found, of which the seeker has not been told and may wait for an answer."""
    rows = _open(group, country).filter(located_at__isnull=False).order_by("located_at", "subject")
    return [row for row in rows[:PAGE] if not row.told]


def waits_for_coordination(group: str, country: str) -> bool:
    """Tell whether the coordination owes a step: somebody found waits, or a file is traced of which nobody weighed the risk.

    One word for both, and of no file: whoever reads it does not learn that somebody was found.
    """
    traced = _open(group, country).filter(way=Way.TRACING, located_at__isnull=True, risks=[])
    return traced.exists() or bool(unanswered_files(group, country))


def of_persons(persons: Iterable[UUID], group: str, country: str) -> list[MissingFile]:
    """Return the files that seek some persons, the latest first."""
    return list(_of(group, country).filter(person__in=list(persons)).order_by("-opened_at", "subject")[:PAGE])


def of_alert(alert: UUID, group: str, country: str) -> list[MissingFile]:
    """Return the files for which an alert was opened."""
    return list(_of(group, country).filter(alert=alert).order_by("folio"))


def joined_to(main: UUID, group: str, country: str) -> list[MissingFile]:
    """Return the files that were joined to one."""
    return list(_of(group, country).filter(into=main).order_by("opened_at", "subject"))


def main_of(row: MissingFile) -> MissingFile:
    """Return the file that goes on for a person: the last of the chain of joined ones, else itself."""
    seen = {row.subject}
    while row.into is not None and row.into not in seen:
        further = file(row.into, row.group, row.country)
        if further is None:
            break
        seen.add(further.subject)
        row = further
    return row


def standing_wish(row: MissingFile) -> Wish | None:
    """Return what the person of the finding that stands allows; None where they were not asked, or somebody else answered."""
    finding = main_of(row).located_entry
    return Wish(row.wish) if row.wish and finding and row.answered == finding else None


def with_folio(folio: str, group: str, country: str) -> list[MissingFile]:
    """Return the files of a folio as the seeker says it: of the report, or of one person; capitals do not matter."""
    said = folio.strip().upper()
    rows = _of(group, country).filter(folio__startswith=said) if said else MissingFile.objects.none()
    return [row for row in rows.order_by("folio")[:PAGE] if row.folio == said or row.folio.startswith(f"{said}/")]


def _of(group: str, country: str) -> QuerySet[MissingFile]:
    return MissingFile.objects.filter(group=group, country=country)


def _open(group: str, country: str) -> QuerySet[MissingFile]:
    return _of(group, country).filter(close_reason="", into__isnull=True)
