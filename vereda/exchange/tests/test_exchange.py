"""Good practice in the logbook: from a draft to publication by three, each language by itself, abroad and back, on paper."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from vereda.exchange import actions, carrying, errors, lookups, printing
from vereda.exchange.entries import Card, Figure
from vereda.exchange.models import PracticeText
from vereda.exchange.rules.fold import seed_subject
from vereda.exchange.seeds import seeds
from vereda.exchange.words import Origin, Result, Stage, Topic
from vereda.logbook.door import Author
from vereda.practice import shadow_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 3, 18, tzinfo=UTC)
INES, RAFAEL, HECTOR = (
    Author(account=name, group="piedras-negras", country="mx", zone="America/Matamoros") for name in ("ines", "rafael", "hector")
)
SAID = {"title": "Volver por el bote", "problem": "A pie no se llega", "done": "Se volvió", "limits": "De noche es peligroso"}
ENGLISH = {"title": "Back for the boat", "problem": "No way on foot", "done": "They went back", "limits": "Dangerous at night"}


@pytest.fixture(autouse=True)
def _house(home):
    """A house of its own."""


def drafted(**more: object):
    told = {"origin": Origin.MISSION, "language": "spa", "written": SAID, "topics": [Topic.RESCUE], "by": INES, "at": AT, **more}
    return actions.draft_practice(**told).subject


def version(subject, language: str = "spa", country: str = "mx") -> str:
    return lookups.practice(subject, country).text(language).newest.version


def publish(subject, language: str = "spa", *, by: Author = HECTOR):
    told = version(subject, language)
    actions.review_text(subject, language, version=told, reviewer="Lucía", office="Rescate", by=RAFAEL, at=AT)
    return actions.publish_text(subject, language, version=told, by=by, at=AT)


def test_a_lesson_of_a_mission_is_a_draft_of_plain_texts_and_stands_by_others_alone():
    subject = drafted()
    here = lookups.practice(subject, "mx")
    assert (here.origin, here.first.stage, here.card.practised_in) == (Origin.MISSION, Stage.DRAFT, ["mx"])
    told = version(subject)
    with pytest.raises(errors.OwnText):
        actions.review_text(subject, "spa", version=told, reviewer="Inés", office="Rescate", by=INES, at=AT)
    with pytest.raises(errors.NotReviewed):
        actions.publish_text(subject, "spa", version=told, by=HECTOR, at=AT)
    with pytest.raises(errors.OwnText):
        publish(subject, by=INES)
    with pytest.raises(errors.VersionGone):
        actions.publish_text(subject, "spa", version="0" * 16, by=HECTOR, at=AT)
    actions.publish_text(subject, "spa", version=told, by=HECTOR, at=AT)
    stands = lookups.practice(subject, "mx").first.published
    assert (stands.revision, stands.said.title, stands.review["reviewer"]) == (1, "Volver por el bote", "Lucía")
    actions.describe(subject, Card(topics=[Topic.TEAMS], office="Otra"), by=INES, at=AT)
    assert lookups.practice(subject, "mx").first.published.card.topics == [Topic.RESCUE], "what stands keeps the card it had"
    actions.withdraw_text(subject, "spa", reason="Se probó y no sirve", by=HECTOR, at=AT)
    assert lookups.practice(subject, "mx").first.stage is Stage.WITHDRAWN
    assert lookups.waiting(lookups.practices("mx")) == []
    with pytest.raises(errors.NotReviewed):
        actions.publish_text(subject, "spa", version=told, by=HECTOR, at=AT)


def test_saving_one_language_leaves_the_row_of_the_others_to_the_byte_and_tells_which_translation_is_behind():
    subject = drafted()
    publish(subject)
    before = PracticeText.objects.get(language="spa").state
    actions.write_text(subject, "eng", written=ENGLISH, by=RAFAEL, at=AT)
    assert PracticeText.objects.get(language="spa").state == before
    assert lookups.practice(subject, "mx").text("eng").translates == version(subject)
    actions.write_text(subject, "spa", written={**SAID, "took": "Un bote"}, by=INES, at=AT)
    assert lookups.practice(subject, "mx").is_behind("eng")
    assert lookups.practice(subject, "mx").text("eng").newest.title == "Back for the boat"
    with pytest.raises(errors.TextMoved):
        actions.write_text(subject, "spa", written=SAID, based_on="0" * 16, by=RAFAEL, at=AT)
    with pytest.raises(errors.TextUnchanged):
        actions.write_text(subject, "eng", written=ENGLISH, by=INES, at=AT)
    with pytest.raises(errors.LanguageUnknown):
        actions.write_text(subject, "xxx", written=ENGLISH, by=INES, at=AT)
    with pytest.raises(errors.TextMissing):
        actions.write_text(subject, "eng", written={**ENGLISH, "limits": " "}, by=INES, at=AT)
    with pytest.raises(errors.NotInPractice):
        drafted(by=Author(account="ines", group=shadow_of("piedras-negras"), country="mx", zone="America/Matamoros"))


def test_a_practice_of_the_files_is_a_draft_that_is_published_and_translated_like_any_other():
    code = seeds()[0].code
    subject = seed_subject("mx", code)
    here = lookups.practice(subject, "mx")
    assert (here.code, here.first.stage, here.is_published) == (code, Stage.DRAFT, False)
    assert lookups.found(lookups.practices("mx")) == []
    publish(subject)
    assert [one.code for one in lookups.found(lookups.practices("mx"))] == [code]
    assert lookups.practice(subject, "mx").first.published.said == seeds()[0].texts["spa"]
    assert lookups.found(lookups.practices("mx"), "torres desierto")[0].subject == subject
    assert lookups.found(lookups.practices("mx"), topic=Topic.RECORDS) == []
    assert {one.code for one in lookups.found(lookups.practices("mx"), country="hn", drafts=True)} == {"network-across-a-border"}


def test_who_took_it_up_tells_how_it_went_and_a_mistake_goes():
    subject = drafted()
    taken = actions.adopt(subject, who="Grupo de Nogales", on=date(2026, 10, 1), language="spa", by=RAFAEL, at=AT).subject
    actions.tell_result(taken, result=Result.TOO_EARLY, on=date(2026, 10, 8), language="spa", by=RAFAEL, at=AT)
    actions.tell_result(taken, result=Result.WORKED, on=date(2026, 11, 1), language="spa", words="Dos", by=RAFAEL, at=AT)
    row = lookups.practice(subject, "mx").taken_up[0]
    assert [one["result"] for one in row.results] == ["too_early", "worked"]
    with pytest.raises(errors.DayWrong):
        actions.tell_result(taken, result=Result.WORKED, on=date(2026, 12, 1), language="spa", by=RAFAEL, at=AT)
    with pytest.raises(errors.AdoptionUnknown):
        actions.tell_result(uuid4(), result=Result.WORKED, on=date(2026, 11, 1), language="spa", by=RAFAEL, at=AT)
    actions.withdraw_adoption(taken, reason="Era otra", by=RAFAEL, at=AT)
    assert lookups.practice(subject, "mx").taken_up == []


def test_a_practice_goes_to_another_country_as_a_draft_once_and_never_in_anothers_name():
    subject = drafted()
    assert carrying.given("mx") == []
    publish(subject)
    actions.write_text(subject, "eng", written=ENGLISH, by=INES, at=AT)
    sent = carrying.given("mx")
    assert [[text["language"] for text in one["texts"]] for one in sent] == [["spa"]], "what is not published stays"
    with pytest.raises(errors.CarriedFaulty):
        carrying.take(sent[0], sender="mx", by=INES, at=AT)
    with pytest.raises(errors.CarriedFaulty):
        carrying.take({**sent[0], "country": "gt"}, sender="hn", by=INES, at=AT)
    with pytest.raises(errors.CarriedFaulty):
        carrying.take({**sent[0], "card": {"topics": ["nothing"]}, "country": "gt"}, sender="gt", by=INES, at=AT)
    came = {**sent[0], "country": "gt"}
    turned = {**came["texts"][0]["said"], "title": "Agua \u202eatag"}
    with pytest.raises(errors.CarriedFaulty):
        carrying.take({**came, "texts": [{**came["texts"][0], "said": turned}]}, sender="gt", by=INES, at=AT)
    assert len(carrying.take(came, sender="gt", by=INES, at=AT)) == 2
    assert carrying.take(came, sender="gt", by=INES, at=AT) == []
    here = next(one for one in lookups.practices("mx") if one.origin is Origin.ABROAD)
    assert (here.came_from, here.first.stage, here.first.newest.title) == ("gt", Stage.DRAFT, SAID["title"])
    newer = {**came, "texts": [{**came["texts"][0], "revision": 2, "said": {**came["texts"][0]["said"], "took": "Un bote"}}]}
    assert len(carrying.take(newer, sender="gt", by=INES, at=AT)) == 1
    assert carrying.take(came, sender="gt", by=INES, at=AT) == [], "an older revision that comes late writes nothing"
    assert lookups.practice(here.subject, "mx").first.newest.took == "Un bote"
    assert [one["subject"] for one in carrying.given("mx")] == [str(subject)], "what came from abroad is not passed on as ours"


def test_a_figure_that_stands_in_no_edition_is_refused():
    subject = drafted()
    one = Figure(country="mx", period="2011-12", revision=1, table="people-sex-age", cell=["F", "TOTAL"], value=5)
    with pytest.raises(errors.FigureUnknown):
        actions.cite(subject, [one], by=INES, at=AT)
    with pytest.raises(errors.FigureUnknown):
        lookups.figure("mx", "", "2011-12", "people-sex-age", ["F", "TOTAL"])


def test_every_practice_of_the_files_fits_on_two_pages_and_a_letter_without_a_picture_is_refused():
    longest = max((said for one in seeds() for said in one.texts.values()), key=lambda said: len(str(said)))
    sheet = printing.Sheet(language="spa", said=longest, kicker="Rescate", foot="v1", references=["[1] x"] * 5, taken_up=["y"])
    assert len(printing.pictures(sheet)) <= 2
    assert printing.pdf(sheet).startswith(b"%PDF")
    with pytest.raises(errors.GlyphMissing):
        printing.pdf(printing.Sheet(language="spa", said=longest, kicker="漢", foot=""))


def test_a_result_is_dated_in_the_country_and_not_in_utc():
    subject, late = drafted(), datetime(2026, 11, 3, 2, tzinfo=UTC) + timedelta(hours=1)
    with pytest.raises(errors.DayWrong):
        actions.adopt(subject, who="Grupo", on=date(2026, 11, 3), language="spa", by=INES, at=late)
