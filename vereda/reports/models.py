"""Read models of reports, operations and switches. Folded from entries, disposable."""

from __future__ import annotations

from django.db import models


class DailyReport(models.Model):
    """A post's day: what it said of it, and what the state office asked and corrected. Without a statement: nothing was sent."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    on = models.DateField()
    sent_at = models.DateTimeField(null=True)
    statements = models.JSONField()
    corrections = models.JSONField()
    questions = models.JSONField()
    waiting = models.PositiveIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["country", "on", "group"], name="daily_report_of_day"),
            models.Index(fields=["country", "group"], name="daily_report_asked", condition=models.Q(waiting__gt=0)),
        ]


class StateReport(models.Model):
    """A state's day: the sums that its office signed, and what headquarters asked and corrected."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    state = models.CharField(max_length=8)
    on = models.DateField()
    sent_at = models.DateTimeField(null=True)
    statements = models.JSONField()
    corrections = models.JSONField()
    questions = models.JSONField()
    waiting = models.PositiveIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["country", "on", "state"], name="state_report_of_day"),
            models.Index(fields=["country", "state"], name="state_report_asked", condition=models.Q(waiting__gt=0)),
        ]


class NationalReport(models.Model):
    """The country's day, as headquarters signed it."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    on = models.DateField()
    sent_at = models.DateTimeField(null=True)
    statements = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["country", "on"], name="national_report_of_day")]


class Operation(models.Model):
    """An operation in one group. `tag` is the same in each of its groups; `left_out`: record -> what it is."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    tag = models.UUIDField()
    name = models.CharField(max_length=80)
    from_on = models.DateField()
    until_on = models.DateField()
    is_ended = models.BooleanField()
    left_out = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["country", "tag"], name="operation_by_tag"),
            models.Index(fields=["country", "group", "from_on"], name="operation_of_group"),
        ]


class ServiceSwitch(models.Model):
    """A service or category that a group switched. `days`: first day -> whether it is given from then on."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    what = models.CharField(max_length=16)
    code = models.CharField(max_length=64)
    days = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["country", "group"], name="switch_of_group")]
