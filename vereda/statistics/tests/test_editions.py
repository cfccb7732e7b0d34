"""Editions: two persons, frozen, revised by number with what changed, and the same to the digit from their own copy."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from vereda.encounters.door import Line, Meeting, Service, Where, WithdrawnFor, record_meeting, withdraw_meeting
from vereda.logbook import registry
from vereda.logbook.door import Author, history, record
from vereda.statistics import comparing, drawing, editions, mapping, published
from vereda.statistics.catalogue import Catalogue, Category, Mapped
from vereda.statistics.disclosure import RULES, Cell, perturbed
from vereda.statistics.drawing import together
from vereda.statistics.editions import Change, Row, Sheet
from vereda.statistics.entries import EditionRefused, EditionWithdrawn
from vereda.statistics.errors import (
    AnotherProposed,
    EditionFilesWrong,
    MonthTooYoung,
    NothingCounted,
    NothingProposed,
    NothingToRevise,
    NotYoursToWithdraw,
    ProposalFilesWrong,
    RefusedWithoutWhy,
    SamePersonPublishes,
    SamePersonRefuses,
    WhyMissing,
)
from vereda.statistics.public_tables import AGES, public_table
from vereda.statistics.publishing import PressTable, propose, publish, publish_press
from vereda.statistics.refusing import refuse, withdraw

pytestmark = pytest.mark.django_db
MONTH, AT = date(2011, 12, 1), datetime(2012, 2, 6, 18, tzinfo=UTC)
JULIA, ADRIANA = (
    Author(account=name, group="central", country="mx", zone="America/Mexico_City") for name in ("julia", "adriana")
)
INES = Author(account="ines", group="piedras-negras", country="mx", zone="America/Matamoros")
SOME = [public_table(code) for code in ("people-nationality-sex", "services-category-state")]


@pytest.fixture(autouse=True)
def _house(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few tables of the list, since drawing all of them says nothing more."""
    monkeypatch.setattr(registry, "_authority", [])
    monkeypatch.setattr(drawing, "public_tables", lambda: SOME)


def met(people: int, day: int = 12, nationality: str = "HN", sex: str = "M"):
    lines = [Line(line_id="1", nationality=nationality, sex=sex, age_band="18-29", count=people)]
    meeting = Meeting(people_met=people, lines=lines, services=[Service(service="RESCUE")], where=Where(state="MX-COA"))
    return record_meeting(meeting, by=INES, at=datetime(2011, 12, day, 18, tzinfo=UTC))


def december():
    """Men and women of a few nationalities, of some of them so few that no table may show them; nothing adds up to nobody."""
    few = [met(7, nationality="NI", sex="F"), met(7, nationality="SV"), met(7, nationality="GT")]
    return [met(60), met(40, sex="F"), met(7, sex="U"), met(45, nationality="NI"), met(6, nationality="NI", sex="U"), *few]


@pytest.fixture
def stands():
    first = december()
    propose(MONTH, by=JULIA, at=AT)
    publish(MONTH, by=ADRIANA, at=AT + timedelta(hours=1))
    return first


def row():
    return published.standing("mx", "2011-12")


def cell(sheet: Sheet, *codes: str) -> Row | None:
    return next((one for one in sheet.rows if one.codes == codes), None)


@pytest.mark.usefixtures("stands")
def test_small_cells_are_held_back_and_the_manifest_says_how_it_was_made_and_by_whom():
    one = published.kept(row())
    table = one.sheet("people-nationality-sex")
    assert cell(table, "HN", "M").value in (55, 60, 65)
    assert [row for row in table.rows if row.value is not None and (row.value % 5 or row.value < 10)] == []
    few = [cell(table, *codes) for codes in (("NI", "F"), ("NI", "U"), ("SV", "M"), ("GT", "TOTAL"))]
    assert [row for row in few if row and row.value is not None] == []
    assert not any(str(exact) in editions.csv_text(table) for exact in (179, 119, 107, 58))
    told = one.manifest
    assert (told["edition"], told["protection"], told["source"]) == ("mx-2011-12-r1", "cell-key", "vereda")
    assert (told["proposed"]["by"], told["approved"]["by"]) == ("julia", "adriana")
    assert len(told["noise_table"]) == 64
    assert told["as_of"]["block"] > 0
    assert told["withheld"] == sum(sheet.withheld.total() for sheet in one.sheets)
    assert all(one["left_out"] > 0 for one in told["tables"])
    assert told["rules"]["threshold"] == 10
    assert told["pack"]
    assert told["catalogue"]
    assert "vereda" in told["software"]


