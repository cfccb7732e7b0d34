"""Files come in whole, once, and stay what they are: twice, split, shuffled, changed, killed, withdrawn."""

from __future__ import annotations

import random
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vereda.countries.door import CountedFrom, category_counted_from
from vereda.encounters import lookups
from vereda.encounters.actions import importing
from vereda.encounters.actions.importing import Asked, cancel_import, import_file, preview
from vereda.encounters.actions.meeting import Meeting, correct_meeting, join_meetings, record_meeting, withdraw_meeting
from vereda.encounters.entries import Corrected, Line, Service
from vereda.encounters.errors import HeadingRefused, ImportNotOpen, OthersJoined
from vereda.encounters.importing.drafting import Drafting
from vereda.encounters.models import Encounter, ImportBatch
from vereda.encounters.rules import lines_of
from vereda.encounters.tests.files import MX, NOW, bring, counted, file, met, refused, row
from vereda.encounters.words import WithdrawnFor
from vereda.logbook import door as logbook
from vereda.logbook.door import Author

pytestmark = [pytest.mark.storage, pytest.mark.django_db]
INES = Author(account="ines", group="piedras-negras", country="mx", zone="America/Matamoros")

# Seventeen people of one meeting in three rows, and two others.
MEETING = [
    row(encounter_id="A1", at="2024-01-29T22:15-06:00", services="RESCUE;WATER", nationality="NI", count=6, place="islote"),
    row(encounter_id="A1", at="2024-01-29T22:15-06:00", services="RESCUE;WATER", nationality="GT", count=5, place="islote"),
    row(encounter_id="A1", at="2024-01-29T22:15-06:00", services="RESCUE", nationality="EC", count=6, place="islote"),
    row(nationality="HN", sex="F", age_band="18-29", services="WATER", lat="28.7", lon="-100.52", note="con su hija"),
    row(on="2024-01-30", services=category_counted_from(MX, CountedFrom.BODY), count=3),
]


def test_a_file_is_what_its_rows_say(tmp_path):
    done = bring(file(tmp_path, *MEETING))
    assert (done.rows, done.new, done.known, done.encounters, done.people, done.bodies) == (5, 5, 0, 3, 18, 3)
    assert (done.groups, done.months) == (["piedras-negras"], [date(2024, 1, 1)])
    assert met() == (3, 18, 3)
    assert counted() == {"L": 18, "B": 3}
    batch = ImportBatch.objects.get()
    assert (batch.subject, batch.rows, batch.is_closed, batch.group) == (done.batch, 5, True, "piedras-negras")
    assert logbook.verify().holds


def test_entries_tell_who_imported_and_when_it_was(tmp_path):
    bring(file(tmp_path, *MEETING))
    (told,) = logbook.history(Encounter.objects.get(nationalities=";HN;").subject)
    assert (told.author, told.device, told.channel, told.group) == ("operator", "import", "import", "piedras-negras")
    assert (told.id.version, told.id.int >> 80) == (8, 1706486400000)  # 00:00 UTC of 29 January 2024
    # Noon at the post, since no hour was told; the count looks at the day alone.
    assert (told.occurred_at.isoformat(), told.local_on) == ("2024-01-29T12:00:00-06:00", date(2024, 1, 29))


def test_a_night_belongs_to_the_local_day_of_the_post(tmp_path):
    bring(file(tmp_path, row(at="2024-02-01T05:59Z"), row(at="2024-02-01T06:00Z"), row(at="2024-02-01T07:59Z", group="tijuana")))
    assert sorted(Encounter.objects.values_list("group", "local_on")) == [
        ("piedras-negras", date(2024, 1, 31)),
        ("piedras-negras", date(2024, 2, 1)),
        ("tijuana", date(2024, 1, 31)),
    ]


