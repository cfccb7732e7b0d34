"""Read models of a post's day: shifts, patrols, plans, rosters, hand-overs, agreements. Folded from entries, disposable."""

from __future__ import annotations

from django.db import models


class Shift(models.Model):
    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    started_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    members = models.JSONField()

    class Meta:
        indexes = [
            models.Index(fields=["country", "group", "-started_at"], name="shift_of_group"),
            models.Index(fields=["country", "group"], name="shift_open", condition=models.Q(ended_at=None)),
        ]


class Patrol(models.Model):
    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    route = models.CharField(max_length=80)
    team = models.JSONField()
    vehicles = models.JSONField()
    departed_at = models.DateTimeField()
    departed_on = models.DateField()
    due_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    hear_by = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    kilometres = models.PositiveIntegerField(null=True)
    patrols = models.PositiveIntegerField()
    driver = models.CharField(max_length=64, default="")
    named_route = models.UUIDField(null=True)
    is_withdrawn = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["country", "group", "-departed_at"], name="patrol_of_group"),
            models.Index(fields=["country", "group", "departed_on"], name="patrol_of_day"),
            models.Index(fields=["country", "group"], name="patrol_out", condition=models.Q(returned_at=None)),
        ]


class Turn(models.Model):
    """A named turn of a post, with its hours on the wall clock."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    name = models.CharField(max_length=40)
    begins = models.CharField(max_length=5)
    ends = models.CharField(max_length=5)
    is_retired = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["country", "group"], name="turn_of_group")]


class RosterDay(models.Model):
    """Who is planned on a day. duties: [{turn, member, zone}]."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    on = models.DateField()
    duties = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["country", "group", "on"], name="roster_of_group")]


class LentStaff(models.Model):
    """Somebody lent, without account here. The name stands in the box of entry `named_in`."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    from_group = models.CharField(max_length=64, blank=True)
    agreement = models.UUIDField(null=True)
    until_on = models.DateField(null=True)
    named_in = models.UUIDField(null=True)
    is_back = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["country", "group"], name="lent_to_group")]


class Handover(models.Model):
    """A hand-over. What was handed over stands in the box of entry `given_in`, a remark in that of `signed_in`."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=64)
    given_in = models.UUIDField()
    sheet = models.CharField(max_length=64)
    shift = models.UUIDField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_by = models.CharField(max_length=64, blank=True)
    signed_in = models.UUIDField(null=True)
    has_remark = models.BooleanField()
    is_withdrawn = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["country", "group", "-given_at"], name="handover_of_group"),
            models.Index(fields=["country", "group"], name="handover_unsigned", condition=models.Q(signed_at=None)),
        ]


class NamedRoute(models.Model):
    """A route of the post."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    number = models.CharField(max_length=10, blank=True)
    name = models.CharField(max_length=60)
    zone = models.CharField(max_length=40, blank=True)
    check_in_min = models.PositiveIntegerField(null=True)
    is_retired = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["country", "group"], name="route_of_group")]


class PatrolPlan(models.Model):
    """A team that is to go out. Whether it did is said by the patrol (`rules.routes.patrol_of_plan`)."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    on = models.DateField()
    leaves = models.CharField(max_length=5)
    back_after_min = models.PositiveIntegerField(null=True)
    route = models.UUIDField(null=True)
    route_said = models.CharField(max_length=80)
    team = models.JSONField()
    vehicles = models.JSONField()
    driver = models.CharField(max_length=64, blank=True)
    check_in_min = models.PositiveIntegerField(null=True)
    is_cancelled = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["country", "group", "on"], name="patrol_plan_of_group")]


class Agreement(models.Model):
    """What an institution or a firm lends, and until when."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    counterpart_kind = models.CharField(max_length=64)
    counterpart = models.CharField(max_length=120)
    lent = models.JSONField()
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    source = models.CharField(max_length=200)
    renewed_by = models.CharField(max_length=200, blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["country", "group"], name="agreement_of_group")]


class Volunteer(models.Model):
    """A volunteer without account. Name and telephone stand in the box of entry `named_in`."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    signed_on = models.DateField(null=True)
    trained_on = models.DateField(null=True)
    conduct_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    named_in = models.UUIDField(null=True)
    has_left = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["country", "group"], name="volunteer_of_group")]


class CallNumber(models.Model):
    """The number of a group that a migrant may ring, and who rang it last. Whether it is shown is said by `rules.call_number`."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    number = models.CharField(max_length=16)
    kept_by = models.CharField(max_length=64)
    verified_at = models.DateTimeField(null=True)
    verified_by = models.CharField(max_length=64, blank=True)
    tested_at = models.DateTimeField(null=True)
    tested_by = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["country", "group"], name="call_number_of_group")]
