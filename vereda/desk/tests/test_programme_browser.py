"""Programas in Chromium: strong, large and narrow enough, at every size, light and dark."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from vereda.demo.programme_day import programme_day
from vereda.desk.tests.looking import Looks
from vereda.programme import door as programmes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_pages_of_programmes_are_strong_large_and_narrow_enough(looks: Looks):
    subject = programme_day("mx", datetime.now(UTC))
    here, waits = f"/programas/{subject}/", programmes.waiting("mx")[0].subject
    pages = ("", "indicador/INF-1/", "donativo/D1/", f"mandado/{waits}/2/", "anotar/gasto/", "recibir/")
    looks.walk({"esteban": [here + page for page in pages]})
