"""Which months must be written again before anybody reads a number from them, and whose files they are."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import models


class DirtyMonth(models.Model):
    """A month whose facts changed since its file was written.

    mark  new at each marking: a month marked again while it is being written stays dirty
    """

    country = models.CharField(max_length=2)
    month = models.DateField()  # its first day
    mark = models.UUIDField(default=uuid4)
    marked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["country", "month"], name="statistics_one_mark_a_month")]

    def __str__(self) -> str:
        return f"{self.country} {self.month:%Y-%m}"


class FactsFolder(models.Model):
    """The folder of a country's facts belongs to this database: its index holds the same token.

    A folder left over from another database, or from before a restore, has another one and is written anew.
    """

    country = models.CharField(max_length=2, unique=True)
    token = models.UUIDField(default=uuid4)

    def __str__(self) -> str:
        return self.country


class Edition(models.Model):
    """An edition: its revisions, each with the SHA-256 of its manifest, and what waits for a second person. Folded, disposable.

    period    '2011-12', or '2011' of a year
    proposal  what was proposed and not published yet; None: nothing
    returned  what was proposed and sent back, or taken back: by whom, and why
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    origin = models.CharField(max_length=8)
    series = models.CharField(max_length=64)
    period = models.CharField(max_length=7)
    proposal = models.JSONField(null=True)
    returned = models.JSONField(default=list)
    revisions = models.JSONField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["country", "period"], name="edition_of_period")]

    def __str__(self) -> str:
        return f"{self.country} {self.name}"

    @property
    def name(self) -> str:
        """The name of its folder."""
        return f"press-{self.series}-{self.period}" if self.series else self.period

    @property
    def sent_back(self) -> Any:  # Any: JSON, as the fold keeps it
        """Why what was last proposed for the next revision did not come out; None: nothing was."""
        last = self.returned[-1] if self.returned else None
        return last if last and last["revision"] == len(self.revisions) + 1 else None


class PastYear(models.Model):
    """What an office had counted by hand in a year, before it counted here: never among counts. Folded, disposable.

    series  as `entries.PastSeries`, each with twelve months
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    year = models.IntegerField()
    source = models.CharField(max_length=400)
    series = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["country", "year"], name="past_year_of_country")]

    def __str__(self) -> str:
        return f"{self.country} {self.year}"
