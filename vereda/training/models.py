"""The read models of training. Folded from entries, disposable; no name stands in a column."""

from __future__ import annotations

from django.db import models


class SessionRow(models.Model):
    """A session. group: for whose people, '' for several; own: read by one person at the own pace; `fields`: the folded state."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    begins_on = models.DateField()
    own = models.BooleanField()
    fields = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["country", "begins_on"], name="training_by_day")]


class NoticeRow(models.Model):
    """What somebody said of themselves about a session. who: account; code: of the day, or ''; is_coming: None for not said."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    session = models.UUIDField(db_index=True)
    who = models.CharField(max_length=64)
    group = models.CharField(max_length=64)
    code = models.CharField(max_length=8)
    is_coming = models.BooleanField(null=True)
    clock = models.CharField(max_length=16)


class GuestRow(models.Model):
    """Somebody of another institution. named_in: entry whose box holds the name."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    institution = models.CharField(max_length=200)
    home = models.CharField(max_length=2)
    sex = models.CharField(max_length=1)
    named_in = models.UUIDField(null=True)


class AbroadRow(models.Model):
    """A course that another country sent; `state`: as folded."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    sender = models.CharField(max_length=2)
    code = models.CharField(max_length=40)
    state = models.JSONField()


class AbroadTextRow(models.Model):
    """Its text in one language."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    course = models.UUIDField(db_index=True)
    language = models.CharField(max_length=2)
    state = models.JSONField()


class CertificateRow(models.Model):
    """A certificate. topics: of the catalogue; named_in: entry whose box holds the name as it is printed."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    session = models.UUIDField()
    who = models.CharField(max_length=64)
    guest = models.BooleanField()
    course = models.CharField(max_length=40)
    revision = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    topics = models.JSONField()
    hours = models.FloatField()
    issued_on = models.DateField()
    until_on = models.DateField(null=True)
    revoked_on = models.DateField(null=True)
    named_in = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(fields=["country", "year", "number"], name="certificate_by_number"),
            models.Index(fields=["country", "who"], name="certificate_by_person"),
        ]

    @property
    def folio(self) -> str:
        """The number as it is printed."""
        return f"{self.country.upper()}-{self.year}-{self.number:04}"