def test_exact_places_and_notes_are_sealed_and_an_old_place_is_not_kept(tmp_path):
    now = timezone.now()
    yesterday = (now - timedelta(days=1)).date().isoformat()
    place = {"lat": "28.7001", "lon": "-100.5235", "place": "isla ZAFIRO", "note": "nota ZAFIRO"}
    import_file(file(tmp_path, row(on=yesterday, **place), row(**place)), Asked(country="mx"), now=now)
    for day, kept in ((yesterday, {"lat": 28.7001, "lon": -100.5235, "place": "isla ZAFIRO"}), ("2024-01-29", None)):
        found = Encounter.objects.get(local_on=day)
        (told,) = logbook.history(found.subject)
        assert logbook.open_box(told.id, "free_text") == {"text": "nota ZAFIRO"}
        assert logbook.open_box(told.id, "whereabouts") == kept
        assert (found.state, found.municipality, found.h3_5) == ("MX-COA", "05025", "85488143fffffff")
    assert "ZAFIRO" not in str(list(Encounter.objects.values()))


# once -------------------------------------------------------------------------------------------------------------------


def test_the_same_file_twice_writes_nothing_the_second_time(tmp_path):
    path = file(tmp_path, *MEETING)
    bring(path)
    before = logbook.head(), logbook.digest_of_read_models()
    done = bring(path)
    assert (done.new, done.known, done.batch) == (0, 5, None)
    assert (logbook.head(), logbook.digest_of_read_models()) == before


@pytest.mark.parametrize("seed", range(4))
def test_the_same_rows_split_and_shuffled_change_nothing(tmp_path, seed):
    bring(file(tmp_path, *MEETING))
    before = logbook.digest_of_read_models(), counted()
    shuffled = random.Random(seed).sample(MEETING, len(MEETING))
    for number, part in enumerate((shuffled[:2], shuffled[2:])):
        assert bring(file(tmp_path, *part, name=f"{number}.csv")).new == 0
    assert (logbook.digest_of_read_models(), counted()) == before


def test_the_order_of_rows_and_files_does_not_change_what_counts(tmp_path):
    for number, one in enumerate(reversed(MEETING)):
        bring(file(tmp_path, one, name=f"{number}.csv"))
    assert (met(), counted()) == ((3, 18, 3), {"L": 18, "B": 3})
    assert Encounter.objects.filter(is_disputed=True).count() == 0


def test_a_new_line_under_a_known_encounter_is_added(tmp_path):
    bring(file(tmp_path, *MEETING[:2]))
    done = bring(file(tmp_path, *MEETING[:3], name="more.csv"))
    assert (done.new, done.known, done.encounters) == (1, 2, 1)
    assert met() == (1, 17, 0)


def test_rebuilt_read_models_are_the_same(tmp_path):
    bring(file(tmp_path, *MEETING))
    before = logbook.digest_of_read_models()
    logbook.rebuild()
    assert logbook.digest_of_read_models() == before


# refused ----------------------------------------------------------------------------------------------------------------


def test_one_bad_row_keeps_the_whole_file_out(tmp_path):
    assert refused(file(tmp_path, *MEETING, row(sex="?"))) == [(7, "sex", "sex_unknown")]
    assert (met(), ImportBatch.objects.count()) == ((0, 0, 0), 0)


def test_problems_are_told_by_line_whatever_pass_found_them(tmp_path):
    bring(file(tmp_path, *MEETING))
    path = file(tmp_path, row(sex="?"), {**MEETING[0], "count": 7}, row(), row(count="x"), row(), name="bad.csv")
    assert refused(path) == [
        (2, "sex", "sex_unknown"),
        (3, "count", "row_changed"),
        (5, "count", "count_not_a_number"),
        (6, "", "same_as_line"),
    ]


def test_a_heading_that_is_not_understood_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("nombre,fecha\nx,y\n", encoding="utf-8")
    with pytest.raises(HeadingRefused):
        bring(path)


def test_an_account_imports_for_its_own_groups_only(tmp_path):
    path = file(tmp_path, row(), row(group="tapachula"))
    assert refused(path, groups={"piedras-negras"}) == [(3, "group", "group_not_yours")]


