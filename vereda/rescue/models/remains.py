"""Files of people who were found dead, as boards, lists and pages read them."""

from __future__ import annotations

from django.db import models


class Remains(models.Model):
    """One finding. Words, places and names stay in boxes: here stand the entries that hold them.

    number         how many; state, municipality: as coarse as it may stand in clear
    told_box, came_box, handed_box, received_box  entries whose box names the official; case: the number of their file
    staying        [accounts, until or None, since], or []
    belongings     [line, count, entry, author, at];  nothing: [entry, author, at] where nothing was to be seen, or []
    taken_off      [line, entry, author, at] of each time that a line was taken away
    version        of the list as it stands, '';  signed: [at, account] of who countersigned it, or []
    received       version of the list that the official signed for, ''
    matches        [entry, at, account] of notes for the forensic service
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    found_at = models.DateTimeField()
    found_by = models.CharField(max_length=16)
    setting = models.CharField(max_length=64, blank=True)
    circumstance = models.CharField(max_length=16)
    state = models.CharField(max_length=8, blank=True)
    municipality = models.CharField(max_length=16, blank=True)
    mission = models.UUIDField(null=True, db_index=True)
    patrol = models.UUIDField(null=True)
    team = models.UUIDField(null=True)
    encounter = models.UUIDField(db_index=True)
    finders = models.JSONField()
    where = models.UUIDField(null=True)
    told_at = models.DateTimeField(null=True)
    told_to = models.CharField(max_length=64, blank=True)
    told_how = models.CharField(max_length=16, blank=True)
    told_box = models.UUIDField(null=True)
    came_at = models.DateTimeField(null=True)
    came_box = models.UUIDField(null=True)
    case = models.UUIDField(null=True)
    staying = models.JSONField()
    handed_at = models.DateTimeField(null=True)
    handed_box = models.UUIDField(null=True)
    belongings = models.JSONField()
    nothing = models.JSONField()
    taken_off = models.JSONField(default=list)
    version = models.CharField(max_length=16, blank=True)
    signed = models.JSONField()
    received_at = models.DateTimeField(null=True)
    received = models.CharField(max_length=16, blank=True)
    received_box = models.UUIDField(null=True)
    matches = models.JSONField()
    match_given_at = models.DateTimeField(null=True)
    is_withdrawn = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["country", "group", "-found_at"], name="remains_of_group")]