def test_codes_of_one_row_are_put_together_with_their_keys_and_what_is_sensitive_stays_so():
    cells = [Cell(("0-4",), 3, 200), Cell(("0-17",), 0, 0, is_sensitive=True), Cell(("12-17",), 4, 100), Cell(("TOTAL",), 7, 44)]
    minors, total = together(cells, ["age_band"], lambda name, code: AGES.get(code, code))
    assert (minors, total) == (Cell(("0-17",), 7, 44, is_sensitive=True), Cell(("TOTAL",), 7, 44))


def test_who_proposed_does_not_publish_and_nothing_stands_until_another_one_does():
    met(60)
    with pytest.raises(NothingProposed):
        publish(MONTH, by=ADRIANA, at=AT)
    receipt = propose(MONTH, by=JULIA, at=AT)
    with pytest.raises(SamePersonPublishes):
        publish(MONTH, by=JULIA, at=AT)
    with pytest.raises(AnotherProposed):
        publish(MONTH, by=ADRIANA, at=AT, content="0" * 64)
    assert published.edition("mx", "2011-12").revisions == []
    publish(MONTH, by=ADRIANA, at=AT)
    assert [one.kind for one in history(receipt.subject)] == ["statistics.edition_proposed", "statistics.edition_published"]
    with pytest.raises(NothingProposed):
        publish(MONTH, by=ADRIANA, at=AT)


def test_a_yes_is_to_the_files_that_were_proposed():
    met(60)
    propose(MONTH, by=JULIA, at=AT)
    one = published.edition("mx", "2011-12")
    file = published.here().proposed("mx", "2011-12", one.proposal["content"]) / "tables/services-category-state.csv"
    file.chmod(0o600)
    file.write_text(f"{file.read_text()}RESCUE,MX-COA,65,\n")
    with pytest.raises(ProposalFilesWrong):
        publish(MONTH, by=ADRIANA, at=AT)


def test_no_month_leaves_that_is_not_over_for_thirty_days_and_none_without_anything():
    with pytest.raises(NothingCounted):
        propose(MONTH, by=JULIA, at=AT)
    met(60)
    with pytest.raises(MonthTooYoung):
        propose(MONTH, by=JULIA, at=datetime(2012, 1, 30, 5, tzinfo=UTC))  # in Mexico still the 29th
    assert propose(MONTH, by=JULIA, at=datetime(2012, 1, 30, 7, tzinfo=UTC))


@pytest.mark.usefixtures("stands")
def test_what_stands_stays_when_more_arrives_and_comes_out_to_the_digit_from_its_own_copy():
    before = published.kept(row())
    met(40, day=20)
    after = published.kept(row(), 1)
    assert (after.sheets, after.manifest) == (before.sheets, before.manifest)
    assert published.not_reproduced(row(), 1) == []
    folder = published.here().edition("mx", "2011-12", 1)
    assert not [path for path in folder.rglob("*") if path.stat().st_mode & 0o222]


@pytest.mark.usefixtures("stands")
@pytest.mark.parametrize(
    "name", ["manifest.json", "tables/services-category-state.csv", "more.csv", "internal/exact-interno-no-publicar.csv.gz"]
)
def test_a_file_that_was_changed_lost_or_added_is_named(name: str):
    folder = published.here().edition("mx", "2011-12", 1)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700)
    with (folder / name).open("a") as file:
        file.write("HN,M,65,\n")
    with pytest.raises(EditionFilesWrong, match=name):
        published.kept(row())


@pytest.mark.usefixtures("stands")
def test_a_revision_says_why_and_every_cell_that_it_changed():
    with pytest.raises(WhyMissing):
        propose(MONTH, by=JULIA, at=AT)
    with pytest.raises(NothingToRevise):
        propose(MONTH, by=JULIA, at=AT, why="Para estar seguros.")
    met(40, day=20)
    propose(MONTH, by=JULIA, at=AT, why="Llegó un teléfono que estuvo sin línea.")
    publish(MONTH, by=ADRIANA, at=AT)
    first, second = published.kept(row(), 1), published.kept(row(), 2)
    table = "people-nationality-sex"
    assert cell(second.sheet(table), "HN", "M").value > cell(first.sheet(table), "HN", "M").value
    assert second.changes == editions.changes(first.sheets, second.sheets)
    assert {one.codes for one in second.changes if one.table == table} >= {("HN", "M"), ("HN", "TOTAL"), ("TOTAL", "M")}
    assert not {one.codes for one in second.changes if one.table == table} & {("NI", "F"), ("NI", "M"), ("NI", "TOTAL")}
    assert second.manifest["revised"] == {"changed": len(second.changes), "why": "Llegó un teléfono que estuvo sin línea."}
    assert published.not_reproduced(row(), 2) == []
    assert [(one["revision"], one["by"], one["proposed"]["by"]) for one in row().revisions] == [
        (1, "adriana", "julia"),
        (2, "adriana", "julia"),
    ]


