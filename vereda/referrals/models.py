"""Read models of referrals: that there is one, of which class, how it goes. All else stands in boxes. Disposable."""

from __future__ import annotations

from django.db import models


class Referral(models.Model):
    """One referral.

    within        class of which it is: who does not hold it sees no row
    sent          entry whose boxes hold to what help, to whom, and what is told; classes: of those boxes
    mark          keyed, of the referral and its receiver in the directory
    opened_at     first time; elsewhere: how often the words were entered in another browser
    is_contested  two answers stand that say otherwise
    notes         [entry, at, way], the oldest first
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    folio = models.CharField(max_length=40)
    within = models.CharField(max_length=16)
    basis = models.CharField(max_length=16)
    encounter = models.UUIDField(null=True, db_index=True)
    person = models.UUIDField(null=True, db_index=True)
    consent = models.UUIDField(null=True, db_index=True)
    sent = models.UUIDField()
    classes = models.JSONField()
    made_at = models.DateTimeField()
    local_on = models.DateField()
    made_by = models.CharField(max_length=64)
    status = models.CharField(max_length=16)
    digest = models.CharField(max_length=64, blank=True, db_index=True)
    until = models.DateTimeField(null=True)
    mark = models.CharField(max_length=64, blank=True)
    holder = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField(null=True)
    elsewhere = models.PositiveIntegerField()
    answer = models.CharField(max_length=16, blank=True)
    reason = models.CharField(max_length=16, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=16, blank=True)
    is_contested = models.BooleanField()
    arrived_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    recalled_at = models.DateTimeField(null=True)
    recalled_for = models.CharField(max_length=24, blank=True)
    reminded_at = models.DateTimeField(null=True)
    notes = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["country", "group", "status", "-made_at"], name="referral_of_group"),
            models.Index(fields=["country", "status", "-made_at"], name="referral_of_country"),
        ]


class Place(models.Model):
    """What a place of the directory said of itself, without any person.

    group    that wrote first; of a practice, its own
    free     for whom -> how many, by the last count and what changed since; null: nobody counted yet
    told     hours, serves, languages, telephone, seen, when: as it was told last; null: nothing was
             own: [telephone, instant] as the place said it with its account
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    place = models.CharField(max_length=64)
    free = models.JSONField(null=True)
    said_at = models.DateTimeField(null=True)
    said_by = models.CharField(max_length=64, blank=True)
    said_way = models.CharField(max_length=16, blank=True)
    changed_at = models.DateTimeField(null=True)
    told = models.JSONField(null=True)

    class Meta:
        db_table = "referrals_place"
        indexes = [models.Index(fields=["country", "place"], name="referrals_place_code")]
