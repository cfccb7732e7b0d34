"""Training by hand: gains, a year counted once each, duties, certificates without a line, past lists, courses as files."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import jsonschema_rs
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from vereda.logbook.schema import Entry, sign_p1363
from vereda.training.entries import Answered, CourseTaken, Enrolled, SessionChanged, SessionPlanned
from vereda.training.rules import badge, catalogue, certificate, counting, duties, gain, lists
from vereda.training.rules.counting import Held
from vereda.training.rules.fold import Notice, Session, There, session_of, session_step, start, told_by
from vereda.training.words import ChangedFor, Duty, How, Mode, Moment, Theme, Verdict

KEY, STRANGER = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
KEYS = certificate.key_set([KEY.public_key()], ["MX-2026-0009"], date(2026, 11, 30))
TODAY = date(2026, 11, 30)
SAID = certificate.Said(
    number="MX-2026-0004",
    name="Inés Carrillo",
    title="Derechos",
    hours=4,
    issuer="Red",
    on=date(2026, 11, 1),
    until=date(2026, 12, 31),
)


def text(said: certificate.Said = SAID, key: ec.EllipticCurvePrivateKey = KEY, name: str = "") -> str:
    return certificate.written(said, lambda raw: sign_p1363(key, raw), name or certificate.key_name(KEY.public_key()))


# What was learned ------------------------------------------------------------------------------------------------


def test_a_gain_is_of_who_took_both_tests_with_student_t():
    # Differences 30, 10, 20: mean 20, s = 10, t(0.975, 2) = 4.30265, half = 4.30265 x 10 / sqrt(3) = 24.841.
    found = gain.gain([(40, 70), (60, 70), (50, 70)])
    assert (found.n, found.before, found.after, found.mean) == (3, 50, 70, 20)
    assert found.low == pytest.approx(20 - 24.841, abs=0.001)
    assert found.high == pytest.approx(20 + 24.841, abs=0.001)
    assert found.normalised == pytest.approx(20 / 50)
    assert found.reached == 2  # 30 and 20 points; who rose by 10 to 70 did neither


def test_one_person_has_a_gain_and_no_interval_and_nobody_has_none():
    assert (gain.gain([(100, 100)]).low, gain.gain([(100, 100)]).normalised, gain.gain([])) == (None, None, None)


def test_wilson_as_it_is_printed():
    # Wilson 1927 for 8 of 10: 0.4902 to 0.9433.
    assert gain.wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=0.0001)
    assert gain.wilson(10, 10) == pytest.approx((0.7225, 1.0), abs=0.0001)


def test_every_revision_that_was_given_out_has_its_bank_and_the_present_one_is_that_of_the_course():
    for code, course in catalogue.courses().items():
        assert catalogue.bank(code, course.of.version) == {one.code: one.answer for one in course.of.questions}, code
        assert all(catalogue.bank(code, revision) for revision in range(1, course.of.version)), "an older one is never taken out"
    assert catalogue.bank("rights", 999) is None


def test_a_test_is_counted_by_the_bank_of_its_revision_and_by_nobodys_own_number():
    right = {one.code: one.answer for one in catalogue.courses()["rights"].of.questions}
    some = {code: letter if at < 6 else "" for at, (code, letter) in enumerate(right.items())}
    assert answered(some, stated=10) == ((6, 10), ()), "six of ten, whatever the phone says"
    assert answered({"q1": right["q1"]}, stated=None) == ((1, 10), ()), "what was left out was not known"
    assert answered(some, stated=7, revision=999) == ((7, 10), ()), "of a later program: as the desk counted there"
    assert answered(some, stated=None, revision=999) == (None, (Moment.BEFORE,)), "kept, to be counted by a later program"


def answered(answers: dict[str, str], *, stated: int | None, revision: int = 1) -> tuple[object, object]:
    """Return what a person's first test is worth, and which of theirs nobody can count."""
    told = {"revision": revision, "answers": answers, "right": stated}
    own = {"course": "rights", "revision": 1, "topics": ["RIGHTS-01"], "hours": 4, "group": "a", "on": "2026-11-30"}
    there = {"guest": False, "group": "a", "sex": "U", "how": "list"}
    fields = {"own": [["e1", own]], "there:ines": [["e1", there]], "test:before:ines": [["e2", told]]}
    one = session_of(fields)
    assert one is not None
    return one.there[0].before, one.there[0].unmarked