def test_too_few_who_came_later_change_nothing_that_was_published(stands):
    met(1, day=21)
    with pytest.raises(NothingToRevise):
        propose(MONTH, by=JULIA, at=AT, why="Llegó uno más.")
    withdraw_meeting(stands[0].subject, by=INES, at=AT, reason=WithdrawnFor.MISTAKE)
    propose(MONTH, by=JULIA, at=AT, why="Se había anotado dos veces.")
    [gone] = [one for one in published.proposed(row()).changes if one[:2] == ("people-nationality-sex", ("HN", "M"))]
    assert gone.was > 0
    assert gone.now is None


def test_what_others_printed_stands_unprotected_with_its_source_and_its_revisions():
    def table(rescued: int) -> PressTable:
        rows = [(("RESCUE",), rescued), (("INJURED",), 7)]
        return PressTable(
            code="annual", title_es="Atenciones de 2007", title_en="Attentions of 2007", by=("category",), rows=rows
        )

    told = {"period": "2007", "series": "beta-annual", "printed_in": "Boletín 12, 2008", "by": JULIA, "at": AT}
    assert publish_press(tables=[table(6019)], **told)
    assert publish_press(tables=[table(6019)], **told) is None
    with pytest.raises(WhyMissing):
        publish_press(tables=[table(6091)], **told)
    publish_press(tables=[table(6091)], why="Otro boletín imprime otra cifra.", **told)
    one = published.standing("mx", "2007", "beta-annual")
    second = published.kept(one)
    assert (second.manifest["protection"], second.manifest["source"]) == ("none", "press")
    assert second.changes == [Change("annual", ("RESCUE",), 6019, 6091)]
    assert cell(second.sheet("annual"), "INJURED").value == 7
    assert published.not_reproduced(one, 2) == []


def test_what_is_sent_back_publishes_nothing_and_the_next_proposal_tells_why():
    met(60)
    with pytest.raises(NothingProposed):
        refuse("2011-12", why="No está.", by=ADRIANA, at=AT)
    receipt = propose(MONTH, by=JULIA, at=AT)
    with pytest.raises(SamePersonRefuses):
        refuse("2011-12", why="No está bien.", by=JULIA, at=AT)
    with pytest.raises(NotYoursToWithdraw):
        withdraw("2011-12", by=ADRIANA, at=AT)
    with pytest.raises(RefusedWithoutWhy):
        refuse("2011-12", why="  ", by=ADRIANA, at=AT)
    with pytest.raises(AnotherProposed):
        refuse("2011-12", why="Faltan días.", by=ADRIANA, at=AT, content="0" * 64)
    refuse("2011-12", why="Faltan tres días de Nogales.", by=ADRIANA, at=AT)
    there = published.edition("mx", "2011-12")
    assert (there.proposal, there.revisions, there.sent_back["why"]) == (None, [], "Faltan tres días de Nogales.")
    assert (there.sent_back["by"], there.sent_back["proposed"]["by"], there.sent_back["is_refused"]) == ("adriana", "julia", True)
    assert not list(published.here().root.rglob("*.csv"))
    with pytest.raises(NothingProposed):
        publish(MONTH, by=ADRIANA, at=AT)
    propose(MONTH, by=JULIA, at=AT)
    withdraw("2011-12", by=JULIA, at=AT)
    assert published.edition("mx", "2011-12").sent_back["is_refused"] is False
    propose(MONTH, by=JULIA, at=AT)
    publish(MONTH, by=ADRIANA, at=AT)
    stands = published.edition("mx", "2011-12")
    assert (len(stands.revisions), len(stands.returned), stands.sent_back) == (1, 2, None)
    assert [one.kind.partition("_")[2] for one in history(receipt.subject)] == [
        "proposed", "refused", "proposed", "withdrawn", "proposed", "published",
    ]  # fmt: skip


def test_no_entry_that_came_otherwise_sends_back_what_is_not_its_authors_to_send_back():
    met(60)
    receipt = propose(MONTH, by=JULIA, at=AT)
    waits = published.edition("mx", "2011-12").proposal["entry"]
    record(EditionRefused(period="2011-12", proposal=waits, why="Yo misma."), subject=receipt.subject, by=JULIA, at=AT)
    record(EditionWithdrawn(period="2011-12", proposal=waits), subject=receipt.subject, by=ADRIANA, at=AT)
    record(EditionRefused(period="2011-12", proposal=receipt.subject, why="Otra."), subject=receipt.subject, by=ADRIANA, at=AT)
    there = published.edition("mx", "2011-12")
    assert (there.proposal["entry"], there.returned) == (waits, [])


