"""Entre países through the pages: trust by two, bundles taken and given, a person who goes and one who comes, a region."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from vereda.access.tests.cast import text
from vereda.bundles import door as bundles
from vereda.bundles.rules import bundle as format_
from vereda.bundles.rules import card as cards
from vereda.bundles.tests.made import NOW, House, bundle, house
from vereda.bundles.words import Standing
from vereda.cli.bundles import command
from vereda.desk.tests.referred import SHELTER, YES, code_of, sent
from vereda.logbook import registry
from vereda.logbook.door import node_keys
from vereda.referrals.models import Referral
from vereda.settings import environment

pytestmark = pytest.mark.django_db
GT = house("gt", name="Red de apoyo")
EDITION = {
    "period": "2026-09", "revision": 1, "content": "0" * 64, "published_on": "2026-11-02", "country": {}, "licence": {},
    "is_demo": False, "labels": {"nationality": {"HN": {"es": "Honduras", "en": "Honduras"}}},
}  # fmt: skip


def edition(csv: str):
    told = {"title_es": "Personas", "title_en": "People", "unit_es": "personas", "unit_en": "people"}
    table = {"code": "people-nationality-sex", "by": ["nationality", "sex"], "count": "people", "csv": csv, **told}
    return {"edition": format_.Content(version=1, items=[{**EDITION, "tables": [table]}])}


@pytest.fixture(autouse=True)
def _then(home, monkeypatch):
    monkeypatch.setattr(registry, "_authority", [])
    with time_machine.travel(NOW, tick=False):
        yield


def us() -> House:
    keys = node_keys()
    return House(bundles.partners.own_card("mx", NOW), keys.sealing, keys.signing)


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def alma(cast):
    return cast.client("alma")


def trusted(cast, one: House) -> str:
    """Let two trust an installation through the pages, and return its address."""
    alma, adriana = cast.client("alma"), cast.client("adriana")
    heard = cards.spaced(one.card.fingerprint)
    alma.post("/entre-paises/confiar/", {"card": file("c.json", cards.written(one.card, one.sign)), "heard": heard})
    row = bundles.partners.with_fingerprint(one.card.fingerprint, "mx")
    assert row is not None
    here = f"/entre-paises/{row.subject}/"
    assert "falta la segunda persona" in text(adriana.get(here))
    adriana.post(f"{here}confirmar/", {"heard": heard})
    return here


def test_two_trust_through_the_pages_a_bundle_is_taken_shown_and_given_and_one_ends_it(cast, alma):
    own = text(alma.get("/entre-paises/"))
    assert cards.spaced(us().card.fingerprint) in own
    assert cards.read(alma.get("/entre-paises/tarjeta.json").content).fingerprint == us().card.fingerprint
    wrong = alma.post(
        "/entre-paises/confiar/", {"card": file("c", cards.written(GT.card, GT.sign)), "heard": "0" * 32}, follow=True
    )
    assert "La huella que le leyeron no es la de la tarjeta" in text(wrong)
    assert wrong.status_code == 422
    assert f'value="{"0" * 32}"' in wrong.content.decode(), "thirty-two signs are not typed again"
    here = trusted(cast, GT)
    assert alma.post(f"{here}confirmar/", {"heard": ""}).status_code == 403, "who proposes does not confirm"
    taken = alma.post("/entre-paises/tomar/", {"bundle": file("p", bundle(GT, us(), content=hazards()))}, follow=True)
    assert "Se tomó el paquete: Peligros: 1." in text(taken)
    refused = alma.post("/entre-paises/tomar/", {"bundle": file("p", bundle(GT, us(), content=hazards())[:-9])}, follow=True)
    assert "El paquete no está entero" in text(refused)
    future = bundle(GT, us(), content=hazards(), at=NOW + timedelta(days=30))
    alma.post("/entre-paises/tomar/", {"bundle": file("p", future)})
    assert "Rechazado: dice una hora que no llega" in text(alma.get(here))
    ines = cast.client("ines")
    assert "Guatemala · Peligros" in text(ines.get("/entre-paises/material/"))
    seen = text(ines.get(f"{here}material/hazard/"))
    assert "No entre al río." in seen
    assert "Fuente leída" in seen
    assert ines.get(here).status_code == 403
    given = alma.post(f"{here}paquete/").content
    body = format_.opened(
        given, pair=GT.pair, own=GT.card.fingerprint, known=lambda _: (Standing.TRUSTED, us().card), now=NOW
    ).body
    assert {name for name, one in body.content.items() if one.items} == {"course", "law", "hazard"}, (
        "no practice is published yet"
    )
    ended = cast.client("adriana").post(f"{here}quitar/", {"reason": "key_lost"}, follow=True)
    assert "Ya no se confía en esa instalación" in text(ended)
    assert "Todavía no ha llegado nada" in text(ines.get("/entre-paises/material/"))


def hazards():
    return {"hazard": format_.Content(version=1, items=[_hazard()])}


def referral():
    """A person whom the other country hands on to the home group."""
    told = {"people": "mujer y bebé", "arrives": "hoy", "call_back": "502 0000"}
    return {
        "id": str(uuid4()), "folio": "R-ABC123", "made_at": NOW.isoformat(), "post": "piedras-negras", "sent_by": "Paso Norte",
        "service": "shelter", "told": told,
    }  # fmt: skip


def _hazard():
    told = {"code": "rio", "kind": "river", "countries": ["GT"], "place": "Río", "season": "todo el año"}
    more = {"advice_es": "No entre al río.", "advice_en": "Stay out.", "status": "source_read", "source": "https://example.org"}
    return {**told, **more}


def test_tables_of_several_countries_stand_side_by_side_and_what_is_held_back_is_no_zero(cast, alma):
    hn = house("hn", name="Otra red")
    for one, csv in ((GT, "HN,F,40,\nHN,M,25,"), (hn, "HN,F,15,\nHN,M,,small")):
        trusted(cast, one)
        made = bundle(one, us(), content=edition(f"nationality,sex,value,withheld\n{csv}\n"), id=uuid4())
        alma.post("/entre-paises/tomar/", {"bundle": file("p", made)})
    seen = text(cast.client("julia").get("/entre-paises/tablas/"))
    assert "Honduras · Mujeres 40 15 55" in seen
    assert "Honduras · Hombres 25 — al menos 25" in seen
    asked = CliRunner().invoke(command, ["table", "2026-09", "people-nationality-sex"])
    assert asked.output == "nationality,sex,gt,hn,sum,at_least\nHN,F,40,15,55,0\nHN,M,25,,25,1\n"
    assert CliRunner().invoke(command, ["table"]).output == "2026-09  people-nationality-sex  gt hn\n"
    none = CliRunner().invoke(command, ["table", "2026-08", "people-nationality-sex"], standalone_mode=False)
    assert (none.return_value, none.output) == (1, "Nadie publicó esa tabla en ese periodo.\n")


def test_a_practice_of_another_country_is_read_in_the_readers_language_where_it_lies(cast, alma):
    here = trusted(cast, GT)
    texts = [
        {"language": code, "revision": 1, "said": {"title": title, "problem": "—", "done": done, "limits": "—"}}
        for code, title, done in (("spa", "Volver por el bote", "Se volvió"), ("eng", "Back for the boat", "They went back"))
    ]
    told = {"subject": str(uuid4()), "country": "gt", "language": "spa", "card": {"topics": ["rescue"]}, "texts": texts}
    came = bundle(GT, us(), content={"practice": format_.Content(version=1, items=[told])})
    alma.post("/entre-paises/tomar/", {"bundle": file("p", came)})
    assert "Volver por el bote — Se volvió —" in text(alma.get(f"{here}material/practice/"))
    alma.post("/idioma/", {"language": "en"})
    assert "Back for the boat — They went back —" in text(alma.get(f"{here}material/practice/"))


def test_a_person_goes_to_another_country_with_consent_alone_and_the_answer_is_on_the_referral(cast, alma, met):
    here = trusted(cast, GT)
    ines = cast.client("ines")
    encounter = met(3)
    to = f"{GT.card.fingerprint}:paso-norte"
    way = f"/encuentros/{encounter}/referir/"
    assert "Paso Norte" in text(ines.get(f"{way}?ayuda=shelter&purpose=assist"))
    told = {**SHELTER, "receiver": to, "name": "", "role": ""}
    aloud = text(ines.post(way, {**told, "step": "aloud"}))
    assert "La abre solo ese grupo, en el otro país" in aloud
    health = {**told, "ayuda": "health", "told:age_sex": "mujer", "told:handover": "x", "purpose": "medical", "step": "aloud"}
    assert "peligra" not in text(ines.post(way, health))
    slip = ines.post(way, sent(**told, **YES))
    assert "Nada que dictar" in text(slip)
    assert code_of(slip)
    (row,) = Referral.objects.all()
    seen = text(ines.get(f"/referencias/{row.subject}/?purpose=assist"))
    assert "todavía no se sabe que llegó" in seen
    given = alma.post(f"{here}paquete/").content
    body = format_.opened(
        given, pair=GT.pair, own=GT.card.fingerprint, known=lambda _: (Standing.TRUSTED, us().card), now=NOW
    ).body
    assert [one["told"]["people"] for one in body.referrals] == ["3 personas"]
    word = {"referral": str(row.subject), "entry": str(uuid4()), "what": "answered", "at": NOW.isoformat(), "answer": "accepted"}
    alma.post("/entre-paises/tomar/", {"bundle": file("p", bundle(GT, us(), words=[word], received=[row.subject]))})
    seen = text(ines.get(f"/referencias/{row.subject}/?purpose=assist"))
    assert "La aceptaron, desde el otro país" in seen
    assert "la tienen allá desde" in seen
    assert "ya no se confía" not in seen
    alma.post(f"{here}quitar/", {"reason": "key_lost"})
    assert "llame allá y pida que se borre" in text(ines.get(f"/referencias/{row.subject}/?purpose=assist"))
    over = text(alma.get(here))
    assert "De aquí se mandaron personas a esa instalación: Grupo Beta Piedras Negras" in over
    assert "Pedir que olvide" not in over, "nobody took anything back"
    ines.post(f"/referencias/{row.subject}/retirar/", {"reason": "mistaken", "purpose": "assist"})
    assert "Pedir que olvide" in text(alma.get(here))
    assert alma.post(f"{here}paquete/").content.startswith(b'{"vereda"')


def test_a_person_who_comes_is_seen_by_the_group_and_by_no_other_and_is_answered(cast, alma):
    trusted(cast, GT)
    alma.post("/entre-paises/tomar/", {"bundle": file("p", bundle(GT, us(), referrals=[referral()]))})
    ines, nadia = cast.client("ines"), cast.client("nadia")
    listed = text(ines.get("/referencias/?purpose=assist"))
    assert "Vienen de otro país" in listed
    (row,) = bundles.Handed.objects.all()
    here = f"/referencias/de-fuera/{row.subject}/"
    assert "mujer y bebé" in text(ines.get(f"{here}?purpose=assist"))
    assert nadia.get(f"{here}?purpose=assist").status_code == 404
    assert nadia.post(f"{here}recibe/", {"purpose": "assist"}).status_code == 404
    assert "R-ABC123" not in text(nadia.get("/referencias/?purpose=assist"))
    assert "mujer y bebé" not in text(alma.get("/entre-paises/"))
    ines.post(f"{here}recibe/", {"purpose": "assist", "text": "Hay cuna"})
    ines.post(f"{here}llego/", {"purpose": "assist"})
    row.refresh_from_db()
    assert (row.status, len(row.notes)) == ("arrived", 1)
    ines.post(f"{here}atendida/", {"purpose": "assist"})
    assert "mujer y bebé" in text(ines.get(f"{here}?purpose=assist"))
    with time_machine.travel(NOW + timedelta(days=8), tick=False):
        late = text(cast.client("ines").get(f"{here}?purpose=assist"))
    assert "mujer y bebé" not in late, "an account that is stolen later does not read who was helped"
    assert "ya la atendió, no lo necesita" in late


def test_over_the_line_a_stranger_is_refused_with_a_code_and_a_known_one_gets_a_bundle_back(cast, client: Client):
    trusted(cast, GT)

    def bring(content: bytes):
        return client.post("/between/v1/bundle", content, content_type="application/octet-stream")

    stranger = bring(bundle(house("hn"), us()))
    assert (stranger.status_code, stranger.json()) == (422, {"code": "bundles.sender_unknown"})
    good = bundle(GT, us(), content={})
    back = bring(good)
    assert (back.status_code, back.content.startswith(b'{"vereda":"vereda/between"')) == (200, True)
    assert bring(good).status_code == 409


def test_an_office_of_several_countries_has_no_page_of_persons(cast, alma, monkeypatch, client: Client):
    monkeypatch.setenv("VEREDA_REGIONAL", "Oficina del programa")
    environment.env.cache_clear()
    assert "Oficina regional" in text(alma.get("/entre-paises/"))
    assert alma.get("/").headers["Location"] == "/entre-paises/material/"
    for name in ("ines", "rafael", "alma"):
        one = cast.client(name)
        for page in ("/hoy/", "/encuentros/", "/encuentros/nuevo/", "/referencias/", "/personas/", "/extraviados/", "/boletin/"):
            assert one.get(page).status_code == 404, page
    for page in ("/sos/", "/app/", "/r/", "/queja/", "/sync/v1/hello"):
        assert client.get(page).status_code == 404, page
    assert client.post("/sync/v1/push", {}, content_type="application/json").status_code == 404