# A session that changes ------------------------------------------------------------------------------------------


def written(payload: object, number: int, author: str = "sergio", seen: tuple[str, ...] = ()) -> Entry:
    at = datetime(2026, 11, 30, 12, number, tzinfo=UTC)
    return Entry(
        id=f"e{number}", kind=payload.kind, payload=payload, subject="s", seen=seen, clock=f"{number:016x}", group="a",
        country="mx", author=author, reported_by=author, channel="desk", device="desk", occurred_at=at, local_on=at.date(),
        past=set(seen),
    )  # fmt: skip


PLAN = SessionPlanned(topics=["RESCUE-02"], begins_on=date(2026, 12, 9), ends_on=date(2026, 12, 9), place="Aula", provider="Red")


def moved(day: int, place: str, why: ChangedFor = ChangedFor.WEATHER) -> SessionChanged:
    on = date(2026, 12, day)
    return SessionChanged(why=why, begins_on=on, ends_on=on, place=place, provider="Red")


def folded(*entries: Entry) -> Session:
    state = start()
    for entry in entries:
        state = session_step(state, entry)
    found = session_of(state["fields"])
    assert found is not None
    return found


def test_a_changed_session_stands_as_it_was_changed_last_and_tells_what_it_was():
    one = folded(
        written(PLAN, 1),
        written(moved(11, "Aula"), 2, seen=("e1",)),
        written(moved(11, "Muelle", ChangedFor.PLACE), 3, seen=("e2",)),
    )
    assert (one.plan.begins_on, one.plan.place) == (date(2026, 12, 11), "Muelle")
    assert [(told.why, told.was, told.now) for told in one.changes] == [
        ("weather", {"begins_on": "2026-12-09", "ends_on": "2026-12-09"}, {"begins_on": "2026-12-11", "ends_on": "2026-12-11"}),
        ("place", {"place": "Aula"}, {"place": "Muelle"}),
    ]
    anew = folded(written(PLAN, 1), written(moved(11, "Muelle"), 2, seen=("e1",)), written(PLAN, 3, seen=("e2",)))
    assert anew.plan.place == "Aula", "planned anew, it stands as it was written last"


def test_what_somebody_says_last_of_whether_they_come_stands_whoever_wrote_before():
    one = folded(written(PLAN, 1), written(Enrolled(who="ines", group="a"), 5, seen=("e1",)))
    no, yes = (Notice("ines", "a", "", is_coming, f"{clock:016x}") for is_coming, clock in ((False, 9), (True, 3)))
    assert not told_by(one, [no, yes]).going["ines"].is_coming
    assert told_by(one, [yes]).going["ines"].clock == f"{5:016x}"
    codes = [Notice("ines", "a", code, None, f"{clock:016x}") for code, clock in (("BBBBBBBB", 9), ("AAAAAAAA", 3))]
    assert told_by(one, codes).claims == {"ines": "BBBBBBBB"}


def test_a_test_is_answered_once_and_the_first_counts_in_any_order_of_arrival():
    own = CourseTaken(course="rights", revision=1, topics=["RIGHTS-01"])
    right = {one.code: one.answer for one in catalogue.courses()["rights"].of.questions}
    none = dict.fromkeys(right, "")
    first, second = Answered(moment="before", revision=1, answers=none), Answered(moment="before", revision=1, answers=right)
    told = folded(written(own, 1, "ines"), written(first, 2, "ines", ("e1",)), written(second, 3, "ines", ("e2",)))
    assert told.there[0].before == (0, 10)


# A year ----------------------------------------------------------------------------------------------------------


def session(on: date, topics: list[str], *there: There, cancelled: date | None = None) -> Session:
    plan = SessionPlanned(topics=topics, begins_on=on, ends_on=on)
    return Session(plan, there, {}, None, None, cancelled)


def one(who: str, group: str = "a", *, guest: bool = False) -> There:
    return There(who, guest, group, "U", How.LIST)


