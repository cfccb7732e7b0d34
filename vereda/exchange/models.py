"""The read models of good practice, few hundred rows a country. Folded from entries, disposable."""

from __future__ import annotations

from django.db import models


class GoodPractice(models.Model):
    """What a practice is about. state: as `rules.fold.step_practice` folds it."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    state = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["country"], name="practice_of_country")]


class PracticeText(models.Model):
    """A practice in one language. state: as `rules.fold.step_text` folds it."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    practice = models.UUIDField()
    language = models.CharField(max_length=3)
    state = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["country", "practice"], name="practice_text_of")]


class Adoption(models.Model):
    """Who took a practice up. state: as `rules.fold.step_adoption` folds it."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    practice = models.UUIDField()
    on = models.DateField()
    state = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["country", "practice"], name="practice_adoption_of")]
