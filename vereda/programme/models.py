"""The read model of programmes. Folded from entries, disposable."""

from __future__ import annotations

from django.db import models


class ProgrammeRow(models.Model):
    """A programme. `fields`: the folded state, from which `rules.told` makes what pages read."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    code = models.CharField(max_length=24)
    from_on = models.DateField()
    fields = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["country", "from_on"], name="programme_of_country")]
