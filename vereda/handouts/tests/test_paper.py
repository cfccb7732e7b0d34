"""Card, poster and talking card: every language fits, also a third longer; what does not fit or has no letter stops it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
import zxingcpp

from vereda.countries.door import TopicKind, pack
from vereda.guidance import door as guidance
from vereda.guidance.tests.test_library import check, one, ring, write
from vereda.handouts import drawing, errors
from vereda.handouts.lookups import chosen, chosen_best
from vereda.handouts.rules.letters import known
from vereda.handouts.tests.drawn import (
    MM,
    ON,
    SITE,
    letters,
    longer,
    on_each_other,
    pixels,
    preview,
    saying,
    symbols,
    words,
)
from vereda.handouts.words import Handout, Ink, band
from vereda.settings.environment import env

pytestmark = pytest.mark.django_db
WRITTEN = [code for code, texts in pack("mx").texts.items() if texts]
SIDES = [(code,) for code in WRITTEN] + [("spa", code) for code in WRITTEN if code != "spa"]
PANEL, EDGE = (74.25 * MM, 105 * MM), 5 * MM
A_LINE = 1 * MM  # what a tail (g, ç) of the last line may stand out below it, into the empty edge


def pdf(kind: Handout, what, ink: Ink = Ink.COLOUR) -> bytes:
    return drawing.pdf(kind, what, symbols(), site=SITE, ink=ink)


def is_whole(kind: Handout, content: bytes, most_pages: int) -> None:
    """Every letter is within its page or panel, and none lies on another: what a hidden overflow would do."""
    pages = list(letters(content))
    assert 1 <= len(pages) <= most_pages
    for boxes in pages:
        assert len(boxes) > 100
        assert on_each_other(boxes) == 0
        if kind == Handout.CARD:
            for side, size in ((0, PANEL[0]), (1, PANEL[1])):
                first, last = boxes[:, side] % size, boxes[:, side + 2] % size
                assert np.all(boxes[:, side] // size == boxes[:, side + 2] // size), "a letter lies on a fold"
                assert first.min() >= EDGE - A_LINE
                assert last.max() <= size - EDGE + A_LINE
        else:
            assert boxes[:, 0].min() >= 12 * MM - A_LINE
            assert boxes[:, 2].max() <= 198 * MM + A_LINE
            assert boxes[:, 1].min() >= 12 * MM - A_LINE


@pytest.mark.parametrize("languages", SIDES, ids="-".join)
@pytest.mark.parametrize("kind", list(Handout))
def test_every_language_of_the_pack_fits(kind: Handout, languages: tuple[str, ...]):
    is_whole(kind, pdf(kind, preview(*languages)), 2 if kind == Handout.TALKING else 1)


@pytest.mark.parametrize("languages", SIDES, ids="-".join)
@pytest.mark.parametrize("kind", list(Handout))
def test_it_fits_also_when_every_text_is_a_third_longer(kind: Handout, languages: tuple[str, ...]):
    is_whole(kind, pdf(kind, longer(preview(*languages))), 2 if kind == Handout.TALKING else 1)


def test_the_longest_texts_of_the_pack_fit_a_talking_card_a_third_longer():
    topics = sorted(pack("mx").texts["spa"], key=lambda code: -len(pack("mx").texts["spa"][code].spoken))[:5]
    is_whole(Handout.TALKING, pdf(Handout.TALKING, longer(preview("spa", "eng", topics=topics))), 1)


@pytest.mark.parametrize("kind", list(Handout))
@pytest.mark.parametrize("text", ["palabra " * 400, "x" * 160], ids=["long", "wide"])
def test_a_text_longer_than_its_panel_stops_it_and_is_named(kind: Handout, text: str):
    with pytest.raises(errors.TextOverflows) as told:
        pdf(kind, saying(preview("hat"), text))
    assert (told.value.details["topic"], told.value.details["language"]) == ("emergencias", "hat")


def test_a_letter_that_is_not_there_stops_it_and_is_named_with_topic_and_language():
    with pytest.raises(errors.LetterMissing) as told:
        pdf(Handout.CARD, saying(preview("spa"), "Busque agua ☃ y sombra"))
    details = told.value.details
    assert (details["sign"], details["topic"], details["language"]) == ("☃", "emergencias", "spa")
    assert details["name"] == "U+2603 SNOWMAN"


def test_the_font_has_the_letters_of_the_languages_of_the_route():
    maya = "'’ʼꞌ b'ch'k'q't'tz'ẍäëïöüñ àâçèéêîôùûœ ãõ òÒ ŋə áéíóú ¿¡«»—…"
    assert [sign for sign in maya if ord(sign) not in known()] == []


@pytest.mark.parametrize("kind", list(Handout))
def test_in_one_ink_there_is_no_colour_and_in_colour_there_is(kind: Handout):
    what = preview("spa", "eng")
    for ink in Ink:
        drawn = np.asarray(pixels(pdf(kind, what, ink))[0]).astype(int)
        coloured = int(np.count_nonzero(np.ptp(drawn, axis=2) > 8))
        assert (coloured == 0) == (ink == Ink.ONE)


def test_a_topic_of_every_kind_is_drawn_and_white_is_read_on_its_colour():
    texts = pack("mx").texts["spa"]
    first = {row.kind: code for code, row in reversed(pack("mx").topics.items()) if code in texts}
    assert set(first) == set(TopicKind)
    is_whole(Handout.TALKING, pdf(Handout.TALKING, preview("spa", "eng", topics=list(first.values()))), 2)
    for name in (*TopicKind, "band"):
        assert 1.05 / (0.05 + brightness(drawing.TONES[name])) >= 7, name


def brightness(tone: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2), 0 to 1."""
    parts = [int(tone[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("kind", [Handout.CARD, Handout.POSTER])
def test_a_telephone_reads_the_code_and_it_leads_to_the_public_page(kind: Handout):
    drawn = pixels(pdf(kind, preview("spa", "eng"), Ink.ONE), scale=2)[0]
    assert [found.text for found in zxingcpp.read_barcodes(drawn)] == [f"{SITE}/"]


def test_a_preview_has_the_band_on_each_panel_in_both_languages_and_no_day_until_which_it_holds():
    told = words(pdf(Handout.CARD, preview("spa", "hat")))
    for said in band(("spa", "hat")):
        assert told.count(said) == 8
    assert "Nadie lo ha revisado." in told
    assert "Vale hasta" not in told
    assert words(pdf(Handout.POSTER, preview("hat"))).count(band(("spa",))[0]) == 2


def drawn(content: bytes) -> list[bytes]:
    return [page.tobytes() for page in pixels(content)]


def publishable(topic: str = "heat") -> None:
    write(topic=topic)
    check(one(topic).newest.id, topic=topic)
    ring()


def test_what_is_published_has_no_band_says_until_when_and_gives_only_numbers_that_were_rung():
    publishable()
    what = chosen("mx", ON, ["spa"], publish=True, topics=["heat"])
    told = words(pdf(Handout.CARD, what))
    assert band(("spa",))[0] not in told
    assert "Hecho el 26 de noviembre de 2026." in told
    assert f"Vale hasta el {drawing.day_said(ON + timedelta(days=90), 'es')}." in told, "the ring of the number ends first"
    assert [row.code for row in what.numbers] == ["emergencias"]
    assert "55 5681 8125" not in told


def test_where_all_is_invented_the_band_stands_also_on_what_was_reviewed(monkeypatch: pytest.MonkeyPatch):
    publishable()
    monkeypatch.setattr("vereda.handouts.lookups.env", lambda: replace(env(), demo=True))
    what = chosen("mx", ON, ["spa"], publish=True, topics=["heat"])
    assert band(("spa",))[0] in words(pdf(Handout.CARD, what))


def test_what_nobody_reviewed_is_refused_and_the_list_says_what_lacks_what():
    with pytest.raises(errors.NotPublishable) as told:
        chosen("mx", ON, ["spa", "hat"], publish=True)
    missing = told.value.details["missing"]
    for code in ("emergencias", "heat", "river", "train", "asylum", "help-is-free"):
        for language in ("spa", "hat"):
            assert f"{code} ({language}): " in missing
    assert "emergencias (spa): quien lo revise, llamar al número" in missing


@pytest.mark.parametrize("kind", list(Handout))
def test_a_planted_text_that_nobody_reviewed_is_neither_in_the_words_nor_in_what_is_drawn(kind: Handout):
    publishable()
    before = pdf(kind, chosen("mx", ON, ["spa"], publish=True, topics=["heat"]))
    planted = "PLANTADO SIN REVISAR"
    for topic in ("heat", "river", "emergencias"):
        said = one(topic).newest.said
        write(type(said)(planted, planted, planted, "https://example.org/p", "", planted), topic=topic)
    after = pdf(kind, chosen("mx", ON, ["spa"], publish=True, topics=["heat"]))
    assert "PLANTADO" not in words(after)
    assert drawn(after) == drawn(before)
    shown = pdf(kind, preview("spa", topics=["heat"]))
    assert planted in words(shown)
    assert band(("spa",))[0] in words(shown)
    assert drawn(shown) != drawn(after)
    best = pdf(kind, chosen_best("mx", ON, ["spa"], ["heat", "river"]))
    assert (planted in words(best)) == (band(("spa",))[0] in words(best)) is True


def test_a_language_without_a_text_leaves_its_side_empty_and_one_with_none_at_all_is_refused():
    what = preview("spa", "hat", topics=["heat", "education"])
    assert [one is None for one in what.panels[1].told] == [False, True]
    is_whole(Handout.TALKING, pdf(Handout.TALKING, what), 1)
    with pytest.raises(errors.NothingToTell):
        preview("quc")
    with pytest.raises(errors.LanguageTwice):
        preview("spa", "spa")
    with pytest.raises(errors.TopicUnknown):
        preview("spa", topics=["nada"])
    with pytest.raises(errors.TooManyTopics):
        pdf(Handout.CARD, preview("spa", topics=list(pack("mx").topics)[:7]))
    with pytest.raises(errors.SiteNotUnderstood):
        drawing.pdf(Handout.CARD, preview("spa"), symbols(), site="vereda.example.org")


def test_every_symbol_of_a_topic_is_there():
    assert {row.symbol for row in pack("mx").topics.values()} <= set(symbols())


def test_a_withdrawn_text_is_on_no_card_and_a_number_that_changed_is_the_new_one():
    publishable()
    guidance.correct_number(
        hotline="emergencias", number="912", source="https://example.org/912", source_read_on=ON,
        by=author_of("rafael"), at=noon(),
    )  # fmt: skip
    assert "912" not in words(pdf(Handout.CARD, preview("spa")))
    guidance.ring_number(
        hotline="emergencias", number="912", answered=True, reviewer="Ana", office="PC", by=author_of("hector"), at=noon()
    )
    told = words(pdf(Handout.CARD, preview("spa")))
    assert "912" in told
    assert "911" not in told
    guidance.withdraw_text(topic="heat", language="spa", reason="Ya no es así.", by=author_of("rafael"), at=noon())
    assert "heat" not in [panel.topic.code for panel in preview("spa").panels]


def author_of(name: str):
    from vereda.logbook.tests.pens import author

    return author(name, "desk")


def noon():
    from vereda.guidance.tests.test_library import NOW

    return NOW