# changed ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        ({"count": 7}, "count", "row_changed"),
        ({"note": "otra"}, "note", "row_changed"),
        ({"at": "2024-01-29T22:16-06:00"}, "at", "encounter_changed"),
        ({"at": "", "on": "2024-01-29"}, "on", "encounter_changed"),
        ({"group": "tapachula"}, "encounter_id", "encounter_of_another_group"),
        ({"lat": "28.7", "lon": "-100.52"}, "lat", "row_changed"),
    ],
)
def test_a_changed_row_is_refused(tmp_path, change, column, code):
    bring(file(tmp_path, *MEETING))
    assert refused(file(tmp_path, {**MEETING[0], **change}, name="b.csv")) == [(2, column, code)]


def test_a_new_line_under_another_time_is_refused(tmp_path):
    bring(file(tmp_path, *MEETING[:1]))
    other = {**MEETING[1], "at": "2024-01-30T22:15-06:00"}
    assert refused(file(tmp_path, other, name="b.csv")) == [(2, "at", "encounter_changed")]


def test_a_changed_row_is_corrected_when_that_is_asked_for_and_then_known(tmp_path):
    bring(file(tmp_path, *MEETING))
    changed = [{**one, "at": "2024-01-28T22:15-06:00", "note": "corregido"} for one in MEETING[:3]]
    changed[0]["count"] = 8
    path = file(tmp_path, *changed, *MEETING[3:], name="b.csv")
    done = bring(path, as_correction=True)
    assert (done.new, done.known, done.corrections) == (0, 2, 3)
    assert (met(), counted()) == ((3, 20, 3), {"L": 20, "B": 3})
    found = Encounter.objects.get(people_met=19)
    assert (found.occurred_at.isoformat(), found.local_on) == ("2024-01-29T04:15:00+00:00", date(2024, 1, 28))
    kinds = [told.kind for told in logbook.history(found.subject)]
    assert kinds == ["encounters.line_recorded"] * 3 + ["encounters.corrected"] * 3
    assert not found.is_disputed
    for again in (path, file(tmp_path, *MEETING)):
        assert bring(again).batch is None
    assert met() == (3, 20, 3)


def test_corrected_bodies_take_the_place_of_those_of_their_row(tmp_path):
    bodies = row(encounter_id="B", services=category_counted_from(MX, CountedFrom.BODY))
    bring(file(tmp_path, {**bodies, "count": 3}))
    path = file(tmp_path, {**bodies, "count": 2}, name="b.csv")
    assert refused(path) == [(2, "count", "row_changed")]
    bring(path, as_correction=True)
    assert met() == (1, 0, 2)


def test_no_correction_moves_an_encounter_to_another_group(tmp_path):
    bring(file(tmp_path, *MEETING))
    path = file(tmp_path, {**MEETING[0], "group": "tapachula"}, name="b.csv")
    assert refused(path, as_correction=True) == [(2, "encounter_id", "encounter_of_another_group")]


def test_a_correction_on_the_desk_stands_when_the_file_comes_again(tmp_path):
    path = file(tmp_path, *MEETING)
    bring(path)
    meeting = Encounter.objects.get(people_met=17).subject
    line = next(iter(lines_of(logbook.subject(meeting).folded.state)))
    correct_meeting(meeting, Corrected(lines_removed=[line]), by=INES, at=None, seen=logbook.heads(meeting))
    withdraw_meeting(Encounter.objects.get(nationalities=";HN;").subject, reason=WithdrawnFor.TWICE, by=INES, at=NOW)
    before = counted()
    assert before["L"] < 17
    assert bring(path).batch is None
    assert counted() == before


