"""Read model of children's paths: for which encounter, open or closed. What is known of a child is in boxes."""

from __future__ import annotations

from django.db import models


class ChildPath(models.Model):
    """One file, of sisters and brothers together.

    calls    [instant, office, channel, answered];  rang: [instant, to, office]; both in the order of their hours
    is_answered, is_with_us, signed_at, signed_office   as the country's offices for children answered and signed; no other counts
    signed, vehicle, wishes, best_interests   entries whose boxes hold it
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    encounters = models.JSONField()
    children = models.PositiveIntegerField()
    steps = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=64, blank=True)
    calls = models.JSONField(default=list)
    rang = models.JSONField(default=list)
    is_answered = models.BooleanField(default=False)
    is_with_us = models.BooleanField(default=True)
    signed_at = models.DateTimeField(null=True)
    signed = models.UUIDField(null=True)
    signed_office = models.CharField(max_length=64, blank=True, default="")
    vehicle = models.UUIDField(null=True)
    wishes = models.UUIDField(null=True)
    best_interests = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["country", "group", "-opened_at"], name="child_path_of_group")]


class ProtectionCase(models.Model):
    """One case.

    asked      entry whose box says why;  asked_by: the account that asked
    encounters, persons   whom it holds, by id
    steps      [instant, entry, next day, line];  shares: [line, account, consent, entry]
    screened   [entry, instant], the oldest first
    picture, difficulty, survivor, torture, safety_plan   entries whose boxes hold the latest
    next_on    when somebody must look again;  ended: entry whose box says how it ended
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    folio = models.CharField(max_length=40)
    asked_at = models.DateTimeField()
    local_on = models.DateField()
    asked_by = models.CharField(max_length=64)
    asked = models.UUIDField()
    encounters = models.JSONField()
    persons = models.JSONField()
    workers = models.JSONField()
    steps = models.JSONField()
    shares = models.JSONField()
    screened = models.JSONField()
    picture = models.UUIDField(null=True)
    difficulty = models.UUIDField(null=True)
    survivor = models.UUIDField(null=True)
    torture = models.UUIDField(null=True)
    safety_plan = models.UUIDField(null=True)
    next_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    ended = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["country", "group", "-asked_at"], name="protection_case_of_group")]


class ProtectionCaseName(models.Model):
    """What a case is found by: an account that carries it or to which a part is shared, an encounter, a person.

    what    worker, adviser, encounter, person;  name: its id
    """

    subject = models.UUIDField(db_index=True)
    what = models.CharField(max_length=16)
    name = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["what", "name"], name="protection_case_found_by")]


class Screener(models.Model):
    """An account that was trained to screen, and until when."""

    subject = models.UUIDField(primary_key=True)
    account = models.CharField(max_length=64, db_index=True)
    until_on = models.DateField()
