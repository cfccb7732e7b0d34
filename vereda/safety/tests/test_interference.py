"""A record of interference stays, is read by name, reaches the outside body, and shows neither a person nor a fine place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from vereda.access.tests.cast import Cast
from vereda.countries.door import pack
from vereda.logbook.door import Author, history, open_box, rebuild
from vereda.logbook.models import LogEntry
from vereda.logbook.schema import FieldClass
from vereda.practice import shadow_of
from vereda.safety import door as safety
from vereda.safety.errors import interference as errors
from vereda.safety.models.interference import Interference

pytestmark = [pytest.mark.django_db, pytest.mark.storage]
ZONES = {"piedras-negras": "America/Matamoros", "tapachula": "America/Mexico_City", "central": "America/Mexico_City"}
NOW = datetime(2026, 11, 25, 18, tzinfo=UTC)
ON = date(2026, 11, 25)
ACTS, LOOK = safety.interference_actions, safety.interference_lookups
SEEN = safety.Seen(
    authority="migration_authority",
    acts=[safety.Interfered.WAITED, safety.Interfered.DETAINED],
    within=safety.Within.SIGHT,
    people=5,
    detained=2,
    municipality="05025",
    account="Esperaron junto al comedor y se llevaron a dos.",
)


def by(cast: Cast, name: str = "ines", group: str = "piedras-negras") -> Author:
    return Author(account=str(cast.account(name).pk), group=group, country="mx", zone=ZONES[group.removeprefix("practice.")])


def recorded(cast: Cast, *, days_ago: int = 0, group: str = "piedras-negras", **changed) -> Interference:
    at = NOW - timedelta(days=days_ago)
    subject = ACTS.record_interference(replace(SEEN, **changed), by=by(cast, group=group), at=at).subject
    return Interference.objects.get(subject=subject)


def test_it_is_recorded_by_role_and_code_and_its_account_is_closed_to_posts(cast: Cast):
    row = recorded(cast)
    assert (row.authority, row.acts, row.people, row.detained) == ("migration_authority", ["waited", "detained"], 5, 2)
    assert (row.state, row.municipality, row.where) == ("MX-COA", "05025", "municipality:05025")
    entry = LogEntry.objects.get(kind="safety.interference_recorded")
    assert b"comedor" not in bytes(entry.body)
    assert open_box(entry.id, FieldClass.INCIDENT)["text"].startswith("Esperaron")


def test_a_service_point_is_kept_with_its_state_and_no_municipality(cast: Cast):
    code = next(code for code, row in pack("mx").services_directory.items() if row.state == "MX-COA" and len(code) <= 64)
    row = recorded(cast, service_point=code, municipality="")
    assert (row.where, row.state, row.municipality) == (f"point:{code}", "MX-COA", "")


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"acts": []}, errors.ActMissing),
        ({"authority": "ombudsperson"}, errors.AuthorityUnknown),
        ({"authority": "the man with the hat"}, errors.AuthorityUnknown),
        ({"municipality": "99999"}, errors.PlaceOfInterferenceUnknown),
        ({"service_point": "nowhere"}, errors.PlaceOfInterferenceUnknown),
    ],
)
def test_what_the_pack_does_not_know_is_refused(cast: Cast, changed, error):
    with pytest.raises(error):
        recorded(cast, **changed)
    assert Interference.objects.count() == 0


def test_reading_is_written_by_name_once_each_also_by_headquarters(cast: Cast):
    row, rafael, graciela = recorded(cast), by(cast, "rafael"), by(cast, "graciela", "central")
    assert ACTS.read_interference(interference=row.subject, by=rafael, at=NOW)
    assert ACTS.read_interference(interference=row.subject, by=rafael, at=NOW) is None
    with pytest.raises(errors.InterferenceNotHere):
        ACTS.read_interference(interference=row.subject, by=graciela, at=NOW)
    ACTS.read_interference(interference=row.subject, by=graciela, at=NOW + timedelta(seconds=1), everywhere=True)
    assert [one[2] for one in LOOK.interference(row.subject, "mx").read] == ["piedras-negras", "central"]


def test_what_is_learned_later_is_added_beside(cast: Cast):
    row, rafael = recorded(cast), by(cast, "rafael")
    with pytest.raises(errors.NothingAdded):
        ACTS.add_to_interference(interference=row.subject, by=rafael, at=NOW)
    ACTS.add_to_interference(interference=row.subject, by=rafael, at=NOW, people=7, account="Eran siete.")
    found = LOOK.interference(row.subject, "mx")
    assert (found.people, found.detained, len(found.accounts)) == (7, 2, 2)
    assert len(history(row.subject)) == 2


def test_it_is_due_until_it_reached_the_outside_body(cast: Cast):
    row, rafael = recorded(cast, days_ago=3), by(cast, "rafael")
    told = {"interference": row.subject, "way": safety.Delivery.LETTER, "by": rafael, "at": NOW}
    assert [one.subject for one in LOOK.undelivered("mx", "piedras-negras")] == [row.subject]
    for body in ("inm", "grupos-beta", "nobody"):
        with pytest.raises(errors.BodyUnknown):
            ACTS.deliver_interference(body=body, on=ON, **told)
    for on in (ON + timedelta(days=1), row.on - timedelta(days=1)):
        with pytest.raises(errors.DeliveredInTheFuture):
            ACTS.deliver_interference(body="cndh", on=on, **told)
    ACTS.deliver_interference(body="cndh", on=ON, receipt="2026/1234", **told)
    assert LOOK.undelivered("mx", "piedras-negras") == []
    assert LOOK.interference(row.subject, "mx").delivered[0][3:] == ["cndh", "letter", "2026-11-25", "2026/1234"]


def test_two_in_thirty_days_at_one_place_propose_to_move_the_point(cast: Cast):
    recorded(cast, days_ago=20)
    assert LOOK.points_to_move("mx", "piedras-negras", ON) == []
    recorded(cast)
    assert LOOK.points_to_move("mx", "piedras-negras", ON) == [("municipality:05025", 2)]
    assert LOOK.points_to_move("mx", "piedras-negras", ON + timedelta(days=70)) == []


def test_the_table_of_quarters_is_of_the_country_and_without_what_is_practised(cast: Cast):
    recorded(cast)
    recorded(cast, days_ago=100)
    recorded(cast, group=shadow_of("piedras-negras"))
    assert LOOK.interference_by_quarter("mx") == [
        ("2026-T4", "MX-COA", "detained", 1), ("2026-T4", "MX-COA", "waited", 1),
        ("2026-T3", "MX-COA", "detained", 1), ("2026-T3", "MX-COA", "waited", 1),
    ]  # fmt: skip
    assert len(LOOK.interferences("mx")) == 2
    assert len(LOOK.undelivered("mx")) == 2
    assert len(LOOK.interferences("mx", shadow_of("piedras-negras"))) == 1


def test_nadia_of_another_group_changes_nothing_and_finds_nothing(cast: Cast):
    row, nadia = recorded(cast), by(cast, "nadia", "tapachula")
    for act in (
        lambda: ACTS.read_interference(interference=row.subject, by=nadia, at=NOW),
        lambda: ACTS.add_to_interference(interference=row.subject, by=nadia, at=NOW, people=1),
        lambda: ACTS.deliver_interference(
            interference=row.subject, body="cndh", way=safety.Delivery.PORTAL, on=ON, by=nadia, at=NOW
        ),
    ):
        with pytest.raises(errors.InterferenceNotHere):
            act()
    assert LOOK.interferences("mx", "tapachula") == []


def test_a_rebuild_gives_the_same_record(cast: Cast):
    row, rafael = recorded(cast), by(cast, "rafael")
    ACTS.read_interference(interference=row.subject, by=rafael, at=NOW)
    ACTS.add_to_interference(interference=row.subject, by=rafael, at=NOW, detained=3)
    ACTS.deliver_interference(interference=row.subject, body="cndh", way=safety.Delivery.LETTER, on=ON, by=rafael, at=NOW)
    before = Interference.objects.values().get()
    rebuild()
    assert Interference.objects.values().get() == before
