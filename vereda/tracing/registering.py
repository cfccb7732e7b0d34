"""What tracing offers to the logbook: reports, and the files of persons sought."""

from __future__ import annotations

from vereda.logbook.door import SubjectFold, kept_as_long_as, register
from vereda.tracing import facts, tables
from vereda.tracing.entries import file as file_entries
from vereda.tracing.entries import found as found_entries
from vereda.tracing.entries import match as match_entries
from vereda.tracing.entries import report as report_entries
from vereda.tracing.lookups import retention
from vereda.tracing.models import MissingFile, MissingReport
from vereda.tracing.rules import file as file_rules
from vereda.tracing.rules import report as report_rules


def offer_all() -> None:
    """Offer reports and files. A file names its person: erasing the person destroys the free text of file and report as well."""
    register(
        SubjectFold(
            subject_kind="missing_report",
            kinds=report_entries.KINDS,
            start=report_rules.start,
            step=report_rules.step,
            fold_version=2,  # 2: a poster until a day
            models=(MissingReport,),
            project=tables.report,
            facts=facts.report_facts,
            counted_on=report_rules.received_on,
        )
    )
    register(
        SubjectFold(
            subject_kind="missing_file",
            kinds=(*file_entries.KINDS, *found_entries.KINDS, *match_entries.KINDS),
            start=file_rules.start,
            step=file_rules.step,
            fold_version=3,  # 2: a wish holds for the finding it answers; 3: who looked at a match, who works on it
            models=(MissingFile,),
            project=tables.file,
            facts=facts.file_facts,
            counted_on=file_rules.located_on,
            linked=file_rules.persons_of,
            told_in=file_rules.reports_of,
            known_as=file_rules.folios_of,
        )
    )
    kept_as_long_as("tracing", retention.kept_too_long)
