"""Saving one language leaves the others to the byte: every record of the house that says something in more than one.

Two ways hold. A text that is translated by itself is a subject for each language, so that no entry can hold two. A record that is
written whole holds both side by side (`es`, `en`): changing one part of it leaves the other as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, get_args
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson
import pytest
from django.db.models import TextField
from django.db.models.functions import Cast
from pydantic import BaseModel

from tests.golden_entries import GOLDEN
from vereda.desk.labels import Labels
from vereda.desk.rooms.news_form import _quotation
from vereda.desk.rooms.programme_asks import answers, both
from vereda.desk.rooms.typed import Typed
from vereda.exchange import door as exchange
from vereda.exchange.models import PracticeText
from vereda.exchange.schema import NEEDED, Origin, Topic
from vereda.guidance import door as guidance
from vereda.guidance.models.text import GuidanceText
from vereda.logbook import registry
from vereda.logbook.door import Author
from vereda.notices import door as notices
from vereda.safety.door import CapSeverity
from vereda.training import door as training
from vereda.training.models import AbroadTextRow
from vereda.training.schema import text_id

AT = datetime(2026, 11, 3, 18, tzinfo=UTC)
INES = Author(account="ines", group="piedras-negras", country="mx", zone="America/Matamoros")
SAID_BOTH = ("es", "en")

BY_LANGUAGE = {
    "guidance.text_written", "guidance.text_checked", "guidance.text_withdrawn",
    "exchange.text_written", "exchange.text_reviewed", "exchange.text_published", "exchange.text_withdrawn",
    "training.course_text_came", "training.course_reviewed",
}  # fmt: skip
"""Texts that are translated: each language is a subject of its own. The tests below write in one and read the others."""

SPOKEN = {
    "encounters.corrected", "encounters.recorded", "exchange.adopted", "exchange.adoption_told", "exchange.practice_opened",
    "guidance.number_corrected", "paper.sheets_printed", "people.consent_given", "people.consent_refused", "press.contact_set",
    "referrals.place_told", "rescue.alert_received", "tracing.person_sought", "tracing.poster_made", "tracing.report_corrected",
    "tracing.report_opened", "tracing.sought_described", "transparency.received", "workshops.expert_listed",
    "webhooks.receiver_registered", "workshops.material_set",
}  # fmt: skip
"""Records that say in which language something was said or is spoken; nobody translates them."""


def fields_of(model: type[BaseModel], *around: type[BaseModel]) -> Iterator[tuple[type[BaseModel], str]]:
    """Yield (model, field) of a payload and of everything inside it; of one within itself, once."""
    for name, field in model.model_fields.items():
        yield model, name
        for inner in _inside(field.annotation):
            if inner not in (model, *around):
                yield from fields_of(inner, model, *around)


def _inside(annotation: Any) -> Iterator[type[BaseModel]]:  # Any: whatever a field may be annotated with
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for one in get_args(annotation):
        yield from _inside(one)


def says_both(model: type[BaseModel]) -> bool:
    """Tell whether a payload holds words in both languages of reports."""
    return any(set(SAID_BOTH) <= set(inner.model_fields) for inner, _name in fields_of(model))


BOTH = sorted(kind.kind for kind in registry.kinds() if says_both(kind))


def test_every_kind_with_a_language_is_a_text_of_one_language_or_says_which_one_was_spoken():
    """A translated one needs a subject for each language: every entry on it says which, and a test below reads the others."""
    own = {
        kind.kind
        for kind in registry.kinds()
        if any(name in ("language", "languages", "lang") for model, name in fields_of(kind) if model is kind)
    }
    assert own == BY_LANGUAGE | SPOKEN, "name a new kind in BY_LANGUAGE, with a test of its rows, or in SPOKEN"
    subjects = {kind.subject_kind for kind in registry.kinds() if kind.kind in BY_LANGUAGE}
    beside = {kind.kind for kind in registry.kinds() if kind.subject_kind in subjects and kind.kind.split(".")[0] != "logbook"}
    assert beside == BY_LANGUAGE, "an entry on a text that does not name its language"


def both_sides(value: Any) -> Iterator[Any]:  # Any: JSON
    """Yield every pair of Spanish and English in a payload."""
    if isinstance(value, Mapping):
        if set(SAID_BOTH) <= set(value):
            yield value
        for one in value.values():
            yield from both_sides(one)
    elif isinstance(value, list):
        for one in value:
            yield from both_sides(one)


@pytest.mark.parametrize("kind", BOTH)
@pytest.mark.parametrize(("changed", "kept"), [("es", "en"), ("en", "es")])
def test_a_record_that_holds_both_keeps_the_one_to_the_byte_when_the_other_is_written_anew(kind, changed, kept):
    model = registry.kind_of(kind)
    told = orjson.loads((GOLDEN / f"{kind}.v{model.version}.json").read_bytes())["payload"]
    pairs = [pair for pair in both_sides(told) if isinstance(pair["es"], str)]
    before = [pair[kept] for pair in pairs]
    for pair in pairs:
        pair[changed] = f"  {pair[changed]}\nñandú “Ü” ʼ  "
    made = registry.checked(model, told).model_dump(mode="json")
    after = [pair[kept] for pair in both_sides(made) if isinstance(pair["es"], str)]
    assert [one for one in before if after.count(one) < before.count(one)] == []


LINES = ["Llegar antes\nque el calor", "  Ü “comillas” ʼ\n\n\tfin", "una sola"]


@pytest.mark.parametrize("words", LINES)
def test_a_form_in_two_languages_sends_back_the_untouched_one_to_the_byte(words):
    """A browser shows a text and sends it back with two signs at the end of each line, wherever somebody typed."""
    kept = words.strip()
    sent = kept.replace("\n", "\r\n")
    typed = Typed(
        {"speaker": "Ana", "office": "Prensa", "words_es": "Otra cosa", "words_en": sent}, Labels("mx"), ZoneInfo("UTC")
    )
    assert _quotation(typed)[0].words.en == kept
    typed = Typed({"name_es": "Otro", "name_en": sent}, Labels("mx"), ZoneInfo("UTC"))
    found = answers(typed, both("name", "Nombre", "Nombre en inglés"))
    assert found is not None
    assert found["name"].en == kept


def rows(model: type[GuidanceText] | type[PracticeText] | type[AbroadTextRow], **where: object) -> dict[UUID, str]:
    """Return the rows of texts as the database holds them."""
    told = model.objects.filter(**where).annotate(raw=Cast("state", TextField())).values_list("subject", "raw")
    return dict(told)


def guidance_said(words: str) -> guidance.Said:
    return guidance.Said(short=words, spoken=words, full=f"{words}\nñ “Ü”", source="https://example.org/x", article="")


@pytest.mark.django_db
def test_writing_a_text_of_the_library_or_of_a_notice_in_one_language_leaves_rows_and_ways_out_of_the_others(home):
    """Page, message, phone, card, poster and voice message are all made from `library`."""
    where = notices.Where(told_by=notices.AreaBy.STATES, states=["MX-COA"])
    told = notices.Told(
        danger=notices.NoticeKind.HEAT, severity=CapSeverity.SEVERE, where=where, starts_at=AT, ends_at=AT + timedelta(days=1),
        source="Observado",
    )  # fmt: skip
    notice = notices.set_notice(told, {"spa": guidance_said("Calor"), "eng": guidance_said("Heat")}, by=INES, at=AT).subject
    for topic in ("heat", notices.topic_of(notice)):
        for language, words in (("spa", "Sombra"), ("eng", "Shade"), ("fra", "Ombre")):
            guidance.write_text(topic=topic, language=language, said=guidance_said(f"{words} uno"), by=INES, at=AT)
        for language, words in (("spa", "Busque sombra"), ("fra", "Cherchez")):
            before = rows(GuidanceText), {one: drawn(one) for one in ("spa", "eng", "fra")}
            guidance.write_text(topic=topic, language=language, said=guidance_said(words), by=INES, at=AT + timedelta(hours=1))
            changed = guidance.subject_of("mx", topic, language)
            after = rows(GuidanceText)
            assert before[0].pop(changed) != after.pop(changed)
            assert before[0] == after
            for other in {"spa", "eng", "fra"} - {language}:
                assert drawn(other) == before[1][other]
        guidance.withdraw_text(topic=topic, language="fra", reason="Se escribe otra vez", by=INES, at=AT + timedelta(hours=2))
        assert rows(GuidanceText, language="eng") == {
            key: raw for key, raw in before[0].items() if key in rows(GuidanceText, language="eng")
        }


def drawn(language: str) -> bytes:
    """Return all that is told in a language, and the notices in it, as bytes."""
    on = AT.date()
    told = guidance.library("mx", on, language, publish=False)
    offered = [(one.topic.code, one.newest.said if one.newest else None) for one in guidance.written_offered("mx", on, language)]
    return repr((told.topics, offered)).encode()


@pytest.mark.django_db
def test_writing_reviewing_publishing_and_withdrawing_a_practice_in_one_language_leaves_the_rows_of_the_others(home):
    hector, rafael = (Author(**{**INES.__dict__, "account": name}) for name in ("hector", "rafael"))
    words = dict.fromkeys(NEEDED, "Uno\nñ “Ü”")
    subject = exchange.draft_practice(
        origin=Origin.POST, language="spa", written=words, topics=[Topic.TRUST], by=INES, at=AT
    ).subject
    for language in ("eng", "fra"):
        exchange.write_text(subject, language, written={**words, "title": language}, by=INES, at=AT)

    def version(language: str) -> str:
        newest = exchange.practice(subject, "mx").text(language).newest
        assert newest
        return newest.version

    def review(language: str) -> object:
        return exchange.review_text(
            subject, language, version=version(language), reviewer="Ana", office="Rescate", by=rafael, at=AT
        )

    acts = (
        lambda one: exchange.write_text(subject, one, written={**words, "took": "Dos\r\ntres"}, by=INES, at=AT),
        review,
        lambda one: exchange.publish_text(subject, one, version=version(one), by=hector, at=AT),
        lambda one: exchange.withdraw_text(subject, one, reason="Cambia", by=hector, at=AT),
    )
    for language in ("spa", "eng", "fra"):
        for act in acts:
            before = rows(PracticeText, practice=subject)
            act(language)
            after = rows(PracticeText, practice=subject)
            changed = {key for key in after if after[key] != before[key]}
            assert changed == set(PracticeText.objects.filter(language=language).values_list("subject", flat=True))


@pytest.mark.django_db
def test_a_course_of_another_country_that_changes_or_is_read_in_one_language_leaves_the_row_of_the_other(home):
    def came(version: int, **titles: str) -> None:
        item = next(one for one in training.given("gt") if one["of"]["code"] == "rights")
        item["of"]["version"] = version
        for language, title in titles.items():
            item["texts"][language]["title"] = title
        training.take(item, sender="gt", by=INES, at=AT)

    came(1, es="Uno", en="One")
    for number, language in ((2, "es"), (3, "en")):
        other = {"es": "en", "en": "es"}[language]
        before = rows(AbroadTextRow, language=other)
        came(number, **{"es": "Uno", "en": "One", language: "ñ “Ü”"} if number == 2 else {"es": "ñ “Ü”", "en": "Other"})
        (one,) = training.courses_abroad("mx")
        told = {"reviewer": "Ana", "office": "Derechos", "fits": True, "today": AT.date(), "by": INES, "at": AT}
        training.review_course(one.subject, language, text_id=text_id(one.of, one.texts[language].text), **told)
        assert (rows(AbroadTextRow, language=other), one.texts[language].text.title) == (
            before, {2: "ñ “Ü”", 3: "Other"}[number],
        )  # fmt: skip
