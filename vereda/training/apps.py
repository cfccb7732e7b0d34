"""Training as a Django app: offers it to the logbook at the start."""

from __future__ import annotations

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "vereda.training"
    label = "training"
    verbose_name = "capacitación"

    def ready(self) -> None:
        from vereda.logbook.door import SubjectFold, kept_as_long_as, register
        from vereda.training import entries, lookups, tables
        from vereda.training.models import AbroadRow, AbroadTextRow, CertificateRow, GuestRow, NoticeRow, SessionRow
        from vereda.training.rules import abroad, fold

        register(
            SubjectFold(
                subject_kind=entries.SESSION,
                kinds=entries.SESSION_KINDS,
                start=fold.start,
                step=fold.session_step,
                fold_version=2,  # 2: answers as they were given, counted when they are read; changes, who is expected
                models=(SessionRow,),
                project=tables.session,
            )
        )
        register(
            SubjectFold(
                subject_kind=entries.NOTICE,
                kinds=entries.NOTICE_KINDS,
                start=fold.start,
                step=fold.notice_step,
                models=(NoticeRow,),
                project=tables.notice,
            )
        )
        register(
            SubjectFold(
                subject_kind=entries.GUEST,
                kinds=(entries.GuestNamed,),
                start=fold.start,
                step=fold.guest_step,
                models=(GuestRow,),
                project=tables.guest,
            )
        )
        register(
            SubjectFold(
                subject_kind=entries.CERTIFICATE,
                kinds=entries.CERTIFICATE_KINDS,
                start=fold.start,
                step=fold.certificate_step,
                models=(CertificateRow,),
                project=tables.certificate,
            )
        )
        register(
            SubjectFold(
                subject_kind=entries.ABROAD,
                kinds=entries.ABROAD_KINDS,
                start=abroad.start_course,
                step=abroad.step_course,
                models=(AbroadRow,),
                project=tables.abroad,
            )
        )
        register(
            SubjectFold(
                subject_kind=entries.TEXT_ABROAD,
                kinds=entries.TEXT_ABROAD_KINDS,
                start=abroad.start_text,
                step=abroad.step_text,
                models=(AbroadTextRow,),
                project=tables.abroad_text,
            )
        )
        kept_as_long_as("training", lookups.kept_too_long)