def test_what_was_corrected_on_the_desk_as_the_hint_said_is_no_longer_a_changed_row(tmp_path):
    bring(file(tmp_path, *MEETING))
    path = file(tmp_path, {**MEETING[0], "count": 7}, name="b.csv")
    assert refused(path) == [(2, "count", "row_changed")]
    meeting = Encounter.objects.get(people_met=17).subject
    line = next(id_ for id_, one in lines_of(logbook.subject(meeting).folded.state).items() if one.get("nationality") == "NI")
    right = Line(line_id=line, count=7, nationality="NI", services=["RESCUE", "WATER"])
    correct_meeting(meeting, Corrected(people_met=18, lines=[right]), by=INES, at=None, seen=logbook.heads(meeting))
    assert bring(path).known == 1
    assert bring(file(tmp_path, *MEETING)).known == 5


def test_an_erased_encounter_takes_no_further_rows(tmp_path):
    path = file(tmp_path, *MEETING)
    bring(path)
    before = counted()
    logbook.erase(Encounter.objects.get(people_met=17).subject, by=INES, second="rafael", at=NOW)
    assert bring(path).batch is None
    other = file(tmp_path, {**MEETING[0], "sex": "F"}, name="b.csv")
    assert refused(other) == [(2, "encounter_id", "encounter_erased")]
    assert counted() == before


# open, killed, withdrawn --------------------------------------------------------------------------------------------------


@pytest.fixture
def killed_after(monkeypatch):
    """Return a function that has the import die before its n-th block."""

    def arrange(blocks: int) -> None:
        monkeypatch.setattr("vereda.encounters.importing.spool.PART", 2)
        write, left = importing._write_block, [blocks]

        def dies(part, drafting):
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt
            write(part, drafting)

        monkeypatch.setattr(importing, "_write_block", dies)

    yield arrange
    monkeypatch.undo()


@pytest.mark.parametrize("blocks", [0, 1, 2])
def test_a_killed_import_counts_nothing_until_the_same_command_finished_it(tmp_path, killed_after, monkeypatch, blocks):
    path = file(tmp_path, *MEETING)
    killed_after(blocks)
    with pytest.raises(KeyboardInterrupt):
        bring(path)
    assert met()[0] == min(3, blocks + (blocks > 0))
    assert counted() == {}
    monkeypatch.undo()
    done = bring(path)
    assert (done.is_resumed, done.new, done.known) == (True, 5 - 2 * blocks, 2 * blocks)
    assert ImportBatch.objects.get().is_closed
    assert (met(), counted()) == ((3, 18, 3), {"L": 18, "B": 3})
    assert bring(path).batch is None


def test_an_import_killed_before_its_last_word_is_closed_by_the_same_command(tmp_path, monkeypatch):
    path = file(tmp_path, *MEETING)
    with monkeypatch.context() as patched:
        patched.setattr(importing, "ImportClosed", None)
        with pytest.raises(TypeError):
            bring(path)
    assert counted() == {}
    assert bring(path).new == 0
    assert counted() == {"L": 18, "B": 3}


def test_an_edited_file_takes_over_what_a_killed_import_left(tmp_path, killed_after, monkeypatch):
    killed_after(1)
    with pytest.raises(KeyboardInterrupt):
        bring(file(tmp_path, *MEETING))
    monkeypatch.undo()
    bring(file(tmp_path, *MEETING, row(on="2024-01-31"), name="edited.csv"))
    assert (met(), counted()) == ((4, 19, 3), {"L": 19, "B": 3})


def test_a_withdrawn_import_no_longer_counts_and_says_so(tmp_path):
    done = bring(file(tmp_path, *MEETING))
    cancel_import(done.batch, country="mx", now=NOW)
    assert counted() == {}
    assert ImportBatch.objects.get().is_cancelled
    with pytest.raises(ImportNotOpen):
        cancel_import(done.batch, country="mx", now=NOW)
    with pytest.raises(ImportNotOpen):
        cancel_import(uuid4(), country="mx", now=NOW)
    assert logbook.verify().holds


