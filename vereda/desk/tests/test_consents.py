"""Consent at the desk: read purpose by purpose, its number shown once, taken back in each way with what hangs on it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.desk.tests.referred import HEALTH, SHELTER, YES, code_of, sent, words_of
from vereda.logbook.door import block_of, history
from vereda.people.models import Consent, Person
from vereda.referrals.door import Look, RecalledFor, Status, open_by_words
from vereda.referrals.models import Referral

pytestmark = pytest.mark.django_db
WITNESS = "Doña Eulalia"
ASKED = {"language": "spa", "answer:refer": "yes", "answer:keep": "no", "mode": "thumb", "witness": WITNESS}


@pytest.fixture
def encounter(met) -> UUID:
    return met(3)


def last_block(of: UUID) -> int | None:
    return block_of(history(of)[-1].id)


def test_a_reading_is_kept_purpose_by_purpose_and_its_number_shown_once(cast: Cast, encounter: UUID):
    ines, at = cast.client("ines"), f"/encuentros/{encounter}/permisos/"
    page = text(ines.get(at))
    assert "¿Acepta que guardemos su nombre" in page
    assert "aún no aprobados" in page
    assert "May we keep your name" in text(ines.get(f"{at}?lengua=eng"))
    told = sent(**ASKED)
    done = ines.post(f"{at}leer/", told)
    code = code_of(done)
    row = Consent.objects.get()
    assert (row.allowed, row.refused, row.mode) == (["refer"], ["keep"], "thumb")
    again = ines.post(f"{at}leer/", told, follow=True)
    assert Consent.objects.count() == 1
    assert "Ya se había guardado" in text(again)
    assert code not in again.content.decode()
    shown = text(ines.get(at))
    assert WITNESS in shown
    assert "texto 1, " in shown
    assert ReadRow.objects.filter(record_class="K2", account=str(cast.account("ines").pk)).exists()
    frozen = re.findall(r'name="slip" value="([^"]+)"', done.content.decode())[0]
    pdf = ines.post(f"/permisos/{row.subject}/hoja.pdf", {"slip": frozen})
    assert pdf.content.startswith(b"%PDF")
    assert ines.post(f"/permisos/{row.subject}/hoja.pdf", {"slip": "otra"}).status_code in (403, 404)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"answer:refer": "", "answer:keep": ""}, "No se anotó ningún permiso"),
        ({"mode": ""}, "Marque cómo dijo que sí"),
        ({"witness": ""}, "quién estuvo presente"),
        ({"language": "kek"}, "no tiene texto escrito"),
        ({"witness": "x" * 500}, "más largo"),
    ],
)
def test_what_is_not_whole_is_said_and_nothing_is_lost(cast: Cast, encounter: UUID, changed: dict[str, str], said: str):
    answer = cast.client("ines").post(f"/encuentros/{encounter}/permisos/leer/", sent(**{**ASKED, **changed}))
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Consent.objects.exists()
    page = answer.content.decode()
    if "witness" not in changed:
        assert WITNESS in page
    if "answer:keep" not in changed:
        assert re.search(r'id="q-keep-no"[^>]*checked', page)


@pytest.mark.storage
@pytest.mark.parametrize("way", ["desk", "telephone", "paper"])
def test_taken_back_at_the_desk_it_closes_what_was_sent_in_the_same_block(cast: Cast, refers, way: str):
    answer, row = refers()
    words, now = words_of(answer), datetime.now(UTC)
    assert open_by_words(words, token="t", country="mx", at=now).look is Look.SHOWN
    tomas = cast.client("tomas")
    done = tomas.post(f"/permisos/{row.consent}/quitar/", {"way": way, "purpose": "medical"}, follow=True)
    assert "Permiso quitado" in text(done)
    row.refresh_from_db()
    assert (row.status, row.recalled_for) == (Status.RECALLED, RecalledFor.CONSENT_WITHDRAWN)
    assert last_block(row.subject) == last_block(row.consent)
    assert open_by_words(words, token="t", country="mx", at=datetime.now(UTC)).look is Look.CLOSED
    page = text(tomas.get(f"/referencias/{row.subject}/?purpose=medical"))
    assert "La persona quitó su permiso" in page
    again = tomas.post(f"/permisos/{row.consent}/quitar/", {"way": way, "purpose": "medical"}, follow=True)
    assert "ya no vale" in text(again)


@pytest.mark.storage
def test_single_purposes_are_taken_back_and_the_others_stand(cast: Cast, encounter: UUID):
    ines = cast.client("ines")
    ines.post(f"/encuentros/{encounter}/permisos/leer/", sent(**{**ASKED, "answer:keep": "yes"}))
    row = Consent.objects.get()
    told = {**SHELTER, **YES, "answer": "stands"}
    assert ines.post(f"/encuentros/{encounter}/referir/", sent(**told)).status_code == 200
    ines.post(f"/permisos/{row.subject}/quitar/", {"way": "desk", "purpose:keep": "on"})
    row.refresh_from_db()
    assert row.allowed == ["refer"]
    assert Referral.objects.get().status == Status.SENT
    ines.post(f"/permisos/{row.subject}/quitar/", {"way": "desk", "purpose:refer": "on"})
    row.refresh_from_db()
    assert row.allowed == []
    assert Referral.objects.get().status == Status.RECALLED


def test_without_the_way_nothing_is_taken_back(cast: Cast, refers):
    _answer, row = refers()
    said = cast.client("tomas").post(f"/permisos/{row.consent}/quitar/", {"purpose": "medical"}, follow=True)
    assert "Todavía no se quitó nada" in text(said)
    assert Consent.objects.get().allowed == ["refer"]


def test_the_number_said_by_telephone_closes_it_and_tells_nothing(cast: Cast, refers):
    answer, row = refers()
    code, rafael = code_of(answer), cast.client("rafael")
    told = {"way": "telephone", "purpose": "assist"}
    wrong = text(rafael.post("/permisos/quitar/", {**told, "code": "0000 0001"}))
    right = text(rafael.post("/permisos/quitar/", {**told, "code": code}))
    clean = re.compile(r"\d[\d ]+\d|\d\d:\d\d")
    assert clean.sub("", wrong) == clean.sub("", right), "a number opens the withdrawal, and tells nothing"
    row.refresh_from_db()
    assert row.recalled_for == RecalledFor.CONSENT_WITHDRAWN
    short = rafael.post("/permisos/quitar/", {**told, "code": "12 34"})
    assert short.status_code == 422
    assert "ocho cifras" in text(short)
    assert "Marque cómo" in text(rafael.post("/permisos/quitar/", {"code": code, "purpose": "assist"}))


def test_guessing_numbers_is_slowed_down(cast: Cast, refers):
    refers()
    rafael = cast.client("rafael")
    said = [text(rafael.post("/permisos/quitar/", {"way": "desk", "purpose": "assist", "code": f"{n:08}"})) for n in range(12)]
    assert "Demasiados intentos" in said[-1]


def test_a_no_of_the_same_person_recalls_what_an_earlier_yes_sent(cast: Cast, named: UUID):
    person, tomas = Person.objects.get().subject, cast.client("tomas")
    assert tomas.post(f"/encuentros/{named}/referir/", sent(**HEALTH, **YES, persona=str(person))).status_code == 200
    tomas.post(f"/personas/{person}/permisos/leer/", sent(language="spa", **{"answer:refer": "no"}, purpose="medical"))
    assert Referral.objects.get().status == Status.RECALLED
    page = text(tomas.get(f"/personas/{person}/permisos/?purpose=medical"))
    assert "dijo que no" in page
    assert "quitó el permiso" in page
    assert "quitó el permiso" in text(tomas.get(f"/encuentros/{named}/permisos/?purpose=medical"))


def test_a_withdrawal_that_came_first_from_elsewhere_closes_all_the_same(cast: Cast, refers):
    from vereda.access.door import author_of
    from vereda.people.door import WithdrawnBy, withdraw_consent

    answer, row = refers()
    early = datetime.now(UTC) - timedelta(hours=1)  # a clock that is slow
    withdraw_consent(consent=row.consent, by=author_of(cast.reader("tomas")), at=early, way=WithdrawnBy.PAPER)
    assert open_by_words(words_of(answer), token="t", country="mx", at=datetime.now(UTC)).look is Look.CLOSED
    assert "la página está cerrada" in text(cast.client("tomas").get(f"/referencias/{row.subject}/?purpose=medical"))


def test_nadia_finds_and_changes_nothing(cast: Cast, refers, encounter: UUID, named: UUID):
    _answer, row = refers()
    person, nadia = Person.objects.get().subject, cast.client("nadia")

    def asked(met: UUID, who: UUID, consent: UUID) -> list[int]:
        return [
            nadia.get(f"/encuentros/{met}/permisos/").status_code,
            nadia.post(f"/encuentros/{met}/permisos/leer/", sent(**ASKED)).status_code,
            nadia.get(f"/personas/{who}/permisos/").status_code,
            nadia.post(f"/personas/{who}/permisos/leer/", sent(**ASKED)).status_code,
            nadia.post(f"/permisos/{consent}/quitar/", {"way": "desk"}).status_code,
            nadia.post(f"/permisos/{consent}/hoja.pdf", {"slip": "x"}).status_code,
        ]

    assert asked(encounter, person, row.consent) == asked(uuid4(), uuid4(), uuid4())
    assert Consent.objects.get().allowed == ["refer"]
    assert named


def test_the_coordination_sees_and_takes_back_and_reads_to_nobody(cast: Cast, refers, encounter: UUID):
    _answer, row = refers()
    rafael = cast.client("rafael")
    page = rafael.get(f"/encuentros/{encounter}/permisos/?purpose=assist")
    assert "dijo que sí" in text(page)
    assert "permisos/leer/" not in page.content.decode()
    assert rafael.post(f"/encuentros/{encounter}/permisos/leer/", sent(**ASKED)).status_code in (403, 404)
    rafael.post(f"/permisos/{row.consent}/quitar/", {"way": "telephone", "purpose": "assist"})
    assert Referral.objects.get().status == Status.RECALLED


def test_who_advises_takes_consent_back_on_the_referral_itself(cast: Cast, encounter: UUID):
    """The adviser has no page of consents: the telephone rings all the same."""
    told = {
        "ayuda": "legal_aid", "purpose": "assist", "receiver": "typed", "name": "Clínica Jurídica", "role": "legal_aid",
        "told:language": "español", "told:call_back": "55", "told:legal_matter": "pide refugio",
    }  # fmt: skip
    assert cast.client("ines").post(f"/encuentros/{encounter}/referir/", sent(**told, **YES)).status_code == 200
    row, emilio = Referral.objects.get(), cast.client("emilio")
    page = emilio.get(f"/referencias/{row.subject}/?purpose=legal_aid")
    assert "pide refugio" in text(page)
    assert f"/referencias/{row.subject}/permiso/" in page.content.decode()
    assert cast.client("rafael").post(f"/referencias/{row.subject}/permiso/", {"purpose": "assist"}).status_code == 404
    done = emilio.post(f"/referencias/{row.subject}/permiso/", {"purpose": "legal_aid", "way": "telephone"}, follow=True)
    assert "Permiso quitado" in text(done)
    row.refresh_from_db()
    assert (row.recalled_for, Consent.objects.get().allowed) == (RecalledFor.CONSENT_WITHDRAWN, [])
    assert last_block(row.subject) == last_block(row.consent)
    again = emilio.post(f"/referencias/{row.subject}/permiso/", {"purpose": "legal_aid"}, follow=True)
    assert "ya no vale" in text(again)


def test_the_slip_names_only_ways_that_are_there(monkeypatch: pytest.MonkeyPatch):
    from dataclasses import replace

    from vereda.desk.rooms import referral_slip
    from vereda.settings.environment import env

    bare = referral_slip.ways_back("1234 5678", "")
    assert not any("RETIRO" in one or "llame" in one for one in bare)
    here = replace(env(), sms_number="+528780001122")
    monkeypatch.setattr(referral_slip, "env", lambda: here)
    said = " ".join(referral_slip.ways_back("1234 5678", "878 111 2233"))
    assert "RETIRO 1234 5678 al +528780001122" in said
    assert "llame al 878 111 2233" in said


def test_the_persons_half_is_printed_in_the_language_in_which_it_was_read(rf, monkeypatch: pytest.MonkeyPatch):
    from django.utils.translation import get_language

    from vereda.desk.rooms import referral_slip

    drawn: list[str] = []
    monkeypatch.setattr(referral_slip, "_own", lambda told: drawn.append(get_language() or ""))
    monkeypatch.setattr(referral_slip, "slips_pdf", lambda slips, lang: b"")
    told = {"folio": "R-1", "words": "", "code": "1234 5678", "until": "", "telephone": ""}
    for language in ("eng", "spa", "kek", ""):
        frozen = referral_slip.freeze("x", told, language, "mx")
        thawed = referral_slip.thaw(frozen, "x")
        assert thawed
        referral_slip.printed(rf.get("/"), thawed)
    assert drawn == ["en", "es", "es", "es"]


SIGNED = {"language": "spa", "answer:refer": "yes", "mode": "signed"}
MOTHER = {
    "child_view": "yes", "child_words": "quiero ir con ella", "child_by": "adult", "child_kin": "mother",
    "child_checked": "papers",
}  # fmt: skip


@pytest.fixture
def child(met) -> UUID:
    from vereda.encounters.door import Line

    return met(1, lines=[Line(line_id="HN-F-017", count=1, nationality="HN", sex="F", age_band="0-17")])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Es menor de 18 años"),
        ({**MOTHER, "child_checked": ""}, "Un adulto que nadie revisó no basta"),
        ({**MOTHER, "child_kin": ""}, "Un adulto que nadie revisó no basta"),
        ({**MOTHER, "child_view": "no"}, "anote el no"),
        ({"child_view": "yes", "child_by": "office"}, "qué oficina de protección"),
        ({"child_view": "too_young", "child_by": "best"}, "por qué conviene"),
    ],
)
def test_a_yes_for_a_child_is_refused_in_words_while_nobody_may_say_it(cast: Cast, child: UUID, typed: dict[str, str], said: str):
    answer = cast.client("ines").post(f"/encuentros/{child}/permisos/leer/", sent(**SIGNED, **typed))
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Consent.objects.exists()
    if "child_words" in typed:
        assert typed["child_words"] in text(answer), "nothing typed is lost"


def test_who_said_yes_for_a_child_stands_in_the_box_and_the_childs_words_are_read_by_who_carries_protection(
    cast: Cast, child: UUID
):
    from vereda.logbook.models import LogEntry
    from vereda.people.door import consents

    ines = cast.client("ines")
    assert "Pregúntele a solas" in text(ines.get(f"/encuentros/{child}/permisos/"))
    assert ines.post(f"/encuentros/{child}/permisos/leer/", sent(**SIGNED, **MOTHER)).status_code == 200
    told = consents.for_child(Consent.objects.get())
    assert told is not None
    assert (told.view, told.relation, told.checked, told.words) == ("yes", "mother", "papers", "quiero ir con ella")
    assert not any(b"mother" in bytes(one.body) or b"quiero" in bytes(one.body) for one in LogEntry.objects.all())
    shown = text(ines.get(f"/encuentros/{child}/permisos/"))
    assert "Un adulto responsable, revisado · Su mamá · Con papeles de los dos" in shown
    assert "quiero ir con ella" not in shown
    nadia = cast.client("nadia").get(f"/encuentros/{child}/permisos/")
    assert "Su mamá" not in nadia.content.decode()


def test_a_child_says_no_with_no_more_than_a_no(cast: Cast, child: UUID):
    told = {"language": "spa", "answer:refer": "no"}
    assert cast.client("ines").post(f"/encuentros/{child}/permisos/leer/", sent(**told)).status_code == 302
    assert Consent.objects.get().refused == ["refer"]


def test_one_of_several_who_were_met_is_marked_as_a_child(cast: Cast, encounter: UUID):
    ines = cast.client("ines")
    answer = ines.post(f"/encuentros/{encounter}/permisos/leer/", sent(**SIGNED, minor="on"))
    assert "Es menor de 18 años" in text(answer)
    assert not Consent.objects.exists()
    assert ines.post(f"/encuentros/{encounter}/permisos/leer/", sent(**SIGNED, minor="on", **MOTHER)).status_code == 200


def test_a_referral_of_a_child_asks_it_as_well(cast: Cast, child: UUID):
    ines = cast.client("ines")
    refused = ines.post(f"/encuentros/{child}/referir/", sent(**{**SHELTER, **YES}))
    assert refused.status_code == 422
    assert "quién dice que sí por él o ella" in text(refused)
    assert not Referral.objects.exists()
    assert ines.post(f"/encuentros/{child}/referir/", sent(**{**SHELTER, **YES, **MOTHER})).status_code == 200
    assert Referral.objects.get().consent


@pytest.mark.parametrize("odd", ["\x00", "\u202e<script>zafiro</script>", "x" * 5000])
def test_nonsense_of_a_child_is_answered_and_never_runs(cast: Cast, child: UUID, odd: str):
    told = {"child_view": "yes", "child_words": odd, "child_by": "office", "child_office": odd, "child_reason": odd}
    for changed in (told, {**told, "child_view": odd, "child_by": odd}):
        answer = cast.client("ines").post(f"/encuentros/{child}/permisos/leer/", sent(**SIGNED, **changed))
        assert answer.status_code in (200, 422)
        assert "<script>zafiro" not in answer.content.decode()
    assert "<script>zafiro" not in cast.client("ines").get(f"/encuentros/{child}/permisos/").content.decode()
