"""A lesson becomes a draft of good practice: filled in with what may travel, kept by who reads it, reviewed as every draft."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest
import time_machine
from django.utils import timezone

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.demo.workshops_day import workshops_day
from vereda.desk.tests.test_encounter_form import sent
from vereda.desk.web.new_encounter import fresh_token
from vereda.exchange import door as exchange
from vereda.exchange.models import GoodPractice
from vereda.exchange.schema import Origin, Stage

pytestmark = pytest.mark.django_db
PLANTED = ("Obsidiana", "Rosalinda", "28.7", "vado de los coyotes", "Piedras Negras", "5:40", "octubre", "PN-7", "Inés")
LEARNT = (
    "El 11 de octubre a las 5:40 Rosalinda Obsidiana (PN-7) pidió agua en el vado de los coyotes, 28.71234, -100.52345, cerca de "
    "Piedras Negras. rosalinda no quería subir. Inés Robles llevó dos radios y no alcanzaron. Conviene llevar tres."
)
REST = {"title": "Tres radios", "problem": "No alcanzan dos", "limits": "Sin cobertura no sirven"}


def hidden(page) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode()))


def area(page, name: str) -> str:
    return re.search(rf'<textarea id="f-{name}"[^>]*>([^<]*)</textarea>', page.content.decode())[1]


def closed(cast: Cast, mission: UUID) -> str:
    rafael, here = cast.client("rafael"), f"/misiones/{mission}/"
    rafael.post(
        f"{here}pista/", {"what": "other", "place": "vado de los coyotes", "point": "28.71, -100.52", "form": fresh_token()}
    )
    who = {"who-given": "Rosalinda", "who-families": "Obsidiana", "who-purpose": "medical", "who-nationality": "HN"}
    more = {"t:HN:F:18+": "2", "s:WATER": "on", "mission": str(mission), "who-sex": "F", "who-band": "18+"}
    assert sent(cast.client("ines"), **who, **more).status_code == 302
    rafael.post(f"{here}cerrar/", {"outcome": "found"})
    assert "Proponer como buena práctica" not in text(rafael.get(here)), "nothing was learnt yet"
    rafael.post(f"{here}aprendido/", {"text": LEARNT, "form": fresh_token()})
    return here


def test_what_was_learnt_on_a_mission_is_proposed_without_who_where_and_when(cast: Cast, mission: UUID):
    here, rafael = closed(cast, mission), cast.client("rafael")
    assert "Rosalinda Obsidiana" in text(rafael.get(here)), "the own group reads its own words"
    assert f"{here}practica/" in rafael.get(here).content.decode()
    for name in ("nadia", "ines", "julia", "hector"):
        assert cast.client(name).get(f"{here}practica/").status_code in (403, 404), name
    before = ReadRow.objects.count()
    page = rafael.get(f"{here}practica/")
    assert ReadRow.objects.count() > before
    drafted, done = page.content.decode(), area(page, "done")
    for one in PLANTED:
        assert one.casefold() not in done.casefold(), one
        assert one not in drafted.partition("<main")[2] or one in ("Inés", "Piedras Negras"), one
    assert "llevó dos radios y no alcanzaron. Conviene llevar tres." in done
    assert "Se quitó lo que parecía nombre, lugar, día u hora" in text(page)
    assert GoodPractice.objects.count() == 0, "nothing is kept before somebody read it"
    kept = {"origin": "mission", "language": "spa", "topic:rescue": "on", "country:mx": "on", "done": done, **REST}
    made = rafael.post("/practicas/nueva/", {**kept, "form": hidden(page)["form"]})
    subject = made.headers["Location"].split("/")[2]
    kept_one = exchange.practice(UUID(subject), "mx")
    assert (kept_one.origin, kept_one.first.stage, kept_one.card.references) == (Origin.MISSION, Stage.DRAFT, [])
    assert str(mission) not in str(GoodPractice.objects.get().state)


def test_minutes_and_commitments_of_a_workshop_are_proposed_with_where_they_come_from(cast: Cast):
    with time_machine.travel(datetime(2026, 11, 30, 18, tzinfo=UTC), tick=False):
        subject = workshops_day("mx", timezone.now())
        trainer, here = cast.client(cast.of_role("trainer")), f"/talleres/{subject}/"
        assert "Proponer como buena práctica" in text(trainer.get(here))
        minutes = {"session": "S2", "text_es": "Ana Lima Paz contó que dos guías bastan en Guatemala", "text_en": "Two guides do"}
        trainer.post(f"{here}anotar/minuta/", minutes)
        page = trainer.get(f"{here}practica/minuta/S2/")
        assert "Lima" not in page.content.decode()
        assert "contó que dos guías bastan en Guatemala" in area(page, "done")
        source = re.search(r'name="reference"[^>]*value="([^"]*)"', page.content.decode())[1]
        assert "minuta de" in source
        kept = {"origin": "workshop", "language": "spa", "topic:teams": "on", "done": "Dos", **REST, "reference": source}
        made = trainer.post("/practicas/nueva/", {**kept, "form": hidden(page)["form"]})
        one = exchange.practice(UUID(made.headers["Location"].split("/")[2]), "mx")
        assert [one.origin, *(told.title for told in one.card.references)] == [Origin.WORKSHOP, source.replace("&#39;", "'")]
        followed = next(iter(re.findall(rf"{here}practica/compromiso/[^/]+/", trainer.get(here).content.decode())))
        assert trainer.get(followed).status_code == 200
        for address in (f"{here}practica/minuta/S9/", f"{here}practica/otra/S2/"):
            assert trainer.get(address).status_code in (403, 404)
        assert cast.client("rafael").get(followed).status_code in (403, 404)
