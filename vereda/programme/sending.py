"""Sending a donor report: one person proposes this very document, another one sends it; later ones are numbered versions.

What is sent is sealed (sealing.py) and never reckoned again. Why so: docs/decisions/programme.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from vereda.logbook.door import Author, Receipt, in_turn, record
from vereda.programme import errors, report, sealing
from vereda.programme.blocks import LANGUAGES, Asked, Report, day
from vereda.programme.entries import ReportProposed, ReportSent, Said
from vereda.programme.models import DonorReport
from vereda.programme.phrases import phrase
from vereda.programme.rules.sent import subject_of

type Json = dict[str, Any]  # Any: JSON of a version


@dataclass(frozen=True)
class Version:
    """A version of a report as it was sealed; said: number, content, why, changed, by, at, and who proposed it."""

    said: Json
    document: str

    def report(self, lang: str) -> Report:
        """Return the sealed report in a language, headed by which version it is and its seal."""
        made, number = sealing.report_of(self.document, lang), self.said["number"]
        on = day(datetime.fromisoformat(self.said["at"]).date(), lang)
        lines = [phrase(lang, "sent" if "proposed" in self.said else "proposed", version=number, on=on)]
        if self.said["why"]:
            lines.append(phrase(lang, "version_why", why=self.said["why"][lang]))
        lines.append(phrase(lang, "seal", content=self.said["content"]))
        return replace(made, heading=(*lines, *made.heading))


# Reading ------------------------------------------------------------------------------------------------------------


def reports_of(programme: UUID, country: str, phase: str | None = None) -> list[DonorReport]:
    """Return what was sent or waits, of a programme or of one phase, without the documents."""
    rows = DonorReport.objects.filter(country=country, programme=programme).defer("documents")
    return list((rows.filter(phase=phase) if phase else rows).order_by("phase", "period", "grant"))


def waiting(country: str) -> list[DonorReport]:
    """Return what waits for a second person."""
    return list(
        DonorReport.objects.filter(country=country, proposal__isnull=False).defer("documents").order_by("phase", "period")
    )


def sent_report(subject: UUID, country: str) -> DonorReport:
    """Return a report with its versions. Raises ReportNotProposed."""
    row = DonorReport.objects.filter(subject=subject, country=country).first()
    if row is None:
        raise errors.ReportNotProposed
    return row


def version_of(row: DonorReport, number: int) -> Version:
    """Return a version to the digit; what waits is the one after the last. Raises ReportNotAsSealed, ReportNotProposed."""
    known = [*row.versions, *([row.proposal] if row.proposal else [])]
    if not 1 <= number <= len(known):
        raise errors.ReportNotProposed
    said, document = known[number - 1], row.documents[str(number)]
    if sealing.digest(document) != said["content"]:
        raise errors.ReportNotAsSealed(version=number)
    return Version(said, document)


def changes_of(row: DonorReport, number: int, lang: str) -> list[sealing.Changed]:
    """Return what a version says otherwise than the one before; of the first nothing."""
    if number < 2:
        return []
    before, after = (sealing.report_of(version_of(row, one).document, lang) for one in (number - 1, number))
    return sealing.changes(before, after)


# Writing ------------------------------------------------------------------------------------------------------------


def propose_report(programme: UUID, asked: Asked, *, grant: str, why: Said | None = None, by: Author, at: datetime) -> Receipt:
    """Seal a report as it is now and ask that it be sent to the donor of a grant; what waited before is replaced.

    Raises CodeUnknown, ReportNothing, ReportWhyMissing, ReportSame, and seals nothing.
    """
    if grant not in asked.programme.grants:
        raise errors.CodeUnknown(value=grant)
    if asked.period.from_on > asked.today:
        raise errors.ReportNothing
    made = {lang: report.made(replace(asked, lang=lang)) for lang in LANGUAGES}
    document = sealing.document_of(made["es"], made["en"])
    subject = subject_of(programme, asked.phase.code, asked.period.code, grant)
    with in_turn("donor_report", str(subject)):
        row = DonorReport.objects.filter(subject=subject, country=by.country).first()
        before, changed = len(row.versions) if row else 0, 0
        if row and before:
            if why is None:
                raise errors.ReportWhyMissing
            changed = len(sealing.changes(sealing.report_of(version_of(row, before).document, "es"), made["es"]))
            if not changed:
                raise errors.ReportSame(version=before)
        told = ReportProposed(
            programme=programme,
            phase=asked.phase.code,
            period=asked.period.code,
            grant=grant,
            number=before + 1,
            document=document,
            content=sealing.digest(document),
            changed=changed,
            why=why if before else None,
        )
        return record(told, subject=subject, by=by, at=at)


def send_report(subject: UUID, *, content: str, by: Author, at: datetime) -> Receipt:
    """Say yes to what another person proposed: this is what the donor has. content: the seal of what was looked at.

    Raises ReportNotProposed, ReportAnotherProposed, ReportSamePerson, ReportNotAsSealed, and sends nothing.
    """
    with in_turn("donor_report", str(subject)):
        row = sent_report(subject, by.country)
        waits = row.proposal
        if waits is None:
            raise errors.ReportNotProposed
        if waits["content"] != content:
            raise errors.ReportAnotherProposed
        if waits["by"] == by.account:
            raise errors.ReportSamePerson
        version_of(row, waits["number"])
        told = ReportSent(
            programme=row.programme,
            phase=row.phase,
            period=row.period,
            grant=row.grant,
            number=waits["number"],
            proposal=waits["entry"],
            content=content,
        )
        return record(told, subject=subject, by=by, at=at)
