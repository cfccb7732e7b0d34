"""Entre países in Chromium: strong, large and narrow enough at every size."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from vereda.bundles import door as bundles
from vereda.bundles.tests.made import bundle, house
from vereda.bundles.words import Way
from vereda.desk.tests import test_between as between
from vereda.logbook import registry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_pages_between_countries_at_every_sight(looks, home, cast, monkeypatch):
    monkeypatch.setattr(registry, "_authority", [])
    at = datetime.now(UTC)
    gt, hn = (house(iso, name=f"Red de {iso}", made_at=at) for iso in ("gt", "hn"))
    here = between.trusted(cast, gt)
    between.trusted(cast, hn)
    one = between.referral()
    for sender, csv in ((gt, "HN,F,40,\nHN,M,25,"), (hn, "HN,F,15,\nHN,M,,small")):
        content = between.edition(f"nationality,sex,value,withheld\n{csv}\n") | between.hazards()
        made = bundle(sender, between.us(), at=at, content=content, id=uuid4(), referrals=[one | {"made_at": at.isoformat()}])
        bundles.take(made, way=Way.FILE, by=bundles.line.machine("mx"), at=at)
    came = f"/referencias/de-fuera/{bundles.Handed.objects.first().subject}/?purpose=assist"
    seen = {
        "alma": ["/entre-paises/", here, "/entre-paises/material/"],
        "adriana": [f"{here}material/hazard/", "/entre-paises/tablas/"],
        "ines": [came, "/referencias/?purpose=assist"],
    }
    looks.walk(seen)