def test_an_import_that_counts_for_a_desk_entry_is_not_withdrawn_over_its_head(tmp_path):
    done = bring(file(tmp_path, *MEETING))
    kept = Encounter.objects.filter(batch=done.batch).first()
    by = Author(account=str(uuid4()), group=kept.group, country="mx", zone="America/Matamoros")
    own = record_meeting(Meeting(people_met=17, services=[Service(service="WATER")]), by=by, at=NOW, now=NOW).subject
    join_meetings(own, into=kept.subject, by=by, at=NOW)
    with pytest.raises(OthersJoined):
        cancel_import(done.batch, country="mx", now=NOW)
    assert not ImportBatch.objects.get().is_cancelled


def test_an_account_withdraws_imports_of_its_own_groups_only(tmp_path):
    done = bring(file(tmp_path, *MEETING))
    with pytest.raises(ImportNotOpen):
        cancel_import(done.batch, country="mx", groups={"tapachula"})
    assert counted() != {}


def test_a_killed_import_can_be_withdrawn(tmp_path, killed_after, monkeypatch):
    killed_after(2)
    with pytest.raises(KeyboardInterrupt):
        bring(file(tmp_path, *MEETING))
    monkeypatch.undo()
    cancel_import(ImportBatch.objects.get().subject, country="mx", now=NOW)
    assert counted() == {}


def test_what_was_withdrawn_can_be_imported_again(tmp_path):
    path = file(tmp_path, *MEETING)
    for _ in range(2):
        done = bring(path)
        assert done.new == 5
        assert counted() == {"L": 18, "B": 3}
        assert bring(path).batch is None
        cancel_import(done.batch, country="mx", now=NOW)
        assert counted() == {}
    assert met() == (3, 18, 3)


def test_a_withdrawn_import_may_come_again_with_right_counts_time_and_group(tmp_path):
    wrong = bring(file(tmp_path, *MEETING))
    cancel_import(wrong.batch, country="mx", now=NOW)
    right = [{**one, "count": 2, "at": "2024-01-28T10:00-06:00"} for one in MEETING[:3]]
    assert bring(file(tmp_path, *right, name="right.csv")).new == 3
    assert counted() == {"L": 6}
    moved = [{**one, "group": "tapachula"} for one in MEETING[:3]]
    assert refused(file(tmp_path, *moved, name="moved.csv"))[0][2] == "encounter_of_another_group"
    cancel_import(ImportBatch.objects.get(is_cancelled=False).subject, country="mx", now=NOW)
    bring(file(tmp_path, *moved, name="moved.csv"))
    assert counted() == {"L": 17}
    assert {fact.group for fact in logbook.facts_of_month("mx", date(2024, 1, 1))} == {"tapachula"}


def test_lines_of_two_files_in_one_encounter_are_withdrawn_apart(tmp_path):
    first = bring(file(tmp_path, *MEETING[:2]))
    second = bring(file(tmp_path, *MEETING[2:3], name="b.csv"))
    assert counted() == {"L": 17}
    cancel_import(second.batch, country="mx", now=NOW)
    assert counted() == {"L": 11}
    bring(file(tmp_path, *MEETING[2:3], name="b.csv"))
    cancel_import(first.batch, country="mx", now=NOW)
    assert counted() == {"L": 6}
    before = logbook.digest_of_read_models()
    logbook.rebuild()
    assert logbook.digest_of_read_models() == before


def test_two_imports_of_one_file_at_once_write_each_row_once(tmp_path, monkeypatch):
    path = file(tmp_path, *MEETING)
    drafts = Drafting.drafts

    def late(self, rows):
        monkeypatch.setattr(Drafting, "drafts", drafts)
        bring(path)  # the other one comes between look and write
        return drafts(self, rows)

    monkeypatch.setattr(Drafting, "drafts", late)
    bring(path)
    assert (met(), counted()) == ((3, 18, 3), {"L": 18, "B": 3})