YEAR = [
    session(date(2026, 3, 1), ["TRAFF-01"], one("ines"), one("rafael"), one("guest", "", guest=True)),
    session(date(2026, 6, 1), ["TRAFF-02", "RIGHTS-01"], one("ines"), one("nadia", "b")),
    session(date(2026, 7, 1), ["RIGHTS-01"], one("rafael")),
    session(date(2025, 12, 31), ["TRAFF-01"], one("tomas")),
    session(date(2026, 8, 1), ["TRAFF-01"], one("tomas"), cancelled=date(2026, 8, 1)),
    session(date(2026, 12, 1), ["TRAFF-01"], one("tomas")),
]
HELD = [
    Held("ines", frozenset({"TRAFF-01"}), date(2026, 3, 1), TODAY, is_revoked=False),
    Held("rafael", frozenset({"TRAFF-01"}), date(2026, 3, 1), date(2026, 11, 29), is_revoked=False),
    Held("nadia", frozenset({"RIGHTS-01"}), date(2026, 6, 1), None, is_revoked=False),
    Held("nadia", frozenset({"TRAFF-02"}), date(2026, 6, 1), None, is_revoked=True),
]


def test_a_year_counts_people_once_attendances_each_and_who_is_in_service_and_in_date():
    found = counting.year(YEAR, HELD, {"ines", "rafael"}, of=2026, today=TODAY, theme=Theme.TRAFFICKING)
    assert found == {
        "": counting.Count(people=1, attendances=1, in_service=0, in_date=0),
        "a": counting.Count(people=2, attendances=3, in_service=2, in_date=1),  # Rafael's ended yesterday; Inés's ends today
        "b": counting.Count(people=1, attendances=1, in_service=0, in_date=0),  # Nadia left; hers on trafficking was revoked
        counting.TOTAL: counting.Count(people=4, attendances=5, in_service=2, in_date=1),
    }
    rights = counting.year(YEAR, HELD, {"nadia"}, of=2026, today=TODAY, theme=Theme.RIGHTS)
    assert rights["b"] == counting.Count(1, 1, 1, 1)
    assert counting.year(YEAR, HELD, (), of=2024, today=TODAY) == {}


def test_a_course_at_the_own_pace_counts_when_it_was_finished_and_not_when_it_was_begun():
    begun, passed = replace(one("ines"), before=(4, 10)), replace(one("rafael"), before=(4, 10), after=(9, 10))
    failed, unread = replace(one("tomas"), after=(1, 10)), replace(one("nadia"), unmarked=(Moment.AFTER,))
    own = [session(date(2026, 5, 1), ["TRAFF-01"], there) for there in (begun, passed, failed, unread)]
    own = [replace(each, plan=each.plan.model_copy(update={"mode": Mode.OWN_PACE})) for each in own]
    assert counting.year(own, (), (), of=2026, today=TODAY)["a"] == counting.Count(3, 3, 0, 0)
    assert counting.between(own, date(2026, 1, 1), TODAY) == (3, 3)


# Duties ----------------------------------------------------------------------------------------------------------


def test_a_boat_needs_the_water_course_in_date():
    asked = catalogue.asked_by_duty()
    assert asked[Duty.BOAT] == ("RESCUE-02",)
    water = Held("ines", frozenset({"RESCUE-02"}), date(2026, 1, 1), date(2026, 12, 15), is_revoked=False)
    boat = next(one for one in duties.may("ines", asked, [water], TODAY) if one.duty is Duty.BOAT)
    assert (boat.is_able, boat.ends_soon(TODAY)) == (True, True)
    over = next(one for one in duties.may("ines", asked, [water], date(2026, 12, 16)) if one.duty is Duty.BOAT)
    assert (over.is_able, over.missing) == (False, ("RESCUE-02",))
    other = next(one for one in duties.may("rafael", asked, [water], TODAY) if one.duty is Duty.BOAT)
    assert not other.is_able


def test_of_two_certificates_the_longer_counts_and_of_two_topics_the_shorter():
    asked = {Duty.SCREENING: ("TRAFF-03", "TRAFF-04")}
    own = [
        Held("ines", frozenset({"TRAFF-03"}), date(2026, 1, 1), date(2026, 12, 1), is_revoked=False),
        Held("ines", frozenset({"TRAFF-03"}), date(2026, 1, 1), date(2028, 1, 1), is_revoked=False),
        Held("ines", frozenset({"TRAFF-04"}), date(2026, 1, 1), date(2027, 6, 1), is_revoked=False),
    ]
    assert duties.may("ines", asked, own, TODAY) == [duties.May(Duty.SCREENING, (), date(2027, 6, 1))]


