"""Lessons, chapters of a report, photographs and courses of others in Chromium: strong, large and narrow enough."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from uuid import UUID

import pytest
from PIL import Image, ImageDraw

from vereda.access.door import author_of
from vereda.demo.workshops_day import workshops_day
from vereda.desk.rooms import workshop_chapters
from vereda.desk.tests.looking import Looks
from vereda.rescue import door as rescue
from vereda.training import door as training
from vereda.workshops import door as workshops
from vereda.workshops.schema import IN_NO_PHOTO

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def bridge() -> bytes:
    """Return an invented picture of a bridge, without anybody."""
    image = Image.new("RGB", (1200, 900), "#8fb4d9")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 560, 1200, 900), fill="#4d6b3c")
    draw.rectangle((100, 480, 1100, 540), fill="#777777")
    out = BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


def test_pages_of_lessons_chapters_photographs_and_courses_are_strong_large_and_narrow_enough(looks: Looks, mission: UUID):
    at = datetime.now(UTC)
    esteban, sergio, rafael = (author_of(looks.cast.reader(name)) for name in ("esteban", "sergio", "rafael"))
    subject = workshops_day("mx", at)
    visit, seen = workshops.visits("mx")[0]
    point = seen.planned.points[0].name
    shown, waits = (workshops.bring_photo(visit, point, bridge(), IN_NO_PHOTO, by=esteban, at=at).subject for _ in range(2))
    workshops.confirm_photo(shown, IN_NO_PHOTO, by=sergio, at=at)
    workshop_chapters.keep_due(now=at)
    course = next(one for one in training.given("gt") if one["of"]["code"] == "rights")
    course["texts"]["es"]["title"] = "Derechos en Guatemala"
    training.take(course, sender="gt", by=sergio, at=at)
    rescue.close_mission(mission=mission, outcome="found", by=rafael, at=at)
    learnt = "El 11 de octubre, a las 5:40, Nadia Paz llevó dos radios y no alcanzaron. Conviene llevar tres."
    rescue.note_after_action(mission=mission, text=learnt, by=rafael, at=at)
    of_course = f"/capacitacion/de-otros-paises/{training.courses_abroad('mx')[0].subject}/es/"
    visited = f"/talleres/visitas/{visit}/"
    looks.walk({
        "sergio": [
            "/talleres/", f"/talleres/{subject}/", f"/talleres/{subject}/practica/minuta/S2/", visited,
            f"{visited}fotos/{waits}/mirar/", f"/talleres/puntos/{point}/", "/capacitacion/de-otros-paises/", of_course,
        ],
        "rafael": [f"/misiones/{mission}/?purpose=rescue", f"/misiones/{mission}/practica/?purpose=rescue"],
    })  # fmt: skip
