"""Children who are alone at the desk: whom to call at two in the morning, what they want, two adults, one file, what is best."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from vereda.access.tests.cast import Cast, text
from vereda.countries.door import ENFORCEMENT, pack
from vereda.logbook.models import LogEntry
from vereda.protection import door as protection
from vereda.protection.door import ChildPath

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 20, 2, 0, tzinfo=ZoneInfo("America/Matamoros"))
NOTE = {"decision": "Esperar a la Procuraduría", "why": "Quiere a su tía, sin verificar", "review_on": "2026-11-21"}


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NIGHT, tick=False) as traveller:
        yield traveller


@pytest.fixture
def path(cast: Cast, met) -> str:
    """Return the address of a path that Inés opened at two in the morning."""
    found = cast.client("ines").post(f"/encuentros/{met(3, unaccompanied_minors=2)}/ruta/")
    return str(found.url)


def row() -> ChildPath:
    return ChildPath.objects.get()


def test_at_two_the_page_says_first_whom_to_call_then_when_it_rings_and_whom_to_call_next(
    cast: Cast, path: str, clock: time_machine.Traveller
):
    ines = cast.client("ines")
    page = text(ines.get(path))
    assert page.index("Ahora: avise a quien protege a la niñez") < page.index("Pasos")
    assert "Llame a: Sistema Nacional para el Desarrollo Integral de la Familia" in page
    ines.post(f"{path}aviso/", {"told_office": "dif", "through": "telephone"})
    page = text(ines.get(path))
    assert "Nadie ha contestado" in page
    assert "Siga con: Procuradurías de Protección" in page
    assert "Si a las 02:30 nadie contesta" in page
    assert "02:00 Sistema Nacional" in page
    clock.shift(timedelta(minutes=31))
    protection.ring_unanswered(now=timezone.now())
    ines = cast.client("ines")
    assert "Si a las 03:01 nadie contesta" in text(ines.get(path))
    ines.post(f"{path}aviso/", {"told_office": "procuraduria-proteccion", "through": "telephone", "answered": "1"})
    page = text(ines.get(path))
    assert "Contestaron: espere con ellos hasta que firmen" in page
    assert "Siga con" not in page
    assert "nadie contesta, se avisa solo" not in page


def test_what_the_child_wants_is_kept_in_its_own_words_and_language_and_read_by_who_carries_the_case(cast: Cast, path: str):
    ines = cast.client("ines")
    lost = ines.post(f"{path}quiere/", {"wishes": "Quiero ir con mi tía"})
    assert lost.status_code == 422
    assert "Elija en qué lengua" in text(lost)
    assert "Quiero ir con mi tía" in lost.content.decode()
    language = next(iter(pack("mx").languages))
    assert ines.post(f"{path}quiere/", {"wishes": "Quiero ir con mi tía", "lang": language}).status_code == 302
    page = text(ines.get(path))
    assert "con mi tía" not in page, "an agent reads nothing back"
    assert "Ya está anotado" in page
    page = text(cast.client("lucia").get(f"{path}?purpose=protection_case"))
    assert "«Quiero ir con mi tía»" in page
    assert "Falta escribir" in text(ines.post(f"{path}quiere/", {"wishes": " ", "lang": language}))


def test_two_different_adults_ride_and_both_are_of_the_group_or_of_the_office(cast: Cast, path: str):
    ines = cast.client("ines")
    mine, other, strange = (str(cast.account(name).pk) for name in ("ines", "tomas", "nadia"))
    for wrong in ({"adult1": mine}, {"adult1": mine, "adult2": mine}, {"adult1": mine, "adult2": strange}, {}):
        answer = ines.post(f"{path}vehiculo/", wrong | {"vehicle": "Camioneta 4"})
        assert answer.status_code == 422
        assert "dos personas adultas distintas" in text(answer)
        assert 'value="Camioneta 4"' in answer.content.decode()
    assert ines.post(f"{path}vehiculo/", {"adult1": other, "adult2": "office", "vehicle": "Camioneta 4"}).status_code == 302
    page = text(cast.client("lucia").get(f"{path}?purpose=protection_case"))
    assert "Tomás Barrera, Alguien de la oficina que los recibe · Camioneta 4" in page


@pytest.mark.storage
def test_sisters_and_brothers_met_elsewhere_go_into_one_file(cast: Cast, path: str, met):
    ines, other, strange = (
        cast.client("ines"),
        met(2, unaccompanied_minors=1),
        met(2, unaccompanied_minors=1, name="nadia", group="tapachula"),
    )
    assert str(other) in ines.get(path).content.decode()
    assert str(strange) not in ines.get(path).content.decode()
    assert ines.post(f"{path}hermanos/", {"siblings": str(strange)}).status_code == 422
    assert ines.post(f"{path}hermanos/", {"siblings": "zzz"}).status_code == 422
    assert ines.post(f"{path}hermanos/", {"siblings": str(other)}).status_code == 302
    assert row().children == 3
    again = ines.post(f"{path}hermanos/", {"siblings": str(other)})
    assert "ya tienen expediente" in text(again)
    assert row().children == 3


def test_a_note_on_what_is_best_is_written_and_read_by_who_carries_cases_alone(cast: Cast, path: str):
    lucia = cast.client("lucia")
    answer = lucia.post(f"{path}interes/", {"child_view": "Quiere jugar", "decision": "x"})
    assert answer.status_code == 422
    assert "Escriba por qué" in text(answer)
    assert "Quiere jugar" in answer.content.decode()
    assert lucia.post(f"{path}interes/", NOTE | {"child_view": "Quiere jugar"}).status_code == 302
    page = text(lucia.get(path))
    for said in ("Esperar a la Procuraduría", "Quiere jugar", "21 de noviembre de 2026"):
        assert said in page
    for name in ("ines", "rafael", "nadia", "tomas", "emilio"):
        client = cast.client(name)
        assert client.get(f"{path}interes/").status_code in (403, 404), name
        assert client.post(f"{path}interes/", NOTE).status_code in (403, 404), name
    assert "Esperar a la Procuraduría" not in text(cast.client("ines").get(path))
    clear = b"".join(bytes(one) for one in LogEntry.objects.filter(subject=row().subject).values_list("body", flat=True))
    assert b"jugar" not in clear


def test_a_child_of_forty_is_asked_again_and_nothing_typed_is_lost(cast: Cast, path: str):
    answer = cast.client("lucia").post(f"{path}interes/", NOTE | {"age": "40", "family": "Una tía en Monterrey"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "menos de 18 años" in page
    assert 'value="40"' in page
    assert "Una tía en Monterrey" in page
    for wrong, said in (("-3", "no es un número"), ("10.5", "no es un número"), ("siete", "no es un número")):
        assert said in text(cast.client("lucia").post(f"{path}interes/", NOTE | {"age": wrong}))
    assert protection.best_interests(row()) is None


def test_a_family_is_looked_for_only_after_somebody_looked_at_the_risk(cast: Cast, path: str):
    lucia = cast.client("lucia")
    assert "no, mientras no se revise el riesgo" in text(lucia.get(f"{path}?purpose=protection_case"))
    lucia.post(f"{path}interes/", NOTE)
    assert not protection.may_seek(row()), "not looked at is no yes"
    refused = lucia.post(f"{path}interes/", NOTE | {"risk:violence": "on", "may_seek": "yes"})
    assert refused.status_code == 422
    assert "no se busca a la familia" in text(refused)
    lucia.post(f"{path}interes/", NOTE | {"risk:violence": "on", "may_seek": "no"})
    assert "Hay violencia en su casa" in text(lucia.get(path))
    assert not protection.may_seek(row())
    lucia.post(f"{path}interes/", NOTE | {"may_seek": "yes"})
    assert protection.may_seek(row())
    assert "solo después de revisar el riesgo" in text(cast.client("ines").get(path))


def test_no_body_of_enforcement_is_offered_or_taken_anywhere_on_the_path(cast: Cast, path: str):
    barred = [one.code for one in pack("mx").institutions.values() if one.role in ENFORCEMENT]
    assert barred
    for name, address in (("ines", path), ("lucia", f"{path}?purpose=protection_case"), ("lucia", f"{path}interes/")):
        page = cast.client(name).get(address).content.decode()
        assert not [one for one in barred if f'value="{one}"' in page]
    ines, before = cast.client("ines"), LogEntry.objects.count()
    for code in barred:
        ines.post(f"{path}aviso/", {"told_office": code, "through": "telephone", "answered": "1"})
        ines.post(f"{path}firma/", {"name": "A", "number": "1", "office": code})
        ines.post(f"{path}vehiculo/", {"adult1": code, "adult2": "office"})
    assert LogEntry.objects.count() == before


def test_nadia_and_who_does_not_protect_find_what_a_path_that_never_was_answers(cast: Cast, path: str):
    absent = f"/rutas/{uuid4()}/"
    for name in cast.accounts:
        if name in ("ines", "lucia"):
            continue
        client = cast.client(name)
        for what in ("", "interes/"):
            hidden, nothing = client.get(path + what), client.get(absent + what)
            assert hidden.status_code == nothing.status_code, (name, what)
            assert hidden.status_code in (302, 403, 404), (name, what)
            assert text(hidden).replace(path, "") == text(nothing).replace(absent, ""), (name, what)
        for what in ("quiere/", "vehiculo/", "hermanos/", "interes/", "aviso/", "firma/"):
            hidden, nothing = client.post(path + what, {"wishes": "x"}), client.post(absent + what, {"wishes": "x"})
            assert hidden.status_code == nothing.status_code, (name, what)
    assert LogEntry.objects.filter(subject=row().subject).count() == 1


def test_what_a_coordinator_or_a_stranger_forges_of_a_path_waits(cast: Cast, path: str):
    """Roles are asked for by the kind, not by the page alone."""
    from vereda.access.authority import _of_role

    for kind in ("opened", "step", "closed", "reopened"):
        for role, held in (("agent", None), ("case_worker", None), ("coordinator", True), ("paramedic", True)):
            assert bool(_of_role(f"protection.child_path_{kind}", [role])) is bool(held), (kind, role)
    assert UUID(path.split("/")[2]) == row().subject
