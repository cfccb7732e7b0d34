"""Read models of what goes between countries. Folded from entries, disposable."""

from __future__ import annotations

from django.db import models

from vereda.bundles.rules.card import Card


class Partner(models.Model):
    """Another installation. content: by kind, what of its public material lies here; card: as it says of itself."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    fingerprint = models.CharField(max_length=32)
    standing = models.CharField(max_length=16)
    card = models.JSONField()
    proposed_by = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    trusted_by = models.CharField(max_length=64, blank=True)
    trusted_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=64, blank=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_for = models.CharField(max_length=16, blank=True)
    content = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["country", "fingerprint"], name="between_fingerprint")]

    def __str__(self) -> str:
        return self.fingerprint

    @property
    def told(self) -> Card:
        """Return the card."""
        return Card.model_validate(self.card)


class Exchanged(models.Model):
    """A bundle that went, came, or was refused (code). left: what of it was not taken."""

    subject = models.UUIDField()
    country = models.CharField(max_length=2)
    bundle = models.UUIDField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    direction = models.CharField(max_length=8)
    made_at = models.DateTimeField(null=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    way = models.CharField(max_length=8, blank=True)
    content = models.JSONField()
    left = models.JSONField()
    code = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-at"], name="between_exchanged"),
            models.Index(fields=["country", "-at"], name="between_exchanged_last"),
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.at:%Y-%m-%d}"


class Crossing(models.Model):
    """A referral that goes to a group of another installation. received_at: when we heard that it is there."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    referral = models.UUIDField(db_index=True)
    partner = models.CharField(max_length=32)
    post = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["country", "partner", "-made_at"], name="between_crossing")]

    def __str__(self) -> str:
        return str(self.referral)


class Handed(models.Model):
    """A person whom another country handed on to a group here. All that is told stands in boxes.

    within   class of which it is: who does not hold it sees no row
    theirs   the referral over there; sent: entry whose boxes hold what is told, of these classes
    notes    [entry, at], the oldest first; said: what -> the entry that says it
    """

    made_by = ""  # nobody of the house: as a referral is looked at (referrals/rights.py)

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    partner = models.CharField(max_length=32)
    theirs = models.UUIDField()
    folio = models.CharField(max_length=40)
    within = models.CharField(max_length=16)
    made_at = models.DateTimeField()
    sent_by = models.CharField(max_length=200)
    sent = models.UUIDField()
    classes = models.JSONField()
    came_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    status = models.CharField(max_length=16)
    answer = models.CharField(max_length=16, blank=True)
    reason = models.CharField(max_length=16, blank=True)
    answered_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    recalled_at = models.DateTimeField(null=True)
    recalled_for = models.CharField(max_length=24, blank=True)
    notes = models.JSONField()
    said = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["country", "group", "-came_at"], name="between_handed_group"),
            models.Index(fields=["country", "partner", "-changed_at"], name="between_handed_partner"),
        ]

    def __str__(self) -> str:
        return self.folio
