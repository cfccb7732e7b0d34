"""What was kept as long as the table says is gone: sheets of hand-overs, names of who helped and left. Who and when stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from vereda.countries.door import pack
from vereda.groups import door as groups
from vereda.groups.door import Helper, Loose, Sheet, SheetPart
from vereda.groups.lookups.handover import remark_of, sheet_of
from vereda.groups.models import Handover, LentStaff, Volunteer
from vereda.logbook import door as logbook
from vereda.logbook.actions.rebuild import read_models
from vereda.logbook.door import Author, forget_kept
from vereda.logbook.keystore import KeyName
from vereda.logbook.models import Box
from vereda.logbook.nodekeys import key_store

pytestmark = [pytest.mark.django_db, pytest.mark.storage]
GIVES = Author(account="ines", group="piedras-negras", country="mx", zone="America/Matamoros", pack=pack("mx").hash)
TAKES = Author(account="tomas", group="piedras-negras", country="mx", zone="America/Matamoros", pack=pack("mx").hash)
SHEET = Sheet(
    parts=[SheetPart(title="Teléfonos prestados", lines=["El 4 lo trae Lucía"])],
    loose=[Loose(what="Llaves de la lancha", count=2)],
    text="La señora de la fonda pide que pasemos.",
)


def later(days: float) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)


def handed_over() -> Handover:
    at = datetime.now(UTC) - timedelta(minutes=1)
    made = groups.give_handover(SHEET, by=GIVES, at=at).subject
    groups.sign_handover(handover=made, by=TAKES, at=datetime.now(UTC), missing="Falta una llave")
    return Handover.objects.get(subject=made)


def keys_of(subject: UUID) -> int:
    """Return how many keys of what a subject owns are still here."""
    boxes = Box.objects.filter(owner=subject).values_list("owner", "cls")
    return len(key_store().get(sorted({KeyName(owner.hex, cls) for owner, cls in boxes})))


def test_the_sheet_of_a_hand_over_goes_after_its_year_and_who_gave_and_took_it_stays():
    row = handed_over()
    assert forget_kept(now=later(364)) == 0
    assert sheet_of(row) == SHEET
    assert remark_of(row) == "Falta una llave"
    assert keys_of(row.subject) > 0
    assert forget_kept(now=later(366)) == 1
    assert (sheet_of(row), remark_of(row), keys_of(row.subject)) == (None, "", 0)
    kept = Handover.objects.get(subject=row.subject)
    assert (kept.given_by, kept.signed_by, kept.sheet) == ("ines", "tomas", row.sheet)
    assert forget_kept(now=later(367)) == 0, "nothing is left to destroy"
    read_models()
    assert Handover.objects.filter(subject=row.subject, signed_by="tomas").exists()
    assert logbook.verify().holds


def test_a_hand_over_of_now_is_not_touched_by_the_one_that_goes():
    old = handed_over()
    with_key = keys_of(old.subject)
    assert with_key
    forget_kept(now=later(366))
    fresh = handed_over()
    assert sheet_of(fresh) == SHEET


def test_the_name_of_a_volunteer_goes_ninety_days_after_the_last_word_and_of_who_still_helps_it_stays():
    at = datetime.now(UTC)
    stays, left, over = (
        groups.write_volunteer(
            Helper(name=name, telephone="555 010 0199", signed_on=at.date(), until_on=until), by=GIVES, at=at
        ).subject
        for name, until in (("Socorro", None), ("Esperanza", None), ("Amparo", at.date()))
    )
    groups.let_go(volunteer=left, by=GIVES, at=at)
    lent = groups.lend(name="Prestado Inventado", by=GIVES, at=at).subject
    groups.give_back(lent=lent, by=GIVES, at=at)
    assert forget_kept(now=later(89)) == 0
    assert forget_kept(now=later(92)) == 3
    assert set(groups.volunteer_names(Volunteer.objects.all())) == {stays}
    assert {keys_of(one) for one in (left, over, lent)} == {0}
    assert (Volunteer.objects.count(), LentStaff.objects.count()) == (3, 1), "that somebody helped stays and is counted"
    assert forget_kept(now=later(93)) == 0


def test_a_country_without_a_row_keeps_what_it_has(monkeypatch: pytest.MonkeyPatch):
    handed_over()
    monkeypatch.delitem(pack("mx").retention, "handover")
    assert forget_kept(now=later(3000)) == 0
