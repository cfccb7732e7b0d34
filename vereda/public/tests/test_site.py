"""The guide as a whole: every page small and whole by itself, every link there, and nothing unreviewed where it is published."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from vereda.client import information
from vereda.countries.door import HIDDEN_PLACES, UNSHOWN, pack
from vereda.guidance import door as guidance
from vereda.guidance.door import Said
from vereda.handouts import recordings
from vereda.logbook.tests.pens import author
from vereda.notices import door as notices
from vereda.public.guide import offline, parts
from vereda.public.guide.build import build, unready
from vereda.public.guide.site import INDEX, NEAR_KB, NEUTRAL, POSTER, Site
from vereda.rescue.door import emergency
from vereda.safety.door import CapSeverity

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
ON = date(2026, 11, 26)
DAY = timedelta(days=1)
PAOLA, HECTOR = author("paola", "desk", group="central"), author("hector", "desk", group="central")
PLANTED = "obsidiana zafiro"
BAND = '<p class="band" role="note">'
TOLD = {"international": "", "hours": "24h", "languages": "es", "source": "https://example.org/n", "source_read_on": ON}
PAGE_MOST, COUNTRY_MOST = 14 * 1024, 1_500_000


def preview(**more) -> Site:
    return Site("mx", ON, publish=False, **more)


def published(on: date = ON) -> Site:
    return Site("mx", on, publish=True)


def drawn(site: Site) -> Iterator[tuple[str, str]]:
    for name in site.names():
        page = site.draw(name)
        assert page is not None, name
        yield name, page


def everything(site: Site) -> dict[str, str]:
    """Return every page and file of a site as text."""
    return dict(drawn(site)) | {name: (offline.content(site, name) or b"").decode() for name in offline.names(site)}


def write(topic: str, text: str, language: str = "spa") -> str:
    said = Said(short=text, spoken=text, full=text, source="https://example.org/x", article="", title=text)
    guidance.write_text(topic=topic, language=language, said=said, by=PAOLA, at=NOW)
    return said.version


def check(topic: str, version: str, until: date = ON + 100 * DAY) -> None:
    guidance.check_text(
        topic=topic, language="spa", version=version, reviewer="Ana Ejemplo", office="Protección Civil",
        source_read_on=ON, until=until, by=HECTOR, at=NOW,
    )  # fmt: skip


def ring(code: str = "emergencias", number: str = "911") -> None:
    guidance.ring_number(
        hotline=code, number=number, answered=True, reviewer="Ana Ejemplo", office="Protección Civil", by=HECTOR, at=NOW
    )


def test_each_page_is_small_and_whole_and_a_country_fits_on_a_telephone():
    site, raw = preview(address="https://guia.example.org/"), 0
    near = dict.fromkeys(site.languages, 0)
    for name, page in drawn(site):
        size = len(gzip.compress(page.encode()))
        assert size <= PAGE_MOST, name
        raw += len(page.encode())
        if name[:3] in near:
            near[name[:3]] += size
    assert len(near) == 5
    beside = [offline.content(site, name) or b"" for name in offline.names(site)]
    assert raw + sum(map(len, beside)) < COUNTRY_MOST, "as files, which no card packs"
    packed = sum(len(gzip.compress(one)) for one in beside)
    assert max(near.values()) + packed < NEAR_KB * 1000, "what a telephone is told that it takes"


def test_a_page_needs_nothing_but_itself_and_every_link_leads_to_a_page():
    site = preview(address="https://guia.example.org/")
    there = {*site.names(), *offline.names(site)}
    for name, page in drawn(site):
        links = re.findall(r'(?:href|src)="([^"]*)"', page)
        for link in links:
            assert link.startswith(("tel:", "sms:", "data:,", "#")) or link.split("#")[0] in there, f"{name}: {link}"
        assert "<style>" in page
        page = page.replace(f"<script>{parts.RETURNED}</script>", "")
        assert not re.search(r"<link[^>]+stylesheet|style=|\son\w+=|<script(?![^>]*src=)|<form|<iframe|@import|url\(", page), name


def test_every_topic_of_the_pack_has_its_page_in_spanish_and_english():
    names = set(preview().names())
    for language in ("spa", "eng"):
        assert {f"{language}-t-{code}.html" for code in pack("mx").topics} <= names
    assert {f"hat-t-{code}.html" for code in ("heat", "river", "train", "asylum", "help-is-free", "emergencias")} <= names
    assert not any(name.startswith(("quc", "mam", "kek")) for name in names), "nobody translated them: no language is offered"


def test_a_preview_has_the_band_on_every_page_but_the_neutral_one():
    for name, page in drawn(preview(address="https://guia.example.org/")):
        assert (BAND in page) == (name != NEUTRAL), name
    assert "Demostración: no se fíe de esto." in (preview().draw("spa-t-heat.html") or "")
    assert "Demonstration, do not rely on this." in (preview().draw("eng-t-heat.html") or "")
    french = preview().draw("fra-t-heat.html") or ""
    assert "Demonstration, do not rely on this." in french, "who reads neither is told in two"


def test_the_neutral_page_says_nothing_of_who_read():
    page = preview().draw(NEUTRAL) or ""
    words = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page)
    assert not re.search(r"[A-Za-z]{3}", words)
    assert "11 / 2026" in words
    assert "12 / 2026" in words


def test_an_unreviewed_text_is_planted_and_looked_for_everywhere():
    for code in pack("mx").topics:
        for language in ("spa", "eng"):
            write(code, f"{PLANTED} {code}", language)
    for name, content in everything(published()).items():
        assert PLANTED not in content, name
    found = {name: content for name, content in everything(preview()).items() if PLANTED in content}
    assert len(found) > 2 * len(pack("mx").topics)
    assert [name for name, content in found.items() if BAND not in content] == []


def test_an_unreviewed_number_is_planted_and_looked_for_everywhere():
    for code in ("cndh-conmutador", "secretaria-del-migrante-de-michoacan"):
        guidance.correct_number(hotline=code, number="55 0000 4444", **TOLD, by=PAOLA, at=NOW)
    assert not any("0000 4444" in content for content in everything(published()).values())
    assert "55 0000 4444" in (preview().draw("spa-numbers.html") or "")


def test_what_is_reviewed_is_published_with_the_name_and_without_the_band_until_its_last_day():
    version = write("heat", "Busque sombra y agua. Si se pierde llame al {hotline.emergencias}.")
    check("heat", version)
    assert published().draw("spa-t-heat.html") is None, "the number that it names was not rung"
    ring()
    page = published().draw("spa-t-heat.html") or ""
    assert "Busque sombra y agua." in page
    assert 'href="tel:911"' in page
    assert "Lo revisó Ana Ejemplo, Protección Civil, el 26 nov 2026." in page
    assert BAND not in page
    names = list(published().names())
    assert "spa-t-heat.html" in names
    assert "spa-t-river.html" not in names
    assert "eng.html" not in names
    assert 'data-until="2027-02-24"' in page, "the number was rung for 90 days, the text is good for 100"
    assert published(ON + 101 * DAY).draw("spa-t-heat.html") is None


def test_a_text_that_was_withdrawn_is_on_no_page_of_either_kind():
    guidance.withdraw_text(topic="train", language="spa", reason="Está mal.", by=PAOLA, at=NOW)
    assert "spa-t-train.html" not in list(preview().names())
    assert ("train", "spa") not in {(one.code, one.language) for one in unready(preview())}


def test_a_corrected_emergency_number_is_on_every_page_at_once_when_a_second_person_rang_it():
    assert 'href="tel:911"' in (preview().draw("spa.html") or "")
    guidance.correct_number(hotline="emergencias", number="066", **TOLD, by=PAOLA, at=NOW)
    names = ("index.html", "spa.html", "spa-sos.html", "spa-t-heat.html", "eng-rights.html", "fra.html")
    for name in names:
        assert "066" not in (preview().draw(name) or ""), name
    ring(number="066")
    for name in names:
        page = preview().draw(name) or ""
        assert 'href="tel:066"' in page, name
        assert "911" not in re.sub(r"<[^>]+>", "", page), name


def test_nobody_is_named_who_did_not_agree_and_no_house_has_an_address():
    pages = "\n".join(everything(preview()).values())
    for row in pack("mx").services_directory.values():
        if row.consent in UNSHOWN:
            assert row.name not in pages
        if row.address and (row.consent in UNSHOWN or row.kind in HIDDEN_PLACES):
            assert row.address not in pages
    assert "ACNUR Tapachula" in pages
    assert not re.search(r"2[0-9]\.\d{4}|1[4-9]\.\d{4}|-9\d\.\d{4}", re.sub(r"<svg.*?</svg>", "", pages, flags=re.DOTALL)), (
        "a point"
    )


def test_dangers_are_found_by_state_and_those_of_elsewhere_stand_elsewhere():
    page = preview().draw("spa-dangers.html") or ""
    found = dict(re.findall(r'<details id="([\w-]+)">(.*?)</details>\n(?=<details id|<h2|$)', page, re.DOTALL))
    assert "Piedras Negras" in found["MX-COA"]
    assert "spa-t-river-rio-bravo-piedras-negras-eagle-pass.html" in found["MX-COA"]
    assert "suchiate" not in found["MX-COA"]
    assert "suchiate" in found["MX-CHP"]
    assert 'href="spa-t-heat.html"' in page.split("En todo el camino")[1]
    assert "Si un lugar no está aquí, no quiere decir que sea seguro." in page


@pytest.fixture
def spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the recording of the text about heat, to which nobody has listened yet."""
    monkeypatch.setattr(recordings, "folder", lambda country, language: tmp_path)
    one = next(one for one in guidance.library("mx", ON, "spa", publish=False).topics if one.topic.code == "heat")
    path = tmp_path / f"{recordings.name_of('heat', f'{one.text.title}. {one.text.spoken}')}.ogg"
    path.write_bytes(b"OggS")
    return path