def test_a_block_that_cannot_be_written_for_another_reason_is_not_hidden(tmp_path, monkeypatch):
    def broken(drafts):
        raise IntegrityError("disk")

    monkeypatch.setattr(importing, "record_all", broken)
    with pytest.raises(IntegrityError, match="disk"):
        bring(file(tmp_path, *MEETING))


# sums and previews --------------------------------------------------------------------------------------------------------


def test_large_counts_are_sums_and_stand_apart_from_meetings(tmp_path):
    bring(file(tmp_path, row(count=999), row(count=1000), row(count=1_000_000)))
    assert sorted(Encounter.objects.values_list("people_met", "is_aggregate")) == [
        (999, False),
        (1000, True),
        (1_000_000, True),
    ]


def test_every_row_is_a_sum_when_that_is_said(tmp_path):
    bring(file(tmp_path, *MEETING), is_aggregate=True)
    assert set(Encounter.objects.values_list("is_aggregate", flat=True)) == {True}


def test_a_preview_tells_what_would_be_done_and_does_nothing(tmp_path):
    bring(file(tmp_path, *MEETING[:2]))
    before = logbook.head()
    path = file(tmp_path, *MEETING, row(on="2024-02-01", group="tapachula", services=""), name="b.csv")
    seen = preview(path, Asked(country="mx"), now=NOW)
    assert (seen.rows, seen.bad, seen.new, seen.known, seen.corrections) == (6, 0, 4, 2, 0)
    assert (seen.encounters, seen.people, seen.bodies, seen.without_service) == (4, 19, 3, 1)
    assert (seen.groups, seen.months) == (["piedras-negras", "tapachula"], [date(2024, 1, 1), date(2024, 2, 1)])
    bad = preview(
        file(tmp_path, *MEETING, *[row(sex="?", count=n) for n in range(1, 100)], name="c.csv"), Asked(country="mx"), now=NOW
    )
    assert (bad.bad, len(bad.problems), bad.problems[0].line) == (99, 50, 7)
    assert logbook.head() == before


def test_a_file_without_rows_is_imported_and_writes_nothing(tmp_path):
    done = bring(file(tmp_path))
    assert (done.rows, done.batch, logbook.head()) == (0, None, None)


def test_the_questions_to_the_database_do_not_grow_with_the_rows_of_a_block(tmp_path):
    def asked(count: int) -> int:
        rows = [row(encounter_id=f"{count}-{n}", services="WATER") for n in range(count)]
        with CaptureQueriesContext(connection) as queries:
            bring(file(tmp_path, *rows, name=f"{count}.csv"))
        return len(queries)

    assert asked(90) <= asked(20) + 2


def test_the_day_on_the_board_leaves_out_what_is_open_or_withdrawn(tmp_path):
    done = bring(file(tmp_path, *MEETING))
    assert lookups.day_sum("piedras-negras", "mx", date(2024, 1, 29)).people == 18
    cancel_import(done.batch, country="mx", now=NOW)
    assert lookups.day_sum("piedras-negras", "mx", date(2024, 1, 29)).people == 0
    assert lookups.imports_not_counted("mx") == {done.batch}


def test_sums_and_withdrawn_files_are_never_proposed_as_the_same_meeting(tmp_path):
    rows = [row(encounter_id=name, at="2024-01-29T22:15-06:00", count=1000) for name in "AB"]
    bring(file(tmp_path, *rows))
    assert lookups.likely_same(Encounter.objects.all()[0]) == []
    one = bring(file(tmp_path, row(encounter_id="C", at="2024-01-29T22:15-06:00"), name="c.csv"))
    bring(file(tmp_path, row(encounter_id="D", at="2024-01-29T22:15-06:00"), name="d.csv"))
    last = Encounter.objects.exclude(batch=one.batch).get(people_met=1)
    assert [found.batch for found in lookups.likely_same(last)] == [one.batch]
    cancel_import(one.batch, country="mx", now=NOW)
    assert lookups.likely_same(last) == []
