"""The read models of notes to the press. Folded from entries, disposable."""

from __future__ import annotations

from django.db import models


class Contact(models.Model):
    """An official whom the press may ask. told: as it was noted last."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    office = models.CharField(max_length=200)
    valid_until = models.DateField()
    told = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["country", "office"], name="press_contact_of_country")]

    def __str__(self) -> str:
        return self.office


class Note(models.Model):
    """A note: the draft that waits, who approved which words, and every revision as it was published.

    period  of the last revision, or of the draft
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    period = models.CharField(max_length=7)
    draft = models.JSONField(null=True)
    approvals = models.JSONField()
    revisions = models.JSONField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["country", "changed_at"], name="press_note_of_country")]

    def __str__(self) -> str:
        return f"{self.country} {self.period}"
