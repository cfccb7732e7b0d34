"""Read model of first-aid records: of which encounter, and in which entries the sealed words stand. Disposable."""

from __future__ import annotations

from django.db import models


class FirstAid(models.Model):
    """One record.

    told, outcome      [entry, at, author], the one that stands last; several: written without knowing of each other
    vitals, treatments, triages [line, entry, at, author], the oldest first
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    encounter = models.UUIDField(db_index=True)
    person = models.UUIDField(null=True)
    author = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    local_on = models.DateField()
    told = models.JSONField()
    vitals = models.JSONField()
    treatments = models.JSONField()
    triages = models.JSONField(default=list)
    outcome = models.JSONField()
    is_withdrawn = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["country", "group", "-opened_at"], name="first_aid_of_group")]