# Certificates, without a line -------------------------------------------------------------------------------------


def test_a_certificate_verifies_from_its_text_and_the_published_key_alone():
    published = json.loads(json.dumps(KEYS))
    assert certificate.verify(text(), published, TODAY) == certificate.Checked(Verdict.VALID, SAID)
    address = f"https://ejemplo.invalid/constancia/#{text()}\n"
    assert certificate.verify(address, published, SAID.until).verdict is Verdict.VALID
    assert certificate.verify(text(), published, date(2027, 1, 1)) == certificate.Checked(Verdict.EXPIRED, SAID)
    assert certificate.verify(text(), published, date(2026, 10, 31)).verdict is Verdict.NOT_YET
    assert certificate.verify(text(SAID.model_copy(update={"number": "MX-2026-0009"})), KEYS, TODAY).verdict is Verdict.REVOKED


def changed(told: str, **words: str) -> str:
    """Return a certificate whose words somebody changed and whose signature they kept."""
    head, body, signature = told.split(".")
    said = json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    body = urlsafe_b64encode(json.dumps({**said, **words}).encode()).rstrip(b"=").decode()
    return f"{head}.{body}.{signature}"


def test_a_forged_certificate_is_refused_and_its_words_are_not_repeated():
    none = urlsafe_b64encode(b'{"alg":"none","typ":"vereda-certificate"}').rstrip(b"=").decode()
    forged = {
        "another name": changed(text(), name="Otra Persona"),
        "a later end": changed(text(), until="2099-01-01"),
        "another key under our name": text(key=STRANGER),
        "an unknown key": text(key=STRANGER, name=certificate.key_name(STRANGER.public_key())),
        "no signature": text().rpartition(".")[0] + ".",
        "no algorithm": none + "." + text().split(".")[1] + ".",
    }
    for how, told in forged.items():
        assert certificate.verify(told, KEYS, TODAY) == certificate.Checked(Verdict.FORGED), how
    deep = urlsafe_b64encode(b"[" * 2900).decode().rstrip("=") + ".e30.AA"
    for told in ("", "a.b", "ñ.ñ.ñ", "....", "a" * 5000, deep, text()[:-40] + "é" * 3):
        assert certificate.verify(told, KEYS, TODAY).verdict in (Verdict.UNREADABLE, Verdict.FORGED), told[:10]
        assert certificate.verify(told, KEYS, TODAY).said is None


def test_a_badge_validates_against_open_badges_3_and_its_signature_holds():
    schema = json.loads((Path(__file__).parent / "data" / "open_badge.json").read_text(encoding="utf-8"))
    found = badge.credential(
        SAID,
        id_=UUID(int=7),
        issuer_url="https://ejemplo.invalid/constancia/",
        course="rights",
        goal="Ayudar",
        criteria="Examen",
        lang="es",
    )
    valid = jsonschema_rs.validator_for(schema, validate_formats=True)
    assert [str(error) for error in valid.iter_errors(found)] == []
    assert not valid.is_valid({**found, "validFrom": "ayer"})
    assert not valid.is_valid({name: value for name, value in found.items() if name != "issuer"})
    head, body, _signature = badge.signed(found, lambda raw: sign_p1363(KEY, raw), certificate.jwk(KEY.public_key())).split(".")
    told = json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    assert told | found == told
    assert (told["iss"], told["jti"], told["sub"]) == (found["issuer"]["id"], found["id"], found["credentialSubject"]["id"])
    assert told["nbf"] == 1793491200  # 1 November 2026, as validFrom says
    assert told["exp"] == 1798761600  # 1 January 2027: its last day is over
    assert json.loads(urlsafe_b64decode(head + "=" * (-len(head) % 4)))["jwk"]["crv"] == "P-256"


# Past lists ------------------------------------------------------------------------------------------------------

