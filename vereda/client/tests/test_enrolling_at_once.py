"""One code, brought by several phones at the same moment: one of them joins (SEC-032)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from vereda.access.actions import enrolment
from vereda.access.actions.codes import make_device_code
from vereda.access.models import Device
from vereda.access.tests.cast import Cast
from vereda.client.tests.test_enrolling import enrol
from vereda.desk.tests.test_at_once import together

pytestmark = [pytest.mark.storage, pytest.mark.django_db(transaction=True)]


def test_of_three_phones_with_one_code_one_joins(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made = make_device_code(country="mx", group="piedras-negras", label="Teléfono 7", by=cast.reader("rafael"), at=timezone.now())
    monkeypatch.setattr(enrolment, "use_code", together(enrolment.use_code))

    def bring(_number: int) -> int:
        try:
            status: int = enrol(made[1]).status_code
            return status
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(bring, range(3))) == [200, 409, 409]
    assert Device.objects.count() == 1
