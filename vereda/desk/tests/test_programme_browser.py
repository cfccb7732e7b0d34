"""Programas in Chromium: strong, large and narrow enough, at every size, light and dark."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from vereda.demo.programme_day import programme_day
from vereda.desk.tests.looking import Looks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_pages_of_programmes_are_strong_large_and_narrow_enough(looks: Looks):
    here = f"/programas/{programme_day('mx', datetime.now(UTC))}/"
    looks.walk({"esteban": [here + page for page in ("", "indicador/INF-1/", "informe/2/", "anotar/indicador/")]})
