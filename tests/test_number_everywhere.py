"""A number is corrected once, and all that people are given says the new one: page, message, paper, picture, voice, app."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from django.test import Client

from vereda.access.tests.cast import Cast, text
from vereda.cli.guidance import command
from vereda.client.orientation import Part, parts_of
from vereda.client.reference import reference_of
from vereda.client.tests.test_guidance_by_text import Phone, phone  # noqa: F401  a fixture
from vereda.client.tests.test_texts import line, set_up  # noqa: F401  fixtures
from vereda.countries.door import pack
from vereda.guidance.door import numbers
from vereda.handouts import audio, drawing
from vereda.handouts.lookups import Chosen, chosen
from vereda.handouts.tests.drawn import SITE, symbols, words
from vereda.handouts.words import Handout
from vereda.settings.environment import env

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("set_up")]
NUMBER = "/orientacion/numeros/emergencias/"


@pytest.fixture(autouse=True)
def _demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve what is drafted too: nobody has reviewed a text of the pack."""
    for module in ("vereda.public.web.guide", "vereda.public.page"):
        monkeypatch.setattr(f"{module}.env", lambda: replace(env(), demo=True))


def today() -> date:
    return datetime.now(ZoneInfo("America/Matamoros")).date()


def heat() -> Chosen:
    return drawing.each_topic(chosen("mx", today(), ["spa"], publish=False, topics=["heat"]))[0]


def picture(what: Chosen) -> bytes:
    return drawing.picture(what, symbols(), site=SITE)


def by_text(phone: Phone) -> str:  # noqa: F811  the fixture
    """Return all that a number is answered that asks for help, and for what to do in the heat."""
    dangers = phone.write("PELIGRO")
    (place,) = re.findall(r"(\d+) Calor y desierto", dangers)
    return " ".join([phone.write("AYUDA"), dangers, phone.write("PELIGRO"), phone.write(place)])


def built(out: Path) -> str:
    """Return what a reader sees of a site of files: every page of it, and where its links call."""
    done = CliRunner().invoke(command, ["build", "--country", "mx", "--out", str(out), "--language", "spa"])
    assert done.exit_code == 0, done.exception
    pages = [path.read_text("utf-8") for path in sorted(out.rglob("*.html"))]
    assert len(pages) > 50
    return "\n".join(re.sub(r"<(?!a href=\"tel:)[^>]+>", " ", page) for page in pages)


def parts() -> tuple[Part, ...]:
    return parts_of(pack("mx"), pack("mx").groups["piedras-negras"].state, today(), tuple(numbers("mx", today())))


def told(phone: Phone, out: Path) -> dict[str, str]:  # noqa: F811  the fixture
    """Return the words of each way in which a number reaches people."""
    paper = chosen("mx", today(), ["spa", "eng"], publish=False)
    return {
        "guide": text(Client().get("/guia/spa.html")),
        "topic": text(Client().get("/guia/spa-t-heat.html")),
        "other language": text(Client().get("/guia/eng-t-heat.html")),
        "numbers": text(Client().get("/guia/spa-numbers.html")),
        "sos": Client().get("/sos/").content.decode(),
        "built": built(out),
        "message": by_text(phone),
        **{kind: words(drawing.pdf(kind, paper, symbols(), site=SITE)) for kind in Handout},
        "voice": audio.words_of(heat()),
        "app": "\n".join(reference_of("mx", group).text for group in pack("mx").groups),
        "texts of the app": "\n".join(part.text for part in parts()),
    }


def correct(cast: Cast, number: str) -> None:
    """Correct the number, and have another person ring it."""
    hidden = dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', cast.client("rafael").get(NUMBER).content.decode())
    )
    fields = {**hidden, "number": number, "source": f"https://example.org/{number}", "source_read_on": str(today())}
    assert cast.client("rafael").post(f"{NUMBER}corregir/", fields, follow=True).status_code == 200
    rung = {"rung": number, "answered": "yes", "reviewer": "Ana Ejemplo", "office": "Protección Civil"}
    assert cast.client("hector").post(f"{NUMBER}llamar/revisor/", rung, follow=True).status_code == 200


def named(number: str, said: str) -> bool:
    """Tell whether a number stands in words by itself: no part of a longer one, nor of a key or a digest."""
    return re.search(rf"(?<![\w.-])(?<!\d ){number}(?!\w| ?\d|-|\.\d)", said) is not None


def test_one_correction_changes_every_way_in_which_the_number_is_told(cast: Cast, phone: Phone, tmp_path: Path):  # noqa: F811
    before, pictured = told(phone, tmp_path / "before"), heat()
    assert [name for name, said in before.items() if not named("911", said)] == []
    correct(cast, "912")
    phone.at += timedelta(minutes=10)
    after = told(phone, tmp_path / "after")
    assert [name for name, said in after.items() if not named("912", said)] == []
    assert [name for name, said in after.items() if named("911", said)] == []
    assert all(part.hash in after["app"] and part.hash not in before["app"] for part in parts()), "phones fetch them again"
    (panel,) = pictured.panels
    (one,) = panel.told
    assert one
    by_hand = replace(one, text=replace(one.text, spoken=one.text.spoken.replace("911", "912")))
    assert picture(heat()) == picture(replace(pictured, panels=[replace(panel, told=(by_hand,))])) != picture(pictured)


def test_the_old_numbers_stay_readable_in_the_history_also_that_of_the_pack(cast: Cast):
    assert "Historia" not in text(cast.client("ines").get(NUMBER))
    correct(cast, "912")
    correct(cast, "913")
    history = text(cast.client("ines").get(NUMBER)).partition("Historia")[2]
    places = [history.index(said) for said in ("913", "912", "911")]
    assert places == sorted(places), "the newest first, that of the pack last"
    for source in ("https://example.org/913", "https://example.org/912", "https://"):
        assert source in history
    assert named("913", text(Client().get("/guia/spa.html")))
