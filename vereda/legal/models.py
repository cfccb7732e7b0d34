"""Read models of legal cases: persons by id, hours, lines. What a case is about stays in boxes. Disposable."""

from __future__ import annotations

from django.db import models


class LegalCase(models.Model):
    """One case.

    told      entry whose box says what it is about;  answer: the one with the word for who has the receipt
    receipt   SHA-256 of the words of the receipt, '' without one
    steps     [line, entry];  items: [line, entry, [entries that passed it on, in order]]
    returns   [request, {asked, seconded, taken_back, departed}], each {entry: [instant, author]}
    ended     entry whose box says how it ended
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    folio = models.CharField(max_length=40)
    person = models.UUIDField(null=True, db_index=True)
    encounter = models.UUIDField(null=True, db_index=True)
    opened_at = models.DateTimeField()
    local_on = models.DateField()
    receipt = models.CharField(max_length=64, blank=True, db_index=True)
    told = models.UUIDField()
    answer = models.UUIDField(null=True)
    advisers = models.JSONField()
    steps = models.JSONField()
    items = models.JSONField()
    returns = models.JSONField()
    closed_at = models.DateTimeField(null=True)
    ended = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["country", "group", "-opened_at"], name="legal_case_of_group"),
            models.Index(fields=["country", "opened_at"], name="legal_case_open", condition=models.Q(closed_at__isnull=True)),
        ]


class CaseAccount(models.Model):
    """An account that works on a case: its cases are found by it."""

    subject = models.UUIDField(db_index=True)
    account = models.CharField(max_length=64, db_index=True)


class LegalTerm(models.Model):
    """A term that runs, or ran, in a case.

    started, extended, ended   entries whose boxes say which term, why longer, how it ended
    rang      [instant, to], the oldest first; what rang before it was extended is left out
    seen_at   when somebody last said that they answer for it
    """

    subject = models.UUIDField(db_index=True)
    term = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    remind_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    started = models.UUIDField()
    extended = models.JSONField()
    seen_at = models.DateTimeField(null=True)
    rang = models.JSONField()
    ended_at = models.DateTimeField(null=True)
    ended = models.UUIDField(null=True)

    class Meta:
        # Of those that run alone: of ten years of terms nearly all are over.
        indexes = [models.Index(fields=["remind_at"], name="legal_term_running", condition=models.Q(ended_at__isnull=True))]
