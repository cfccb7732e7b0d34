"""Referrals at the desk: chosen, filled, read aloud, sent; seen by who holds the class; answered, recalled, printed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine

from tests.test_every_page import XSS
from vereda.access.tests.cast import Cast, text
from vereda.desk.tests.referred import CHILD, HEALTH, SHELTER, YES, code_of, sent, words_of
from vereda.encounters.door import services_of
from vereda.logbook.door import block_of, history, subject
from vereda.people.models import Consent, Person
from vereda.referrals.door import Basis, Item, RecalledFor, Service, Status, open_by_words, sealed
from vereda.referrals.models import Referral

pytestmark = pytest.mark.django_db


@pytest.fixture
def encounter(met) -> UUID:
    return met(3)


@pytest.mark.storage
def test_from_the_encounter_to_the_slip(cast: Cast, encounter: UUID):
    tomas = cast.client("tomas")
    assert f'href="/encuentros/{encounter}/referir/"' in tomas.get(f"/encuentros/{encounter}/?purpose=medical").content.decode()
    choose = tomas.get(f"/encuentros/{encounter}/referir/")
    assert "ayuda=health" in choose.content.decode()
    assert "ayuda=family_links" not in choose.content.decode(), "a paramedic traces nobody"
    form = tomas.get(f"/encuentros/{encounter}/referir/?ayuda=health&purpose=medical").content.decode()
    assert "3 en total" not in form or "Quiénes son" in form
    assert 'name="told:legal_matter"' not in form, "what the table does not allow is not there"
    told = sent(**HEALTH)
    aloud = tomas.post(f"/encuentros/{encounter}/referir/", {**told, "step": "aloud"})
    page = text(aloud)
    assert aloud.status_code == 200
    for said in ("mujer, 24 años", "32 semanas, sangrado leve", "878 000 0000", "Hospital Obsidiana", "palabra por palabra"):
        assert said in page
    assert "¿Acepta que contemos" in page
    assert "May we tell" in page
    assert not Referral.objects.exists()
    assert not Consent.objects.exists(), "nothing is written before the answer"
    done = tomas.post(f"/encuentros/{encounter}/referir/", {**told, **YES})
    assert done.status_code == 200, text(done)
    row, consent = Referral.objects.get(), Consent.objects.get()
    assert (row.encounter, row.consent, row.basis, row.within) == (encounter, consent.subject, Basis.CONSENT, "health")
    assert (consent.allowed, consent.mode, consent.encounter) == (["refer"], "signed", encounter)
    words = words_of(done)
    assert len(words.split()) == 6
    assert re.fullmatch(r"\d{4} \d{4}", code_of(done))
    assert f"/r/#{words.replace(' ', '-')}" in done.content.decode()
    assert "<svg" in done.content.decode()
    assert open_by_words(words, token="t", country="mx", at=datetime.now(UTC)).row.subject == row.subject
    about = sealed.about(row)
    assert about
    assert (about.service, about.name) == (Service.HEALTH, "Hospital Obsidiana")
    assert sealed.told(row)[Item.HANDOVER] == "32 semanas, sangrado leve"
    blocks = {block_of(history(one)[0].id) for one in (row.subject, consent.subject)}
    assert len(blocks) == 1, "consent and referral stand in one block"


def test_what_is_proposed_is_known_and_may_be_taken_away(cast: Cast, encounter: UUID):
    from vereda.desk.tests.test_first_aid import ILL
    from vereda.medical.door import FirstAid

    tomas = cast.client("tomas")
    tomas.post(f"/encuentros/{encounter}/primeros-auxilios/nuevo/", sent(**ILL))
    record = FirstAid.objects.get().subject
    at = f"/encuentros/{encounter}/referir/?ayuda=health&primeros-auxilios={record}&purpose=medical"
    page = tomas.get(at).content.decode()
    assert "Fractura" in page
    assert "No dar: penicilina" in page
    assert "Mujer, 34 años" in page
    closed = cast.client("ines").get(at).content.decode()
    assert "Fractura" not in closed, "an agent does not read first aid back, here neither"
    assert "penicilina" not in closed


def test_a_no_sends_nothing_is_kept_and_blocks_nothing(cast: Cast, encounter: UUID):
    tomas = cast.client("tomas")
    answer = tomas.post(f"/encuentros/{encounter}/referir/", sent(**{**HEALTH, **YES, "answer": "no"}), follow=True)
    assert "no se envió nada" in text(answer)
    assert not Referral.objects.exists()
    consent = Consent.objects.get()
    assert (consent.allowed, consent.refused) == ([], ["refer"])
    again = tomas.post(f"/encuentros/{encounter}/primeros-auxilios/nuevo/", sent(**{"complaint:BLISTER": "on"}))
    assert again.status_code == 302, "first aid waits for no consent"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"answer": ""}, "marque qué contestó"),
        ({"answer": "best"}, "marque qué contestó"),
        ({"answer": "stands"}, "marque qué contestó"),
        ({"read": ""}, "Léaselo en voz alta"),
        ({"mode": ""}, "Marque cómo dijo que sí"),
        ({"mode": "thumb"}, "quién estuvo presente"),
        ({"mode": "spoken", "witness": " "}, "quién estuvo presente"),
        ({"language": "nah"}, "no tiene texto escrito"),
        ({"name": "INM Tapachula"}, "No se envía a una autoridad migratoria"),
        ({"name": ""}, "escriba el nombre"),
        ({"receiver": "", "name": ""}, "escriba el nombre"),
        ({"receiver": "nobody"}, "Elija a quién se envía"),
        ({"role": "police"}, "No se envía a una autoridad migratoria"),
        ({"role": "consulate"}, "entre las que dan esa ayuda"),
        ({"role": ""}, "entre las que dan esa ayuda"),
        ({"told:handover": " "}, "Sin esto no pueden ayudar"),
        ({"told:handover": "x" * 481}, "más largo que 480"),
    ],
)
def test_what_is_not_whole_comes_back_with_all_that_was_typed(refers, changed: dict[str, str], said: str):
    answer, row = refers(**changed)
    assert answer.status_code == 422, text(answer)
    assert row is None
    assert not Consent.objects.exists()
    page = answer.content.decode()
    assert said.lower() in text(answer).lower()
    for name, value in {**HEALTH, **changed}.items():
        if value.strip() and name not in ("purpose", "ayuda") and name not in changed:
            assert value in page, f"{name} is lost"


def test_a_life_in_danger_goes_without_a_name_and_nobody_else_does(cast: Cast, named: UUID):
    person = Person.objects.get().subject
    tomas = cast.client("tomas")
    told = sent(**{**HEALTH, "told:name": "Xóchitl"}, step="send", answer="life", persona=str(person))
    answer = tomas.post(f"/encuentros/{named}/referir/", told)
    assert answer.status_code == 200, text(answer)
    row = Referral.objects.get()
    assert (row.basis, row.consent, row.person) == (Basis.LIFE, None, person)
    assert Item.NAME not in sealed.told(row)
    assert "sin su permiso" in text(answer)


def test_the_best_interests_of_a_child_want_their_reason(cast: Cast, encounter: UUID):
    lucia = cast.client("lucia")
    told = sent(**CHILD, step="send", answer="best")
    bare = lucia.post(f"/encuentros/{encounter}/referir/", told)
    assert bare.status_code == 422, text(bare)
    assert "qué dijo que quiere" in text(bare)
    done = lucia.post(f"/encuentros/{encounter}/referir/", {**told, "reason": "Nadie responde por él; quiere ir con su tía."})
    assert done.status_code == 200, text(done)
    row = Referral.objects.get()
    assert (row.basis, row.within) == (Basis.BEST_INTERESTS, "screening")


@pytest.mark.storage
def test_sent_twice_is_one_and_the_words_are_not_shown_again(cast: Cast, encounter: UUID):
    tomas, told = cast.client("tomas"), sent(**HEALTH, **YES)
    first = tomas.post(f"/encuentros/{encounter}/referir/", told)
    again = tomas.post(f"/encuentros/{encounter}/referir/", told)
    assert Referral.objects.count() == 1
    assert Consent.objects.count() == 1
    assert words_of(first)
    assert "Ya se había guardado" in text(again)
    assert words_of(first) not in text(again)


def test_an_earlier_yes_serves_again_and_one_taken_back_does_not(cast: Cast, refers, encounter: UUID):
    _first, row = refers()
    tomas = cast.client("tomas")
    aloud = tomas.post(f"/encuentros/{encounter}/referir/", sent(**HEALTH, step="aloud"))
    assert "Ya había dicho que sí" in text(aloud)
    _second, other = refers(answer="stands", **{"told:needs": "silla"})
    assert (Referral.objects.count(), Consent.objects.count()) == (2, 1)
    assert other.consent == row.consent
    tomas.post(f"/permisos/{row.consent}/quitar/", {"way": "desk", "purpose": "medical"})
    refused, _same = refers(answer="stands", **{"told:needs": "otra"})
    assert refused.status_code == 422
    assert Referral.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "offered", "hidden"),
    [
        ("ines", {"health", "shelter", "safe_house", "legal_aid", "basic_needs", "child_protection"}, {"family_links"}),
        ("tomas", {"health", "mental_health", "shelter", "basic_needs"}, {"safe_house", "legal_aid", "family_links"}),
        ("lucia", {"safe_house", "survivor_care", "child_protection", "shelter", "legal_aid"}, {"health"}),
    ],
)
def test_each_role_refers_to_what_it_may_write(cast: Cast, encounter: UUID, name: str, offered: set[str], hidden: set[str]):
    client = cast.client(name)
    page = client.get(f"/encuentros/{encounter}/referir/").content.decode()
    found = set(re.findall(r"ayuda=(\w+)", page))
    assert offered <= found
    assert not hidden & found
    for code in hidden:
        answer = client.post(f"/encuentros/{encounter}/referir/", sent(**{**HEALTH, "ayuda": code}, **YES))
        assert answer.status_code in (403, 404)
    assert not Referral.objects.exists()


def test_the_coordination_refers_to_who_looks_for_families(cast: Cast, encounter: UUID):
    rafael = cast.client("rafael")
    assert rafael.get(f"/encuentros/{encounter}/referir/").status_code in (403, 404)
    page = rafael.get(f"/encuentros/{encounter}/referir/familia/").content.decode()
    assert "family_links" in page
    assert "ayuda=health" not in page
    told = {
        "ayuda": "family_links", "purpose": "rescue", "receiver": "typed", "name": "Cruz Roja", "role": "red_cross",
        "told:language": "español", "told:call_back": "878", "told:sought": "su hermano", "told:name": "Ana",
    }  # fmt: skip
    done = rafael.post(f"/encuentros/{encounter}/referir/familia/", sent(**told, **YES))
    assert done.status_code == 200, text(done)
    assert Referral.objects.get().within == "tracing"


def test_who_advises_refers_from_the_case_alone(cast: Cast, by, named: UUID):
    from vereda.access.door import author_of
    from vereda.legal import door as legal

    emilio, person = cast.reader("emilio", "legal_aid"), Person.objects.get().subject
    made = legal.open_case(
        legal.Opening(what=legal.CaseKind.REFUGE), person=person, encounter=named, with_receipt=False, takes=False,
        by=by("ines"), at=datetime.now(UTC), entry=None,
    )  # fmt: skip
    case = made.receipt.subject
    client = cast.client("emilio")
    told = {
        "ayuda": "legal_aid", "purpose": "legal_aid", "receiver": "typed", "name": "Clínica Jurídica", "role": "legal_aid",
        "told:language": "español", "told:call_back": "55", "told:legal_matter": "pide refugio",
    }  # fmt: skip
    assert client.post(f"/casos/{case}/referir/", sent(**told, **YES)).status_code in (403, 404), "not on the case"
    legal.take_case(case=case, by=author_of(emilio), at=datetime.now(UTC))
    assert f"/casos/{case}/referir/" in client.get(f"/casos/{case}/").content.decode()
    done = client.post(f"/casos/{case}/referir/", sent(**told, **YES))
    assert done.status_code == 200, text(done)
    row = Referral.objects.get()
    assert (row.person, row.group, row.within) == (person, "piedras-negras", "legal")
    assert cast.client("ines").get(f"/casos/{case}/referir/").status_code in (403, 404)


def held(encounter: UUID) -> dict[str, int | None]:
    found = subject(encounter)
    assert found
    return services_of(found.folded.state)


def test_lodging_counts_in_the_encounter_once_and_what_is_closed_leaves_no_trace_there(refers, encounter: UUID):
    before = len(history(encounter))
    refers("tomas", HEALTH)
    refers("ines", CHILD, purpose="assist")
    assert len(history(encounter)) == before, "nothing tells in the encounter that there is something closed"
    _answer, row = refers("ines", SHELTER)
    assert held(encounter)["ORIENT_SERVICES"] is None, "for all who were met"
    assert block_of(history(encounter)[-1].id) == block_of(history(row.subject)[0].id)
    refers("ines", {**SHELTER, "told:people": "2"})
    assert len(history(encounter)) == before + 1


def test_the_answer_by_telephone_is_written_taken_back_and_ends(cast: Cast, refers):
    _answer, row = refers()
    tomas, at = cast.client("tomas"), f"/referencias/{row.subject}"

    def act(what: str, **told: str) -> str:
        answer = tomas.post(f"{at}/{what}/", {"purpose": "medical", **told}, follow=True)
        return text(answer)

    assert "volvió a preguntar" in act("pregunte")
    assert "Diga por qué" in act("no-puede")
    assert "No pueden: No hay lugar, por teléfono" in act("no-puede", reason="full")
    assert Referral.objects.get().status == Status.REFUSED
    assert "Respuesta deshecha" in act("deshacer")
    act("acepta")
    assert "Ya se había contestado" in act("acepta") or Referral.objects.get().status == Status.ACCEPTED
    act("llego")
    act("atendida")
    assert Referral.objects.get().status == Status.DONE
    assert "Terminadas" in text(tomas.get("/referencias/?purpose=medical"))


@pytest.mark.storage
def test_new_words_close_the_old_ones_and_a_recall_closes_all(cast: Cast, refers):
    first, row = refers()
    tomas, now = cast.client("tomas"), datetime.now(UTC)
    old = words_of(first)
    anew = words_of(tomas.post(f"/referencias/{row.subject}/palabras/", {"purpose": "medical"}))
    assert open_by_words(old, token="a", country="mx", at=now).row is None
    assert open_by_words(anew, token="a", country="mx", at=now).row
    assert open_by_words(anew, token="b", country="mx", at=now).row is None
    page = text(tomas.get(f"/referencias/{row.subject}/?purpose=medical"))
    assert "en otro teléfono" in page
    tomas.post(f"/referencias/{row.subject}/retirar/", {"purpose": "medical", "reason": "another_answered"})
    row.refresh_from_db()
    assert (row.status, row.recalled_for) == (Status.RECALLED, RecalledFor.ANOTHER_ANSWERED)
    page = text(tomas.get(f"/referencias/{row.subject}/?purpose=medical"))
    assert "Otra institución les recibe" in page
    assert "pida que borren" in page, "it had been opened"
    refused = tomas.post(f"/referencias/{row.subject}/palabras/", {"purpose": "medical"}, follow=True)
    assert "ya terminó" in text(refused)


def test_nobody_recalls_for_a_consent_that_was_not_taken_back(cast: Cast, refers):
    _answer, row = refers()
    cast.client("tomas").post(f"/referencias/{row.subject}/retirar/", {"purpose": "medical", "reason": "consent_withdrawn"})
    row.refresh_from_db()
    assert row.recalled_for == RecalledFor.MISTAKEN


def test_who_waits_too_long_is_on_the_board_of_who_holds_the_class(cast: Cast, refers):
    refers("tomas", HEALTH)
    refers("ines", SHELTER)
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=9), tick=False):
        tomas, rafael, nadia = (text(cast.client(name).get("/hoy/")) for name in ("tomas", "rafael", "nadia"))
        listed = text(cast.client("tomas").get("/referencias/?purpose=medical"))
    assert "2 referencias sin respuesta" in tomas
    assert "1 referencia sin respuesta" in rafael, "lodging alone"
    assert "sin respuesta" not in nadia
    assert "sin respuesta 9 h" in listed


def test_the_hand_over_names_lodging_alone(refers):
    _one, health = refers("tomas", HEALTH)
    _two, shelter = refers("ines", SHELTER)
    from vereda.desk.labels import Labels
    from vereda.desk.rooms.noticed import Asked
    from vereda.desk.rooms.referrals import parts

    (part,) = parts(Asked("mx", "piedras-negras", datetime.now(UTC), Labels("mx")))
    assert [line.split(":")[0] for line in part.lines] == [shelter.folio]
    assert health.folio not in str(part.lines)


def test_the_slip_is_printed_from_its_page_and_from_nowhere_else(cast: Cast, refers):
    answer, row = refers()
    frozen = re.findall(r'name="slip" value="([^"]+)"', answer.content.decode())[0]
    tomas = cast.client("tomas")
    pdf = tomas.post(f"/referencias/{row.subject}/hoja.pdf", {"slip": frozen, "purpose": "medical"})
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF")
    assert pdf["Cache-Control"] == "no-store"
    _other, second = refers(**{"told:needs": "otra"})
    assert tomas.post(f"/referencias/{second.subject}/hoja.pdf", {"slip": frozen, "purpose": "medical"}).status_code == 302
    assert tomas.post(f"/referencias/{row.subject}/hoja.pdf", {"slip": "x", "purpose": "medical"}).status_code == 302
    assert cast.client("nadia").post(f"/referencias/{row.subject}/hoja.pdf", {"slip": frozen}).status_code in (403, 404)


def test_what_was_opened_and_then_taken_back_asks_on_the_board_for_a_call(cast: Cast, refers):
    answer, row = refers("tomas", HEALTH)
    open_by_words(words_of(answer), token="t", country="mx", at=datetime.now(UTC))
    tomas = cast.client("tomas")
    assert "ya abierto" not in text(tomas.get("/hoy/"))
    tomas.post(f"/permisos/{row.consent}/quitar/", {"way": "telephone", "purpose": "medical"})
    assert "1 permiso quitado de algo ya abierto" in text(tomas.get("/hoy/"))
    assert "ya abierto" not in text(cast.client("rafael").get("/hoy/")), "it is of health"
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=49), tick=False):
        assert "ya abierto" not in text(cast.client("tomas").get("/hoy/"))


def test_what_is_practised_says_so_to_whoever_opens_it(cast: Cast, refers):
    from vereda.public.referral import shown

    answer, row = refers()
    assert words_of(answer)
    assert shown(row).is_practice is False
    row.group = "practice.piedras-negras"
    assert shown(row).is_practice is True
    assert shown(row).from_group == "Grupo Beta Piedras Negras"


@pytest.mark.parametrize("value", ["x" * 5000, XSS[0], "\u202e", "\0", "-1"])
def test_nonsense_in_each_field_is_answered_and_writes_nothing_wrong(cast: Cast, encounter: UUID, value: str):
    tomas, ways = cast.client("tomas"), (f"/encuentros/{encounter}/referir/", f"/encuentros/{encounter}/permisos/leer/")
    fields = [*HEALTH, *YES, "witness", "reason", "form", "persona", "primeros-auxilios", "answer:refer", "answer:keep"]
    for name in fields:
        told = {**HEALTH, **YES, "witness": "w", "answer:refer": "yes", name: value, "step": "send"}
        for at in ways:
            assert tomas.post(at, told).status_code < 500, (at, name)
    for row in Referral.objects.all():
        assert sealed.about(row)


def test_each_code_has_its_word():
    from vereda.desk.words import referrals as words
    from vereda.people.door import ConsentFor, ConsentMode
    from vereda.referrals.door import RECEIVERS, RefusedFor, Way, labels

    assert set(words.WAYS) == set(Way)
    assert set(words.STATUSES) == set(Status)
    assert set(words.RECALLED) == set(RecalledFor)
    assert set(words.PURPOSES) == set(ConsentFor)
    assert set(words.MODES) == set(ConsentMode)
    assert set(words.HINTS) == set(labels.SERVICES) == set(Service)
    assert set(labels.ITEMS) == set(Item)
    assert set(labels.REASONS) == set(RefusedFor)
    assert {role for roles in RECEIVERS.values() for role in roles} <= set(words.RECEIVERS)
