"""Rows of vehicles, their faults and fuel, and of trips."""

from __future__ import annotations

from django.db import models


class RegisteredVehicle(models.Model):
    """A vehicle or boat of a post. `out_for`: why it cannot be used now; `ended_for`: why it is no longer of the post."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    kind = models.CharField(max_length=64)
    number = models.CharField(max_length=20)
    plate = models.CharField(max_length=20, blank=True)
    meter = models.PositiveIntegerField(null=True)
    papers_on = models.DateField(null=True)
    insured_on = models.DateField(null=True)
    service_at = models.PositiveIntegerField(null=True)
    service_on = models.DateField(null=True)
    out_for = models.CharField(max_length=16, blank=True)
    ended_for = models.CharField(max_length=16, blank=True)

    class Meta:
        indexes = [models.Index(fields=["country", "group", "kind", "number"], name="vehicle_of_group")]


class VehicleFault(models.Model):
    """Something broken or missing on a vehicle; open while `repaired_at` is empty."""

    subject = models.UUIDField(db_index=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    entry = models.UUIDField()
    fault = models.CharField(max_length=64)
    is_grave = models.BooleanField()
    has_note = models.BooleanField()
    reported_at = models.DateTimeField()
    by = models.CharField(max_length=64)
    repaired_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["country", "group", "repaired_at"], name="fault_of_group")]


class Refuelling(models.Model):
    """Fuel that a vehicle got."""

    subject = models.UUIDField(db_index=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    filled_at = models.DateTimeField()
    by = models.CharField(max_length=64)
    litres = models.FloatField()
    meter = models.PositiveIntegerField(null=True)
    cost = models.PositiveIntegerField(null=True)
    voucher = models.CharField(max_length=40, blank=True)


class Trip(models.Model):
    """One trip of one vehicle: for a patrol or an errand."""

    subject = models.UUIDField(primary_key=True)
    country = models.CharField(max_length=2)
    group = models.CharField(max_length=64)
    vehicle = models.UUIDField(db_index=True)
    driver = models.CharField(max_length=64, blank=True)
    patrol = models.UUIDField(null=True)
    errand = models.CharField(max_length=80, blank=True)
    departed_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)
    meter_out = models.PositiveIntegerField(null=True)
    meter_back = models.PositiveIntegerField(null=True)
    fuel_out = models.PositiveSmallIntegerField(null=True)
    fuel_back = models.PositiveSmallIntegerField(null=True)
    is_checked = models.BooleanField()
    is_withdrawn = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["country", "group", "-departed_at"], name="trip_of_group"),
            models.Index(fields=["country", "group", "returned_at"], name="trip_by_return"),
        ]
