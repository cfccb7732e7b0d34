"""Missions, and the teams that are on them."""

from __future__ import annotations

from django.db import models


class Mission(models.Model):
    """One search or rescue. Words and places stay in boxes: here stand the entries that hold them.

    attempts  [line, begun at, ended at or '', result or '']
    sitreps   [entry, at, author, whether it has words, team or ''];  after: the same without team
    clues     {line, at, author, what, team, words: entry or '', where: entry or ''}
    found     {line, at, people, encounter, team, where: entry or ''}
    silent    [since, at, numbers]: when headquarters did not hear the post
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    folio = models.CharField(max_length=40)
    terrain = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=64, blank=True)
    where = models.UUIDField(null=True)
    attempts = models.JSONField(default=list)
    sitreps = models.JSONField(default=list)
    clues = models.JSONField(default=list)
    found = models.JSONField(default=list)
    after = models.JSONField(default=list)
    silent = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["country", "group", "-opened_at"], name="mission_of_group")]


class MissionTeam(models.Model):
    """One team on one outing of a mission.

    means  [{code, number}];  heard: [at, channel, account];  seen: [at, account, group]
    rang   [since, step, 'post' or 'central', at, numbers]
    """

    subject = models.UUIDField(db_index=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    team = models.UUIDField(db_index=True)
    attempt = models.CharField(max_length=36)
    call_sign = models.CharField(max_length=20)
    members = models.JSONField()
    means = models.JSONField()
    check_in_min = models.PositiveIntegerField()
    grace_min = models.PositiveIntegerField()
    dispatched_at = models.DateTimeField()
    meet_at = models.DateTimeField(null=True)
    where = models.UUIDField(null=True)
    departed_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    stood_down_at = models.DateTimeField(null=True)
    is_out = models.BooleanField()
    heard = models.JSONField()
    seen = models.JSONField()
    rang = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["is_out", "country", "group"], name="mission_team_out")]
