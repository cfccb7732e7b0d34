"""Read models of reports and of the files of persons sought: codes only; names, places and words stay in boxes. Disposable."""

from __future__ import annotations

from django.db import models


class MissingReport(models.Model):
    """One report. seeker, note: entries whose boxes hold them.

    local_on      day at the post on which it was told
    poster_until  last day on which a poster with the name of who seeks may hang
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    folio = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    local_on = models.DateField()
    seek_from = models.CharField(max_length=64)
    relation = models.CharField(max_length=64)
    language = models.CharField(max_length=64, blank=True)
    consent = models.JSONField()
    encounter = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    poster_until = models.DateField(null=True)
    seeker = models.UUIDField(null=True)
    note = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["country", "group", "-opened_at"], name="missing_report_of_group")]


class MissingFile(models.Model):
    """The file of one person sought.

    way        undecided, alert or tracing; alert: the one that was opened last
    next_on    when it is looked at again
    reviews    [entry, at, author, looked, next_on], the oldest first;  told: [entry, at, what, author]
    leads      {lead, at, author, source, reliability, seen_on, place, words: entry or ''}, the latest first
    located_entry   the finding that stands;  answered: the finding whose person said `wish`, here or in the file joined to
    risks      entries whose boxes hold the risk checks that stand; forensic_entry: the one that holds the case number
    matches    by pair: [author, says, at, entry] of each who looked;  assigned: accounts that work on it besides the group
    described, where, note   entries whose boxes hold them
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    report = models.UUIDField(db_index=True)
    person = models.UUIDField(db_index=True)
    folio = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    local_on = models.DateField()
    nationality = models.CharField(max_length=2)
    sex = models.CharField(max_length=1)
    age_band = models.CharField(max_length=6)
    language = models.CharField(max_length=64, blank=True)
    last_contact_at = models.DateTimeField(null=True)
    last_contact_by = models.CharField(max_length=64)
    state = models.CharField(max_length=8, blank=True)
    municipality = models.CharField(max_length=16, blank=True)
    h3_5 = models.CharField(max_length=15, blank=True)
    danger = models.JSONField()
    way = models.CharField(max_length=16)
    alert = models.UUIDField(null=True, db_index=True)
    next_on = models.DateField()
    reviews = models.JSONField()
    leads = models.JSONField()
    located_at = models.DateTimeField(null=True)
    located_on = models.DateField(null=True)
    located_by = models.CharField(max_length=16, blank=True)
    located_author = models.CharField(max_length=64, blank=True)
    encounter = models.UUIDField(null=True, db_index=True)
    mission = models.UUIDField(null=True)
    located_entry = models.UUIDField(null=True)
    wish = models.CharField(max_length=16, blank=True)
    answered = models.UUIDField(null=True)
    risks = models.JSONField()
    told = models.JSONField()
    forensic = models.CharField(max_length=64, blank=True)
    forensic_entry = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=16, blank=True)
    matches = models.JSONField()
    assigned = models.JSONField()
    into = models.UUIDField(null=True, db_index=True)
    described = models.UUIDField(null=True)
    where = models.UUIDField(null=True)
    note = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["country", "group", "-opened_at"], name="missing_file_of_group"),
            models.Index(fields=["country", "group", "close_reason", "next_on"], name="missing_file_due"),
            models.Index(fields=["country", "group", "located_on"], name="missing_file_located"),
        ]
