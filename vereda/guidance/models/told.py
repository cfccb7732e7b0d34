"""Who was told what, without persons."""

from __future__ import annotations

from django.db import models


class ToldRow(models.Model):
    """A topic of a telling: so many people, in a language, at a version."""

    subject = models.UUIDField(db_index=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    local_on = models.DateField()
    topic = models.CharField(max_length=80)
    language = models.CharField(max_length=3)
    version = models.CharField(max_length=16)
    municipality = models.CharField(max_length=16)
    people = models.PositiveIntegerField()
    encounter = models.UUIDField(null=True)

    class Meta:
        app_label = "guidance"
        indexes = [
            models.Index(fields=["country", "local_on", "group"], name="told_of_month"),
            models.Index(fields=["encounter"], name="told_of_encounter"),
        ]
