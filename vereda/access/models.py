"""Accounts, what they may do here, their devices, and the log of reads."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models


class Accounts(BaseUserManager["Account"]):
    """Accounts are found by their user name, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(username__iexact=username or "")

    def create_user(self, username: str, password: str | None = None, **fields: object) -> Account:
        """Store an account; without a password nobody can sign in to it."""
        account = self.model(username=self.model.normalize_username(username), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who signs in. It has no e-mail and no permissions of its own: rights come from memberships alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=64, unique=True, validators=[UnicodeUsernameValidator()])
    display_name = models.CharField(max_length=120)
    language = models.CharField(max_length=8, default="es")
    is_active = models.BooleanField(default=True)
    is_password_temporary = models.BooleanField(default=False)  # given by somebody else; changed at the first sign-in
    # The administrator who knows its first password: until somebody else confirms the person, it opens no case data.
    vouch_not_by = models.CharField(max_length=36, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]
    objects = Accounts()

    class Meta:
        db_table = "access_account"

    def __str__(self) -> str:
        return self.username


class Membership(models.Model):
    """A role held for a time; read model folded from access.granted, .confirmed and .revoked."""

    subject = models.UUIDField(primary_key=True)
    account = models.UUIDField(db_index=True)
    role = models.CharField(max_length=32)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=6, blank=True)
    institution_role = models.CharField(max_length=32)
    institution = models.CharField(max_length=64, blank=True)  # of a partner: code of the directory
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    confirmed_on = models.DateField(null=True)
    revoked_on = models.DateField(null=True)

    class Meta:
        db_table = "access_membership"
        indexes: ClassVar = [models.Index(fields=["country", "group"], name="access_membership_group")]


class Device(models.Model):
    """A phone or node that belongs to a group; read model folded from access.device_* and .agent_*."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    label = models.CharField(max_length=40)
    token_hash = models.CharField(max_length=64, db_index=True)
    public_key = models.TextField(null=True)
    is_node = models.BooleanField(default=False)
    agents = models.JSONField(default=dict)  # id of each account that works on it -> digest of her secret on it, or ''
    enrolled_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_for = models.CharField(max_length=16, blank=True)
    lost_at = models.DateTimeField(null=True)  # it said itself that it is in other hands
    wiped_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_device"
        indexes: ClassVar = [models.Index(fields=["country", "group"], name="access_device_group")]

    @property
    def is_ended(self) -> bool:
        """Whether it is in good standing no more: revoked, or in other hands by its own word."""
        return self.revoked_at is not None or self.lost_at is not None


class Practice(models.Model):
    """A practice of a group; read model folded from access.practice_begun and .practice_ended."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64, db_index=True)  # the shadow group
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=64)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_practice"


class BrokenGlass(models.Model):
    """A record that somebody opened in an emergency; read model folded from access.glass_broken and .glass_reviewed.

    asked, reviewed   entries whose boxes hold the reason, and the words of the review that counts
    """

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    at = models.DateTimeField()
    by = models.CharField(max_length=64, db_index=True)
    role = models.CharField(max_length=32)
    of_group = models.CharField(max_length=64, blank=True)
    purpose = models.CharField(max_length=32)
    record_class = models.CharField(max_length=4)
    group = models.CharField(max_length=64)
    folio = models.CharField(max_length=6)
    record = models.UUIDField(null=True)
    asked = models.UUIDField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.CharField(max_length=64, blank=True)
    justified = models.BooleanField(null=True)
    reviewed = models.UUIDField(null=True)

    class Meta:
        db_table = "access_brokenglass"
        indexes: ClassVar = [models.Index(fields=["country", "-at"], name="access_brokenglass_at")]


class ToldOfGlass(models.Model):
    """What a group was told of such an opening: codes only; read model folded from access.glass_told."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    to = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)
    by_group = models.CharField(max_length=64, blank=True)
    role = models.CharField(max_length=32)
    record_class = models.CharField(max_length=4)
    group = models.CharField(max_length=64)
    folio = models.CharField(max_length=6)
    glass = models.UUIDField()

    class Meta:
        db_table = "access_toldofglass"
        indexes: ClassVar = [models.Index(fields=["country", "to", "-at"], name="access_toldofglass_to")]


class Wall(models.Model):
    """A browser that shows the wall of a post and nothing else, known by the hash of a token that only it keeps.

    Short-lived and of this installation: no entry, no backup; who made and who ended it stands in the log of reads.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    label = models.CharField(max_length=40)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    asked_at = models.DateTimeField()  # when it last asked for its picture
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_wall"
        indexes: ClassVar = [models.Index(fields=["country", "group"], name="access_wall_group")]


class Intake(models.Model):
    """An emergency centre that sends alerts and reads nothing, known by the hash of its token.

    expires_at  None: until somebody ends it; an alert must not be refused because nobody remembered a day
    Of this installation: no entry, no backup; who made and who ended it stands in the log of reads.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    country = models.CharField(max_length=2)
    institution = models.CharField(max_length=64)
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_intake"


class Contact(models.Model):
    """When a device last spoke with this node, and what it said of itself. Written over; no entry, no backup."""

    device = models.UUIDField(primary_key=True)
    at = models.DateTimeField()
    app = models.PositiveIntegerField(null=True)
    unsent = models.PositiveIntegerField(null=True)

    class Meta:
        db_table = "access_contact"


class AccessCode(models.Model):
    """A code of one use, known here by a keyed digest. Short-lived: no entry, no backup; what it opened is an entry."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=8)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    account = models.UUIDField(null=True)  # the agent it adds
    label = models.CharField(max_length=40, blank=True)
    made_by = models.CharField(max_length=36)
    made_in = models.CharField(max_length=64, blank=True)  # group of the maker, '' for an office
    made_on = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.CharField(max_length=64, blank=True)  # digest of the public key, or id of the phone, that used it
    device = models.UUIDField(null=True)  # the phone that it enrolled, or to which it added an agent

    class Meta:
        db_table = "access_code"


class ReadRow(models.Model):
    """One look at personal or case data. Insert only: triggers refuse UPDATE, DELETE and TRUNCATE; ids only, never content."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    account = models.CharField(max_length=36)
    role = models.CharField(max_length=32)
    device = models.CharField(max_length=64)
    purpose = models.CharField(max_length=32)
    action = models.CharField(max_length=16)
    record_class = models.CharField(max_length=4)
    subject = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    count = models.IntegerField()
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "access_readrow"


class LooksLogged(models.Model):
    """An entry of a phone whose looks stand in the log of reads: each look is written once, whatever was cut in between."""

    entry = models.UUIDField(primary_key=True)

    class Meta:
        db_table = "access_lookslogged"
