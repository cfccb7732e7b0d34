"""Tables of the logbook. Entries, boxes, blocks and places are insert-only: triggers refuse every change (migration 0001).

What stands below `State` is folded from entries and can be rebuilt from them at any time.
"""

from __future__ import annotations

from base64 import b64encode

from django.db import models


class LogEntry(models.Model):
    """One entry, as its author wrote it: `body` is the truth, the columns beside it are copies to find it by."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=64)
    version = models.PositiveSmallIntegerField()
    subject = models.UUIDField(db_index=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    author = models.CharField(max_length=64)
    device = models.CharField(max_length=64)
    device_seq = models.BigIntegerField(null=True)
    occurred_at = models.DateTimeField()
    local_on = models.DateField()
    clock = models.CharField(max_length=16)
    body = models.BinaryField()
    digest = models.BinaryField(max_length=32)
    received_at = models.DateTimeField()
    signed = models.BinaryField(null=True)  # what proves the device's signature (`envelopes.Signed`); None: written by a node

    class Meta:
        indexes = [
            models.Index(fields=["device", "device_seq"], name="log_device_seq", condition=models.Q(device_seq__isnull=False)),
        ]


class Box(models.Model):
    """A sealed box beside an entry, and its content key wrapped by the owner's subject key ('' when it was not kept)."""

    entry = models.UUIDField(db_index=True)
    owner = models.UUIDField(db_index=True)
    cls = models.CharField(max_length=16)
    version = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()
    wrapped_key = models.BinaryField(blank=True)


class Block(models.Model):
    """One accepted batch: the hash of the block before, and the Merkle root of the entries."""

    number = models.BigIntegerField(primary_key=True)
    epoch = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    root = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    made_at = models.CharField(max_length=40)
    note = models.TextField(blank=True)
    hash = models.CharField(max_length=64)
    signature = models.CharField(max_length=160)


class Place(models.Model):
    """Where an entry stands in the chain."""

    entry = models.UUIDField(primary_key=True)
    block = models.BigIntegerField()
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["block", "position"], name="place_once")]


class HeldEntry(models.Model):
    """An entry that is chained and not folded: in quarantine, declined, or of a version newer than this program."""

    entry = models.UUIDField(primary_key=True)
    subject = models.UUIDField()
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64, db_index=True)
    why = models.CharField(max_length=64)
    held = models.CharField(max_length=16)


class Flag(models.Model):
    """Something odd that a person should look at: other content under a known id, a clock from the future."""

    entry = models.UUIDField()
    group = models.CharField(max_length=64)
    code = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    device = models.CharField(max_length=64, blank=True, default="", db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "code", "digest"], name="flag_once")]


class Refused(models.Model):
    """What a device signed and this node could not take: nothing signed is thrown away, and its supervisor sees that it is there.

    envelope  as it came, without the keys that open it: what was signed stays provable
    rest      what was inside, but exact places, under a key of `owner` that goes after 35 days or with the erasure of `owner`
    """

    entry = models.UUIDField(db_index=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    device = models.CharField(max_length=64)
    device_seq = models.BigIntegerField()
    code = models.CharField(max_length=64)
    details = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    envelope = models.BinaryField()
    owner = models.UUIDField()
    rest = models.BinaryField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "digest"], name="refused_once")]
        indexes = [
            models.Index(fields=["device", "device_seq"], name="refused_device_seq"),
            models.Index(fields=["country", "group"], name="refused_group"),
        ]


class StoredEnvelope(models.Model):
    """At a post: an envelope as it came, to be passed on to headquarters, without the key by which the post opened it.

    relayed  what headquarters answered to it; '' while it waits
    """

    entry = models.UUIDField(unique=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    device = models.CharField(max_length=64)
    device_seq = models.BigIntegerField()
    node = models.CharField(max_length=16)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    envelope = models.BinaryField()
    received_at = models.DateTimeField()
    relayed = models.CharField(max_length=16, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["device", "device_seq"], name="stored_device_seq"),
            models.Index(fields=["id"], name="stored_waiting", condition=models.Q(relayed="")),
        ]


class PassedEntry(models.Model):
    """That headquarters passed an entry down, and its own signature of that: at a post, and where it was taken back.

    held, why, country, group  how it stood there (`pass_down.Judged`)
    is_due                     at a post: headquarters was restored since, and has not said yet whether it lacks this entry
    """

    entry = models.UUIDField(primary_key=True)
    held = models.CharField(max_length=16, blank=True)
    why = models.CharField(max_length=64, blank=True)
    country = models.CharField(max_length=2, blank=True)
    group = models.CharField(max_length=64, blank=True)
    proof = models.BinaryField()
    is_due = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["entry"], name="passed_due", condition=models.Q(is_due=True))]

    def as_passed(self) -> list[str]:
        """Return it as it travels beside its entry."""
        return [self.held, self.why, self.country, self.group, b64encode(bytes(self.proof)).decode()]


class Progress(models.Model):
    """How far a device's numbered entries are here without a gap, and how far they are covered by a verified backup."""

    device = models.CharField(max_length=64, primary_key=True)
    have_upto = models.BigIntegerField(default=0)
    beyond = models.JSONField(default=list)
    durable_upto = models.BigIntegerField(default=0)


class State(models.Model):
    """A subject as its entries left it. Disposable."""

    subject = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=32)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    counted_on = models.DateField(null=True)
    fold_version = models.PositiveSmallIntegerField()
    folded = models.TextField()
    is_erased = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["country", "counted_on"], name="state_counted")]


class Dispute(models.Model):
    """A conflict item: a field that two people wrote without knowing of each other. Disposable."""

    id = models.CharField(max_length=32, primary_key=True)
    subject = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=32)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64, db_index=True)
    field = models.CharField(max_length=120)
    writes = models.JSONField()


class ExactPoint(models.Model):
    """The one table that holds exact places. Purged together with their keys; never backed up, never exported."""

    entry = models.UUIDField(primary_key=True)
    subject = models.UUIDField(db_index=True)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    accuracy_m = models.FloatField(null=True)
    place = models.CharField(max_length=200, blank=True)


class NameToken(models.Model):
    """The blind index: keyed tokens of names, so that a name can be searched and none can be read. Disposable."""

    token = models.BinaryField(max_length=16)
    subject = models.UUIDField(db_index=True)
    group = models.CharField(max_length=64)

    class Meta:
        # In the order of persons: the first fifty of a common name are read, and no others.
        indexes = [models.Index(fields=["token", "subject"], name="name_token_of_person")]


class Link(models.Model):
    """That a subject (an encounter) names another (a person), so that erasing the one finds the other. Disposable."""

    subject = models.UUIDField(db_index=True)
    linked = models.UUIDField(db_index=True)


class Practised(models.Model):
    """That a subject belongs to a practice, so that what is to be emptied is found without a walk. Disposable."""

    subject = models.UUIDField(primary_key=True)


class ErasedKey(models.Model):
    """A key that must never be made again: what arrives later for this owner and class is not stored."""

    owner = models.UUIDField()
    cls = models.CharField(max_length=16)
    erased_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "cls"], name="erased_once")]


class NamedFile(models.Model):
    """That an entry's box names a file. When the box's key is gone, the file goes. Disposable."""

    file = models.CharField(max_length=64, db_index=True)
    entry = models.UUIDField(db_index=True)
    owner = models.UUIDField()
    cls = models.CharField(max_length=16)
