"""Read models of persons and of what they allowed: codes only; names stay in their boxes. Folded from entries, disposable."""

from __future__ import annotations

from django.db import models


class Person(models.Model):
    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64, db_index=True)
    nationality = models.CharField(max_length=2)
    sex = models.CharField(max_length=1)
    age_band = models.CharField(max_length=6)
    identity_entry = models.UUIDField(null=True)
    erasure_asked_by = models.CharField(max_length=64, blank=True)
    erasure_asked_at = models.DateTimeField(null=True)
    reached_by = models.CharField(max_length=64, blank=True)
    """Who erased another record of the same person; whether this one goes too is decided above groups, who never learn of it."""
    reached_at = models.DateTimeField(null=True)

    class Meta:
        # Of those that wait alone: of a million persons a few do.
        indexes = [
            models.Index(
                fields=["country", "erasure_asked_at"],
                name="person_erasure_asked",
                condition=models.Q(erasure_asked_at__isnull=False),
            ),
            models.Index(
                fields=["country", "reached_at"], name="person_erasure_reached", condition=models.Q(reached_at__isnull=False)
            ),
        ]


class Consent(models.Model):
    """One reading. allowed: purposes that hold now; texts: [purpose, version, language]; boxes: entry of witness and key."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    person = models.UUIDField(null=True, db_index=True)
    encounter = models.UUIDField(null=True, db_index=True)
    asked_at = models.DateTimeField()
    local_on = models.DateField()
    asked_by = models.CharField(max_length=64)
    mode = models.CharField(max_length=16, blank=True)
    allowed = models.JSONField()
    refused = models.JSONField()
    texts = models.JSONField()
    withdrawn_at = models.DateTimeField(null=True)
    boxes = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["country", "group", "-asked_at"], name="consent_of_group")]


class ConsentCode(models.Model):
    """A code that takes a reading back: its beginning, by which it is found, and its digest. entry: whose box holds the key."""

    subject = models.UUIDField(db_index=True)
    country = models.CharField(max_length=2)
    entry = models.UUIDField()
    begins = models.CharField(max_length=4)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["country", "begins"], name="consent_code_begins")]


class OverMonths(models.Manager["CardMonth"]):
    """Months that are over. The one that runs is in no backup: two would tell on which day a card was noted."""

    def get_queryset(self) -> models.QuerySet[CardMonth]:
        return super().get_queryset().filter(is_over=True)


class CardMonth(models.Model):
    """The cards noted in a month, sealed as one under the key of the year: digests by their own order, and nothing of when.

    month  its first day;  cards: see `rules.noted`
    """

    country = models.CharField(max_length=2)
    month = models.DateField()
    cards = models.BinaryField()
    is_over = models.BooleanField(default=False)

    over = OverMonths()  # the first is what a backup takes
    every = models.Manager["CardMonth"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["country", "month"], name="card_month_once")]


class CardCount(models.Model):
    """What was counted of the cards of a month: no cell of fewer than ten, all others rounded.

    estimate  of individuals from January to the end of the month (`rules.noted.told_of`); None: there is none
    """

    country = models.CharField(max_length=2)
    month = models.DateField()
    counted_at = models.DateTimeField()
    rows = models.JSONField()
    estimate = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["country", "month"], name="card_count_once")]


class PersonLink(models.Model):
    """What stands of two records.

    says      same, different or unsure; '' where all was taken back, or (is_split) where two differ who knew not of each other
    said_at   of what stands [ISO, as the entry claims];  agreed: persons who say that both are one
    words     [entry, says, author, at, by_program, because, undone: [entry, author, at, reason] or null], the oldest first
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    left = models.UUIDField(db_index=True)
    right = models.UUIDField(db_index=True)
    says = models.CharField(max_length=16, blank=True)
    is_split = models.BooleanField()
    said_at = models.CharField(max_length=40, blank=True)
    agreed = models.PositiveIntegerField()
    words = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["country", "says"], name="person_link_of_country")]


class LinkWord(models.Model):
    """One decision on a pair that was not taken back, by which its author finds it."""

    subject = models.UUIDField(db_index=True)
    country = models.CharField(max_length=2)
    entry = models.UUIDField()
    author = models.CharField(max_length=64)
    said_at = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["country", "author", "-said_at"], name="link_word_of_author")]


class ExpectedOfErased(models.Model):
    """How many matches of an erased record were expected when the matching saw it last, so that no estimate jumps."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    nationality = models.CharField(max_length=2)
    expected = models.FloatField()


class PairToReview(models.Model):
    """Two records that may be one person, as the last matching found them. Made anew by each, in no backup, gone with either.

    Some are here because they were drawn, by chance (`rules.sample`): what is said of them tells how far the matching is right.

    weight    log2 of the odds that both are one person
    chance    with which it was drawn [above 0, to 1]; None: it was not
    is_below  too unlikely to be here for its own sake
    turn      in which order pairs are shown
    """

    link = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    left = models.UUIDField(db_index=True)
    right = models.UUIDField(db_index=True)
    weight = models.FloatField()
    probability = models.FloatField()
    model = models.CharField(max_length=64, blank=True)
    found_at = models.DateTimeField()
    chance = models.FloatField(null=True)
    is_below = models.BooleanField(default=False)
    turn = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["country", "turn", "link"], name="pair_to_review_turn")]


class MatchedRecord(models.Model):
    """A record that the last matching saw: how many matches of it are expected. Made anew by each, in no backup."""

    person = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2, db_index=True)
    nationality = models.CharField(max_length=2)
    expected = models.FloatField()
    model = models.CharField(max_length=64, blank=True)


class PeriodEstimated(models.Model):
    """What was estimated of a period when its counts were such: made anew when they change, in no backup.

    state      of what it was made of;  made_at: None while it is only asked for
    told       estimates and counts, exact and without persons;  took_ms: how long that took
    wanted_at  somebody asked for it, and it takes too long to be made while they wait; None: nobody waits
    """

    country = models.CharField(max_length=2)
    from_on = models.DateField()
    to_on = models.DateField()
    state = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True)
    told = models.JSONField(null=True)
    took_ms = models.PositiveIntegerField(default=0)
    wanted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["country", "from_on", "to_on"], name="period_estimated_once")]
