"""Plans of searches."""

from __future__ import annotations

from django.db import models


class PlannedSearch(models.Model):
    """The plan of a mission that stands. Points and judgements stay in boxes; here are the entries that hold them.

    plan      the entry that made it;  points: [role, order, entry]
    searched  {line, at, author, team, hours, speed_kmh, sweep_m, pod, pod_answers, wide_m, tall_m, where: entry}, or
              {line, at, author, track, sweep_m, sweep_answers_m}
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    mission = models.UUIDField(db_index=True)
    plan = models.UUIDField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)
    points = models.JSONField(default=list)
    searched = models.JSONField(default=list)