KNOWN = lists.Known({"rights": ["RIGHTS-01"]}, {"TRAFF-01", "TRAFF-02"}, {"tapachula": "tapachula"})


def test_a_list_is_read_below_its_title_and_by_any_of_its_heads():
    rows = [
        ["Lista de 2019", None, None],
        ["FECHA", "Nombre", "Tema", "Institución", "Grupo", "Sexo", "Horas"],
        ["12/03/2019", " Inés  Carrillo ", "TRAFF-01, traff-02", None, "Tapachula", "mujer", "4,5"],
        [date(2019, 3, 12), "Ana López", "rights", "Cancillería", None, "", None],
        [None, None, None],
    ]
    found = lists.read(rows, KNOWN, TODAY)
    assert found.problems == []
    first, second = found.lines
    assert (first.name, first.topics, first.group, first.sex, first.hours) == (
        "Inés Carrillo", ("TRAFF-01", "TRAFF-02"), "tapachula", "F", 4.5,
    )  # fmt: skip
    assert (second.course, second.institution, second.on) == ("rights", "Cancillería", date(2019, 3, 12))


def test_each_thing_that_is_wrong_is_told_by_row_and_column():
    rows = [
        ["Fecha", "Nombre", "Tema", "Grupo", "Sexo", "Horas"],
        ["31/02/2019", "", "COCINA", "Marte", "z", "muchas"],
        ["2030-01-01", "Ana", "TRAFF-01", "", "", ""],
        ["1900-01-01", "Ana", "TRAFF-01", "", "", ""],
        ["2019-01-01", "Ana", "TRAFF-01", "", "", ""],
        ["2019-01-01", "ANA", "TRAFF-01", "", "", ""],
    ]
    found = lists.read(rows, KNOWN, TODAY)
    told = [(one.row, one.column, one.code) for one in found.problems]
    assert told == [
        (2, "Fecha", "day"), (2, "Nombre", "name"), (2, "Tema", "topic"), (2, "Grupo", "group"), (2, "Sexo", "sex"),
        (2, "Horas", "hours"), (3, "Fecha", "ahead"), (4, "Fecha", "day"), (6, "Nombre", "twice"),
    ]  # fmt: skip
    assert lists.read([["a", "b"]], KNOWN, TODAY).problems[0].code == "no_head"


def test_a_formula_without_a_result_is_nobody_and_a_course_is_known_by_its_title():
    rows = [
        ["Fecha", "Nombre", "Tema"],
        ["Fecha", "Nombre", "Tema"],  # a head of two rows, merged
        ["2019-03-12", "#N/A", "TRAFF-01"],
        ["2019-03-12", "Ana López", "derechos de las  personas"],
    ]
    found = lists.read(rows, replace(KNOWN, titles={"derechos de las personas": "rights"}), TODAY)
    assert [(one.row, one.column, one.code) for one in found.problems] == [(3, "Nombre", "formula")]
    assert [(one.name, one.course, one.topics) for one in found.lines] == [("Ana López", "rights", ("RIGHTS-01",))]


# Courses as files ------------------------------------------------------------------------------------------------


def test_the_first_courses_are_whole_in_both_languages_and_await_an_expert():
    found = catalogue.courses()
    assert set(found) == {"rights", "trafficking", "interview", "first-aid", "vereda"}
    for course in found.values():
        assert set(course.texts) == {"es", "en"}
        assert len(course.of.questions) >= 10
        assert course.of.sources
        assert not course.is_reviewed
        assert catalogue.unknown(course.of.topics) == []
        assert course.right({one.code: one.answer for one in course.of.questions}) == len(course.of.questions)
        assert {len(one.questions[name].options) for one in course.texts.values() for name in one.questions} <= {3, 4, 5}
    rights = found["rights"]
    assert (rights.passed(8, 10), rights.passed(7, 10)) == (True, False)


def test_a_text_that_misses_a_question_is_refused_by_name(tmp_path: Path):
    for name in ("rights.toml", "rights.es.toml"):
        (tmp_path / name).write_text((catalogue.COURSES / name).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "rights.en.toml").write_text('title = "x"\ngoal = "x"\n[modules]\n[questions]\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"rights\.en\.toml"):
        catalogue.read(tmp_path, "rights")