# beside a year before -----------------------------------------------------------------------------------------------


def test_a_difference_is_told_only_where_chance_does_not_make_it():
    table = [Row(("HN", "M"), 75), Row(("HN", "F"), 70), Row(("GT", "M"), None, "small"), Row(("TOTAL", "TOTAL"), 200)]
    before = [
        Row(("HN", "M"), 60),
        Row(("HN", "F"), 60),
        Row(("GT", "M"), 15),
        Row(("SV", "M"), 10),
        Row(("TOTAL", "TOTAL"), 250),
    ]
    columns = ("nationality", "sex")
    told = comparing.compared(Sheet("t", columns, tuple(table)), Sheet("t", columns, tuple(before)))
    assert [(one.change, one.why) for one in told] == [
        (15, ""), (None, "rounding"), (None, "withheld"), (-50, ""), (None, "not_listed"),
    ]  # fmt: skip
    text = comparing.compared_csv(columns, ("2010-12", "2011-12"), told, set())
    assert text.splitlines()[:3] == [
        "nationality,sex,2010-12,2011-12,change,why_none,category_changed", "HN,M,60,75,15,,", "HN,F,60,70,,rounding,",
    ]  # fmt: skip


def test_chance_makes_no_larger_difference_than_it_is_said_to():
    """Every count and key, twice, and two more people who came too late to be drawn."""
    off = [perturbed(count, key) - count for count in range(10, 60) for key in range(256)]
    changed = RULES.changed_least - 1
    assert (max(off) - min(off)) + 2 * changed == comparing.BY_CHANCE


def test_a_category_that_counts_other_services_a_year_later_is_named_with_its_day():
    then = Mapped("TRANSPORT", "SOCIAL", None, date(2011, 6, 30))
    since = Mapped("TRANSPORT", "OTHER", date(2011, 7, 1))
    known = Catalogue(
        "mx",
        categories=(Category("SOCIAL", definition_es="Ayuda"), Category("OTHER"), Category("RESCUE")),
        mapping=(Mapped("WATER", "SOCIAL"), then, since, Mapped("RESCUE", "RESCUE")),
    )
    before = mapping.in_month(known, date(2010, 12, 1), date(2010, 12, 31))
    now = mapping.in_month(known, date(2011, 12, 1), date(2011, 12, 31))
    assert before["SOCIAL"]["definition_es"] == "Ayuda"
    found = mapping.remapped(before, now, known, date(2010, 12, 1), date(2011, 12, 31))
    day = (date(2011, 7, 1),)
    assert found == [mapping.Remapped("SOCIAL", (), ("TRANSPORT",), day), mapping.Remapped("OTHER", ("TRANSPORT",), (), day)]
    assert mapping.alone(now) == {"WATER": "SOCIAL", "TRANSPORT": "OTHER", "RESCUE": "RESCUE"}
    assert mapping.alone(before) == {"RESCUE": "RESCUE"}
    july = mapping.in_month(known, date(2011, 6, 1), date(2011, 7, 31))
    assert july["SOCIAL"]["changed_on"] == ["2011-07-01"]
    rows = [comparing.is_redefined(codes, ("category", "sex"), {"SOCIAL"}) for codes in (("SOCIAL", "F"), ("RESCUE", "F"))]
    assert [*rows, comparing.is_redefined(("TOTAL", "F"), ("category", "sex"), {"SOCIAL"})] == [True, False, True]


def test_the_only_service_of_a_category_is_withheld_where_the_category_is():
    """Else the one table would print what the other holds back so that a small cell cannot be computed."""
    tables = {
        "services-category-state": [
            (("RESCUE", "A"), 12),
            (("RESCUE", "B"), 4),
            (("RESCUE", "C"), 60),
            (("RESCUE", "TOTAL"), 76),
        ],
        "services-service-state": [(("LIFT", "A"), 12), (("LIFT", "B"), 4), (("LIFT", "C"), 60), (("LIFT", "TOTAL"), 76)],
    }
    exact = {code: [Cell(codes, count, 0) for codes, count in some] for code, some in tables.items()}
    exact["services-service-state"] += [Cell(("FOOD", "A"), 3, 0), Cell(("FOOD", "TOTAL"), 40, 0), Cell(("TOTAL", "A"), 15, 0)]
    held = {
        code: [one.shown.value is None for one in some[:4]]
        for code, some in drawing.protected(exact, None, {"LIFT": "RESCUE"}).items()
    }
    assert held["services-category-state"] == held["services-service-state"]
    assert any(held["services-category-state"])