def test_a_recording_is_played_only_of_the_words_that_are_shown(spoken: Path, tmp_path: Path):
    page = preview().draw("spa-t-heat.html") or ""
    assert f'<audio controls preload="none" src="audio/spa-{spoken.name}"></audio>' in page
    build(preview(only=("spa",)), tmp_path / "guia")
    assert (tmp_path / "guia" / "audio" / f"spa-{spoken.name}").read_bytes() == b"OggS"
    assert spoken.name not in (offline.content(preview(), "spa.json") or b"").decode(), "what is heavy is not kept unasked"
    write("heat", "Otra cosa.")
    page = preview().draw("spa-t-heat.html") or ""
    assert "<audio" not in page
    assert 'data-say="Otra cosa."' in page


def test_a_recording_to_which_nobody_listened_is_not_published(spoken: Path):
    ring()
    newest = guidance.written_one("mx", ON, "heat", "spa").newest
    assert newest
    check("heat", newest.id)
    assert "<audio" not in (published().draw("spa-t-heat.html") or "")
    (spoken.parent / recordings.LIST).write_text(f"file,spoken_by,heard_by,heard_on\n{spoken.name},Ana,Benito,{ON}\n")
    assert "<audio" in (published().draw("spa-t-heat.html") or "")


def test_a_danger_notice_stands_first_until_its_end_and_unreviewed_on_previews_alone():
    where = notices.Where(told_by=notices.AreaBy.STATES, states=["MX-SON"])
    told = notices.Told(
        danger=notices.NoticeKind.HEAT, severity=CapSeverity.SEVERE, where=where, source="https://example.org/smn",
        starts_at=NOW - DAY, ends_at=NOW + 3 * DAY,
    )  # fmt: skip
    said = Said(short=PLANTED, spoken=PLANTED, full=f"{PLANTED} en Sonora.", source="https://example.org/smn", article="")
    subject = notices.set_notice(told, {"spa": said}, by=PAOLA, at=NOW).subject
    assert not any(PLANTED in content for content in everything(published()).values())
    page = preview().draw("spa-dangers.html") or ""
    assert f"{PLANTED} en Sonora." in page.split("Abra los lugares")[0]
    assert "Sonora. Hasta el 29 nov 2026." in page
    assert 'data-ends="2026-11-29"' in page
    assert f'<span lang="es">{PLANTED} en Sonora.</span>' in (preview().draw("eng-dangers.html") or ""), "better than silence"
    assert {(one.what, one.language) for one in unready(preview(only=("spa",))) if one.what == "notice"} == {("notice", "spa")}
    check(notices.topic_of(subject), said.version)
    assert f"{PLANTED} en Sonora." in (published().draw("spa-dangers.html") or "")
    over = Site("mx", ON + 4 * DAY, publish=False)
    assert PLANTED not in (over.draw("spa-dangers.html") or "")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "x.html",
        "zzz.html",
        "spa-.html",
        "spa-nada.html",
        "spa-t-.html",
        "spa-t-nada.html",
        "../index.html",
        "quc.html",
        POSTER,
    ],
)
def test_a_page_that_is_not_there_is_none(name: str):
    assert preview().draw(name) is None


