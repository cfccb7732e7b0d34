"""What tests of the desk share: encounters of two groups, a patrol, a mission.

Loaded before Django stands when a path is named on the command line: therefore the house is imported where it is used.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

ZONES = {"piedras-negras": "America/Matamoros", "tapachula": "America/Mexico_City"}
ADULT = {"line_id": "HN-M-18p", "nationality": "HN", "sex": "M", "age_band": "18+"}


@pytest.fixture
def by(cast):
    """Return a function that makes somebody of the cast the author of an entry."""
    from vereda.countries.door import pack
    from vereda.logbook.door import Author

    def author(name: str, group: str = "piedras-negras") -> Author:
        account = str(cast.account(name).pk)
        return Author(account=account, group=group, country="mx", zone=ZONES[group], pack=pack("mx").hash)

    return author


@pytest.fixture
def looks(browser, live_server, cast):
    """Return what looks at pages at every size, light and dark; what it found wrong fails the test."""
    from vereda.desk.tests.looking import Looks

    before, made = browser.contexts, Looks(browser, live_server.url, cast)
    yield made
    for context in [one for one in browser.contexts if one not in before]:
        context.close()
    assert made.wrong == [], "\n".join(made.wrong)


@pytest.fixture
def met(by):
    """Return a function that records an encounter of the home group and returns its subject."""
    from vereda.encounters.door import Line, Meeting, PlaceKind, Service, Where, record_meeting

    def record(people: int = 3, *, name: str = "ines", at: datetime | None = None, group: str = "piedras-negras", **told) -> UUID:
        told.setdefault("lines", [Line(**ADULT, count=people)])
        told.setdefault("services", [Service(service="WATER")])
        told.setdefault("where", Where(kind=PlaceKind.POINT, lat=28.72, lon=-100.53, accuracy_m=8, place="islote"))
        moment = at or datetime.now(UTC) - timedelta(seconds=1)
        return record_meeting(Meeting(people_met=people, **told), by=by(name, group), at=moment).subject

    return record


@pytest.fixture
def named(met):
    """Return an encounter in which a woman gave her name, with a sealed note."""
    from vereda.encounters.door import Line, Named
    from vereda.people.door import Identity

    line = Line(line_id="HN-F-18p", count=1, nationality="HN", sex="F", age_band="18+")
    identity = Identity(given="Xóchitl", families=["Me'tik", "de la Cruz"])
    who = Named(line_id="HN-F-18p", identity=identity, purpose="medical")
    return met(1, lines=[line], note="Pide llamar a Tegucigalpa", named=[who])


@pytest.fixture
def out(by):
    """Return a patrol that is out, and late."""
    from vereda.groups import door as groups

    departed = datetime.now(UTC) - timedelta(hours=3, minutes=1)
    return groups.depart(route="Ruta 3", by=by("ines"), at=departed, expected_back_min=60).subject


@pytest.fixture
def mission(by):
    """Return an open mission."""
    from vereda.rescue import door as rescue

    return rescue.open_mission(by=by("ines"), at=datetime.now(UTC) - timedelta(hours=1), folio="PN-7").subject


@pytest.fixture
def refers(cast, encounter):
    """Return a function that hands on as somebody of the cast, with a yes, and gives the answer and the row."""
    from vereda.desk.tests.referred import HEALTH, YES, sent
    from vereda.referrals.models import Referral

    def act(who: str = "tomas", told: dict[str, str] = HEALTH, **changed: str):
        answer = cast.client(who).post(f"/encuentros/{encounter}/referir/", sent(**{**told, **YES, **changed}))
        return answer, Referral.objects.order_by("-made_at").first()

    return act
