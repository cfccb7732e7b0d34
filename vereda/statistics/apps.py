"""Statistics as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "vereda.statistics"
    label = "statistics"
    verbose_name = "números"

    def ready(self) -> None:
        from vereda.logbook import door as logbook
        from vereda.statistics import actions, by_hand, editions, entries, models, tables

        logbook.on_counted(actions.mark_dirty)
        logbook.register(
            logbook.SubjectFold(
                subject_kind=entries.EDITION,
                kinds=entries.KINDS,
                start=editions.start,
                step=editions.step,
                models=(models.Edition,),
                project=tables.edition,
                is_erasable=False,
            )
        )
        logbook.register(
            logbook.SubjectFold(
                subject_kind=entries.PAST_YEAR,
                kinds=entries.PAST_KINDS,
                start=by_hand.start,
                step=by_hand.step,
                models=(models.PastYear,),
                project=tables.past_year,
                is_erasable=False,
            )
        )