def test_an_installation_without_a_reviewed_text_still_gives_the_emergency_number_with_the_band():
    assert list(published().names()) == [INDEX, NEUTRAL, "spa.html", "spa-sos.html"]
    for name in (INDEX, "spa.html", "spa-sos.html"):
        page = published().draw(name) or ""
        assert 'href="tel:911"' in page
        assert BAND in page
    ring()
    assert BAND not in (published().draw("spa-sos.html") or "")


def test_what_is_unready_is_listed_with_what_it_lacks():
    found = unready(preview())
    assert {one.what for one in found} == {"text", "number", "place"}
    assert len([one for one in found if one.what == "text"]) == 2 * len(pack("mx").topics) + 18
    only = unready(preview(only=("hat",)))
    assert len([one for one in only if one.what == "text"]) == 6


def test_where_nobody_wrote_the_emergency_number_no_page_offers_to_call_words(monkeypatch: pytest.MonkeyPatch):
    """A country that begins has words in the place of the number: a button that dials nothing costs somebody their time."""
    known = guidance.numbers("mx", ON)
    blank = [replace(one, number="por llenar") if one.kind == "emergency" else one for one in known]
    for where in ("vereda.guidance.door.numbers", "vereda.rescue.lookups.emergency.numbers"):
        monkeypatch.setattr(where, lambda _country, _on: blank)
    site = preview()
    page = site.draw(INDEX)
    assert page is not None
    assert BAND in page
    assert "tel:" not in page
    assert "por llenar" not in page
    assert not emergency("mx", ON).number
    assert information.emergency(pack("mx"), blank) is None
