"""The text of a note: its sentences in both languages, each figure with its cell, and nothing that the edition does not print."""

from __future__ import annotations

import pytest

from vereda.press.entries import Annex, Estimated, Figure
from vereda.press.errors import TotalWithheld
from vereda.press.rules.moved import moved
from vereda.press.rules.rounding import about, more_than
from vereda.press.rules.telling import plain, told
from vereda.press.sheet import Sheet, contact_lines, text
from vereda.press.tests.made import WHY, contact, draft, edition
from vereda.press.words import ATTENTIONS, INDIVIDUALS, PEOPLE, Method, Part, Stands
from vereda.press.workshops import workshops

SENTENCES = {
    "es": (
        "Grupos: más de 280,000 atenciones en 2011",
        "15 funcionarios de Guatemala, Honduras y El Salvador, 10 del Instituto Nacional de Migración de México y especialistas "
        "de la Organización Internacional para las Migraciones participaron en un taller de dos días en Tapachula, Chiapas",
        "En 2011, 21 grupos de protección dieron más de 280,000 atenciones.",
        "Las recibieron unas 80,000 personas distintas (entre 66,000 y 96,000): es una estimación",
        "eran sobre todo de GT (70,190), HN (37,805) y El Salvador (21,700)",
        "«Llegar antes», dijo Martín Olvera, coordinación.",
        "edición mx-2011-r1, con corte al 6 de febrero de 2012",
    ),
    "en": (
        "Groups: more than 280,000 attentions in 2011",
        "15 officials of Guatemala, Honduras and El Salvador, 10 of the National Migration Institute of Mexico and experts of "
        "the International Organization for Migration took part in a workshop of two days in Tapachula, Chiapas",
        "In 2011, 21 protection groups gave more than 280,000 attentions.",
        "They went to about 80,000 individuals (66,000 to 96,000): an estimate",
        "were from GT (70,190), HN (37,805) and El Salvador (21,700)",
        "“To be there before”, said Martín Olvera, coordinación.",
        "edition mx-2011-r1, with cut-off on 6 February 2012",
    ),
}


@pytest.mark.parametrize("lang", ["es", "en"])
def test_the_note_says_workshop_attentions_groups_individuals_nationalities_and_words_in_both_languages(lang: str):
    said = "\n".join(plain(one) for one in told(draft(), edition()).of(lang))
    for sentence in SENTENCES[lang]:
        assert sentence in said


def test_every_number_of_the_text_but_dates_is_a_figure_with_one_cell_and_both_languages_tell_the_same():
    made = told(draft(), edition())
    for lang in ("es", "en"):
        numbers = [run.figure for one in made.of(lang) for run in one.runs if run.figure]
        assert set(numbers) == {one.number for one in made.figures}
        loose = "".join(run.text for one in made.of(lang) for run in one.runs if not run.figure)
        assert {word.strip(".,:") for word in loose.split() if word.strip(".,:").isdigit()} <= {"2011", "2012", "6", "95"}
    stands = {(one.stands, one.table, tuple(one.cell)): one.value for one in made.figures}
    assert stands[Stands.EDITION, ATTENTIONS, ("TOTAL", "TOTAL")] == 281_120
    assert stands[Stands.EDITION, PEOPLE, ("HN", "TOTAL")] == 37_805
    assert stands[Stands.ANNEX, INDIVIDUALS, ("question", "low")] == 66_000


def test_an_edition_that_withholds_its_total_makes_no_note():
    with pytest.raises(TotalWithheld):
        told(draft(), edition(None))


def test_without_any_estimate_of_all_who_were_met_no_number_of_individuals_is_told():
    none = [Estimated(method=one, why=WHY) for one in (Method.QUESTION, Method.CARD)]
    records = Estimated(method=Method.MATCHING, version="2", individuals=900, low=800, high=1_000)
    annex = Annex(groups=21, estimates=[*none, records], as_of_block=3)
    said = next(plain(one) for one in told(draft(annex=annex), edition()).es if one.part is Part.PEOPLE)
    assert "no se puede estimar todavía" in said
    assert "900" not in said


def test_an_estimate_without_its_interval_is_no_estimate():
    for wrong in ({"individuals": 5}, {"individuals": 5, "low": 4}, {}, {"individuals": 5, "low": 4, "high": 6, "why": WHY}):
        with pytest.raises(ValueError, match="interval"):
            Estimated(method=Method.CARD, **wrong)


@pytest.mark.parametrize(
    ("printed", "said"),
    [(281_120, 280_000), (289_900, 289_000), (280_000, 279_000), (3_005, 3_000), (3_000, 2_990), (45, 40), (10, None)],
)
def test_more_than_is_below_every_count_that_may_stand_behind_the_printed_number(printed: int, said: int | None):
    assert more_than(printed) == said
    assert all((found := more_than(number)) is None or found <= number - 5 for number in range(10, 30_000, 5))


def test_an_interval_never_gets_narrower_by_rounding():
    assert about(79_724, 66_123, 95_100) == (80_000, 66_000, 96_000)
    assert about(12, 9, 14) == (10, 0, 20)


def test_an_empty_field_of_a_contact_is_left_out_and_an_address_is_never_cut():
    sheet = Sheet("es", "", told(draft(), edition()), [contact()], lambda code: code)
    assert contact_lines(contact(), sheet) == ["Prensa", "prensa@example.org"]
    whole = contact(name="Ana", role="Vocera", languages=["spa"], telephones=["+52 55 0000 0000"])
    assert contact_lines(whole, sheet) == ["Ana, Vocera, Prensa", "+52 55 0000 0000", "prensa@example.org", "Atiende en spa"]
    assert workshops()[0].source in text(sheet)


def test_a_figure_whose_cell_a_revision_changed_is_named_with_what_it_says_now():
    figures = told(draft(), edition()).figures
    assert moved(figures, edition()) == []
    assert [(one.figure.table, one.now) for one in moved(figures, edition(281_200, revision=2))] == [(ATTENTIONS, 281_200)]
    assert all(isinstance(one, Figure) for one in figures)


def test_a_workshop_names_its_source_how_sure_it_is_and_no_number_that_the_source_does_not_give():
    for one in workshops():
        assert one.source.startswith("https://")
        assert one.status in {"source_read", "second_hand"}
        assert one.from_on is None, "the source gives no day"
    counts = [(one.count, one.countries) for one in workshops()[0].participants]
    assert counts == [(15, ["gt", "hn", "sv"]), (10, ["mx"]), (None, [])]
