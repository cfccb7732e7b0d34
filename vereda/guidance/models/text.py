"""Texts and numbers, as the library reads them: few hundred rows a country, each with its whole history.

What is published on a day follows from the state, the pack and the day (`rules.effective`), and so it is not a column.
"""

from __future__ import annotations

from django.db import models


class GuidanceText(models.Model):
    """A topic in a language. state: as `rules.text.step` folds it."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    topic = models.CharField(max_length=80)
    language = models.CharField(max_length=3)
    state = models.JSONField()

    class Meta:
        app_label = "guidance"
        indexes = [models.Index(fields=["country", "language", "topic"], name="guidance_text_of_language")]


class CorrectedNumber(models.Model):
    """A number of the pack that was corrected or rung. state: as `rules.number.step` folds it."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    hotline = models.CharField(max_length=120)
    state = models.JSONField()

    class Meta:
        app_label = "guidance"
        indexes = [models.Index(fields=["country", "hotline"], name="corrected_number_of_country")]
