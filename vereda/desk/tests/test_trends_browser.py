"""Tendencias and the supply forecast in Chromium, at every size, light and dark."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from django.utils import timezone

from vereda.access.door import HEADQUARTERS
from vereda.access.tests.cast import day_at
from vereda.desk.rooms import supply_forecast as forecast_room
from vereda.logbook.door import Author
from vereda.statistics import door as statistics
from vereda.statistics.trends import last_whole, month_after, months_from

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MONTHS = 48


def test_series_and_goods_can_be_read_at_every_size(looks, monkeypatch):
    by = Author(account="julia", group=HEADQUARTERS, country="mx", zone="America/Mexico_City")
    today, random, at = day_at(HEADQUARTERS), np.random.default_rng(3), np.arange(MONTHS)
    first = month_after(last_whole(today), 1 - MONTHS)
    people = 1000 * np.exp(0.3 * np.sin(at * np.pi / 6) + 0.4 * (at >= 30) + random.normal(0, 0.06, MONTHS))
    rows = [f"{month:%Y-%m},,,{round(number)}" for month, number in zip(months_from(first, MONTHS), people, strict=True)]
    statistics.read_in_past("\n".join(["month,by,code,count", *rows]), source="Hojas de la oficina", by=by, at=timezone.now())
    days = {today - timedelta(days=n + 1): count for n, count in enumerate([280, *[30, 28, 33, 29, 31, 30, 32] * 12])}
    monkeypatch.setattr(forecast_room.encounters, "people_by_day", lambda *asked: days)
    monkeypatch.setattr(forecast_room, "_shares", lambda *asked: {"WATER": 0.9, "FOOD": 0.4, "SERUM": 0.1})
    looks.walk({"julia": ["/tendencias/", "/tendencias/antes/"], "rafael": ["/existencias/prevision/", "/existencias/"]})
