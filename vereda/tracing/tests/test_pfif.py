"""PFIF 1.4 is read into reports that somebody looks at; a hostile, damaged, huge or other file is refused and writes nothing.

BAD-033, REL-043 (reading; nothing is published in it).
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

import pytest
import time_machine

from vereda.errors import FieldError
from vereda.logbook.door import erase, rebuild
from vereda.logbook.models import LogEntry
from vereda.people import door as people
from vereda.tracing import door as tracing
from vereda.tracing.door import MissingFile, MissingReport
from vereda.tracing.errors import pfif as errors
from vereda.tracing.reading.pfif import MOST_BYTES, MOST_NOTES, MOST_PERSONS, read_pfif, surnames
from vereda.tracing.tests.test_reports import BY, NADIA, NOW

PERSON = {
    "person_record_id": "example.org/p1", "entry_date": "2026-11-01T10:00:00Z", "expiry_date": "2027-11-01T10:00:00Z",
    "author_name": "Rosa Obsidiana", "author_email": "rosa@example.org", "author_phone": "504 5550101",
    "source_name": "example.org", "source_date": "2026-11-01T09:00:00Z", "source_url": "https://example.org/secreto",
    "full_name": "Xóchitl Turquesa de la Luna", "given_name": "Xóchitl", "family_name": "Turquesa de la Luna",
    "alternate_names": "La Chata", "description": "tatuaje de jaguar", "sex": "female",
    "date_of_birth": "2001-04-03", "age": "25",
    "home_street": "Calle 7", "home_city": "Comayagua", "photo_url": "https://example.org/cara.jpg",
    "profile_urls": "https://example.org/perfil",
}  # fmt: skip
NOTE = {
    "note_record_id": "example.org/n1", "person_record_id": "example.org/p1", "entry_date": "2026-11-02T10:00:00Z",
    "author_name": "Beto", "source_date": "2026-11-02T09:00:00Z", "author_made_contact": "true", "status": "believed_alive",
    "email_of_found_person": "aqui@example.org", "phone_of_found_person": "504 7777777",
    "last_known_location": "terminal de buses",
    "text": "La vieron comprando pan", "photo_url": "https://example.org/otra.jpg",
}  # fmt: skip
NOT_READ = ("secreto", "cara.jpg", "perfil", "Calle 7", "Comayagua", "7777777", "aqui@", "otra.jpg")


def element(tag: str, fields: dict[str, str], inside: str = "") -> str:
    return (
        f"<pfif:{tag}>"
        + "".join(f"<pfif:{name}>{escape(said)}</pfif:{name}>" for name, said in fields.items())
        + inside
        + f"</pfif:{tag}>"
    )


def pfif(*parts: str, version: str = "1.4", before: str = "") -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<pfif:pfif xmlns:pfif="http://zesty.ca/pfif/{version}">{"".join(parts)}</pfif:pfif>'.encode()


def person(**changed: str) -> str:
    return element("person", {name: said for name, said in {**PERSON, **changed}.items() if said})


def note(**changed: str) -> str:
    return element("note", {name: said for name, said in {**NOTE, **changed}.items() if said})


def test_what_is_needed_is_read_and_nothing_that_says_where_somebody_is():
    (one,) = read_pfif(pfif(person(), note()), NOW).persons
    assert (one.given, one.families, one.also_called) == ("Xóchitl", ("Turquesa", "de la Luna"), "La Chata")
    assert (one.sex, one.born, one.author, one.reach) == ("F", (2001, 2001), "Rosa Obsidiana", "504 5550101 · rosa@example.org")
    assert [(told.status, told.text, told.place) for told in one.notes] == [
        ("believed_alive", "La vieron comprando pan", "terminal de buses")
    ]
    for never in NOT_READ:
        assert never not in repr(one)


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        ({"date_of_birth": "2001-04"}, (2001, 2001)),
        ({"date_of_birth": "2001"}, (2001, 2001)),
        ({"date_of_birth": "", "age": "20-25"}, (2000, 2006)),
        ({"date_of_birth": "", "age": "0"}, (2025, 2026)),
        ({"date_of_birth": "", "age": ""}, None),
    ],
)
def test_a_birth_is_as_precise_as_it_was_told(changed: dict[str, str], wanted):
    assert read_pfif(pfif(person(**changed)), NOW).persons[0].born == wanted


def test_notes_inside_a_person_and_without_a_person():
    within = element("person", PERSON, note(person_record_id=""))
    read = read_pfif(pfif(within, note(note_record_id="example.org/n2", person_record_id="example.org/nobody")), NOW)
    assert ([len(one.notes) for one in read.persons], read.stray) == ([1], 1)


def test_of_a_record_that_expired_four_fields_stay():
    read = read_pfif(pfif(person(expiry_date="2026-11-10T00:00:00Z", full_name="", given_name=""), note()), NOW)
    (one,) = read.expired
    assert (read.persons, read.stray) == ([], 0)
    assert vars(one) == {
        "record": "example.org/p1",
        "on": datetime(2026, 11, 1, 9, tzinfo=UTC),
        "entered": datetime(2026, 11, 1, 10, tzinfo=UTC),
        "expired": datetime(2026, 11, 10, tzinfo=UTC),
    }


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Turquesa Luna", ["Turquesa", "Luna"]),
        ("de la Cruz López", ["de la Cruz", "López"]),
        ("López de", ["López", "de"]),
        ("", []),
    ],
)
def test_surnames(said: str, wanted: list[str]):
    assert list(surnames(said)) == wanted


BOMB = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)) + "]>"
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
REMOTE = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'
HOSTILE = [
    (pfif(person(), before=BOMB).replace("Xóchitl".encode(), b"&j;"), errors.PfifUnsafe),
    (pfif(person(), before=OUTSIDE).replace("Xóchitl".encode(), b"&e;"), errors.PfifUnsafe),
    (pfif(person(), before=REMOTE), errors.PfifUnsafe),
    (pfif(person(), before="<!DOCTYPE x [<!ELEMENT x ANY>]>"), errors.PfifUnsafe),
    (b"", errors.PfifNotXml),
    (b"\x00\x01\x02", errors.PfifNotXml),
    (b"PK\x03\x04 a zip", errors.PfifNotXml),
    (pfif(person())[:-20], errors.PfifNotXml),
    (pfif(person()).replace(b"UTF-8", b"UTF-99"), errors.PfifNotXml),
    (pfif(person()).replace("ó".encode(), b"\xff"), errors.PfifNotXml),
    (b"<a>" * 100_000, errors.PfifNotXml),
    (b"<html/>", errors.PfifNotPfif),
    (b'<person xmlns="http://zesty.ca/pfif/1.4"/>', errors.PfifNotPfif),
    (pfif(person(), version="1.3"), errors.PfifOtherVersion),
    (pfif(person(), version="1.1"), errors.PfifOtherVersion),
    (b" " * (MOST_BYTES + 1), errors.PfifTooLarge),
    (pfif(*[person(person_record_id=f"e/{n}") for n in range(MOST_PERSONS + 1)]), errors.PfifTooLarge),
    (pfif(person(), *[note(note_record_id=f"e/{n}") for n in range(MOST_NOTES + 1)]), errors.PfifTooLarge),
    (pfif("<x/>" * 40_001), errors.PfifTooLarge),
    (pfif(person(), person()), errors.PfifTwice),
    (pfif(person(), note(), note()), errors.PfifTwice),
    (pfif(person(person_record_id="")), errors.PfifMissing),
    (pfif(person(source_date="")), errors.PfifMissing),
    (pfif(person(full_name="", given_name="")), errors.PfifMissing),
    (pfif(person(), note(source_date="")), errors.PfifMissing),
    (pfif(person(source_date="2027-11-01T09:00:00Z")), errors.PfifDate),
    (pfif(person(source_date="2026-02-30T09:00:00Z")), errors.PfifDate),
    (pfif(person(source_date="ayer")), errors.PfifDate),
    (pfif(person(source_date="0001-01-01T00:00:00Z")), errors.PfifDate),
    (pfif(person(expiry_date="2026-13-01T00:00:00Z")), errors.PfifDate),
    (pfif(person(date_of_birth="2001-02-30")), errors.PfifDate),
    (pfif(person(date_of_birth="2030-01-01")), errors.PfifDate),
    (pfif(person(date_of_birth="1701")), errors.PfifDate),
    (pfif(person(date_of_birth="", age="400")), errors.PfifDate),
    (pfif(person(date_of_birth="", age="30-20")), errors.PfifDate),
    (pfif(person(date_of_birth="", age="-1")), errors.PfifDate),
    (pfif(person(given_name="x" * 300)), errors.PfifText),
    (pfif(person(given_name="Ana\u202eanA")), errors.PfifText),
]  # fmt: skip


def test_what_is_nested_without_end_harms_nothing():
    deep = "<x>" * 19_000 + "</x>" * 19_000
    raw = pfif(person(description="AQUI").replace("AQUI", deep))
    assert read_pfif(raw, NOW).persons[0].description == ""


@pytest.mark.parametrize(("raw", "error"), HOSTILE, ids=[f"{n}-{error.__name__}" for n, (_raw, error) in enumerate(HOSTILE)])
def test_what_cannot_be_meant_is_refused_in_one_sentence(raw: bytes, error: type[FieldError]):
    tracemalloc.start()
    with pytest.raises(error) as refused:
        read_pfif(raw, NOW)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 64 * 1024 * 1024
    assert "No se guardó nada" in refused.value.hint
    assert "root:" not in str(vars(refused.value))


@pytest.mark.django_db
@pytest.mark.storage
class TestTakenIn:
    @pytest.fixture(autouse=True)
    def clock(self) -> Iterator[time_machine.Traveller]:
        with time_machine.travel(NOW, tick=False) as traveller:
            yield traveller

    def taken(self, *parts: str, by=BY, at: datetime = NOW) -> tracing.TakenIn:
        return tracing.take_in_pfif(read_pfif(pfif(*parts), at), by=by, at=at)

    def test_a_person_is_a_report_with_one_file_and_a_note_is_a_lead_and_no_finding(self):
        made = self.taken(person(), note())
        assert (made.new, made.known, made.leads, made.expired) == (1, 0, 1, 0)
        row, report = MissingFile.objects.get(), MissingReport.objects.get()
        assert (row.sex, row.age_band, row.nationality, row.located_at, row.way) == ("F", "18-29", "XX", None, "undecided")
        assert (report.seek_from, report.consent) == ("organization", ["search"]), "neither to ask others nor to say who seeks"
        assert [one.subject for one in people.find("turquesa luna", BY.group)] == [row.person]
        (lead,) = row.leads
        assert (lead["source"], lead["reliability"], lead["place"]["state"]) == ("network", "unknown", "")
        assert "terminal de buses" in tracing.sealed.lead_words(row, lead["words"])
        clear = b"".join(bytes(entry.body) for entry in LogEntry.objects.all())
        for never in (*NOT_READ, "Turquesa", "Obsidiana", "jaguar", "terminal", "example.org"):
            assert never.encode() not in clear

    def test_read_twice_or_with_more_it_repeats_nothing(self):
        self.taken(person(), note())
        before = LogEntry.objects.count()
        assert (self.taken(person(), note()).known, LogEntry.objects.count()) == (1, before)
        made = self.taken(person(), person(person_record_id="example.org/p2"))
        assert (made.new, made.known, MissingFile.objects.count()) == (1, 1, 2)
        rebuild()
        assert MissingFile.objects.count() == 2

    def test_a_note_that_came_since_is_a_lead_of_the_file_that_is_there_and_of_none_that_is_closed(self):
        self.taken(person())
        made = self.taken(person(), note())
        assert (made.new, made.known, made.leads) == (0, 1, 1)
        assert self.taken(person(), note()).leads == 0
        assert len(MissingFile.objects.get().leads) == 1
        at = NOW + timedelta(days=400)
        self.taken(person(), at=at)
        assert self.taken(person(expiry_date="2029-01-01T00:00:00Z"), note(note_record_id="example.org/n9"), at=at).leads == 0

    def test_two_groups_may_read_one_file(self):
        self.taken(person())
        assert self.taken(person(), by=NADIA).new == 1
        assert [row.group for row in MissingFile.objects.order_by("group")] == ["piedras-negras", "tapachula"]

    def test_a_record_that_expires_later_is_withdrawn_and_one_that_was_never_read_leaves_nothing(self):
        self.taken(person(), note())
        at = NOW + timedelta(days=400)
        made = self.taken(person(), person(person_record_id="example.org/p9"), at=at)
        assert (made.new, made.expired, made.withdrawn) == (0, 2, 1)
        row, report = MissingFile.objects.get(), MissingReport.objects.get()
        assert row.close_reason == "withdrawn"
        assert tracing.sealed.seeker(report) is None
        assert self.taken(person(), at=at).withdrawn == 0

    def test_who_was_erased_does_not_come_back_with_the_same_file(self):
        self.taken(person())
        erase(MissingFile.objects.get().person, by=BY, at=NOW, second="ines")
        assert self.taken(person()).new == 0
        assert people.find("turquesa luna", BY.group) == []

    @pytest.mark.parametrize("raw", [raw for raw, _error in HOSTILE[:6]])
    def test_a_bad_file_writes_nothing(self, raw: bytes):
        before = LogEntry.objects.count()
        with pytest.raises(errors.PfifUnreadable):
            tracing.take_in_pfif(read_pfif(raw, NOW), by=BY, at=NOW)
        assert LogEntry.objects.count() == before

    def test_it_is_compared_like_any_other_report(self):
        from vereda.tracing.tests.test_candidates import known

        self.taken(person())
        same = known(given="Sochil", families=["Turquesa"])
        row = MissingFile.objects.get()
        assert [one.person.subject for one in tracing.candidates(row, NOW.date(), is_across=False, account="ines")] == [same]
