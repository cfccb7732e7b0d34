"""From workbooks to forms: five that are right, and those that are wrong, each refused at its sheet, row and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from vereda.logbook.schema import FieldClass
from vereda.surveys.importing.xlsform import Imported, imported
from vereda.surveys.tests.books import EN, ES, FIVE, HT, book, meeting, settings, water
from vereda.surveys.words import Answer, Field, Use

CODES = {Field.SERVICES: {"WATER", "FOOD"}, Field.SEX: {"F", "M", "X"}}
DATA = Path(__file__).parent / "data"


def wrong(content: bytes, codes=CODES) -> list[tuple[str, int, str, str]]:
    found = imported(content, codes)
    assert isinstance(found, list)
    return [(one.sheet, one.row, one.column, one.error.code.removeprefix("surveys.")) for one in found]


@pytest.fixture(scope="module")
def five() -> dict[str, Imported]:
    found = {name: imported(made(), CODES) for name, made in FIVE.items()}
    return {name: one for name, one in found.items() if isinstance(one, Imported)}


def test_five_forms_are_imported_with_three_languages(five):
    assert set(five) == set(FIVE)
    for name, one in five.items():
        assert one.form.form_id == name
        assert one.form.languages == [ES, EN, HT]
        assert f'id="{name}"' in one.xform
        assert "vereda_" not in one.xform.replace("vereda_end", "")
        assert 'jr:preloadParams="end"' in one.xform


def test_each_question_has_a_class_and_it_is_sealed_unless_somebody_said_otherwise(five):
    classes = {node.name: node.cls for one in five.values() for node in one.form.questions()}
    assert classes["told"] == classes["which"] == classes["picture"] == FieldClass.FREE_TEXT
    assert classes["point"] == FieldClass.WHEREABOUTS
    assert classes["fever"] == FieldClass.HEALTH
    assert classes["water"] == FieldClass.CONTACT
    nodes = {node.name: node for node in five["encuentro"].form.all_nodes()}
    assert (nodes["people"].fills, nodes["line"].fills, five["encuentro"].form.use) == (Field.PEOPLE, Field.LINES, Use.ENCOUNTER)


def test_what_a_telephone_knows_of_itself_is_not_kept_and_rows_keep_their_numbers(five):
    agua = five["agua"]
    assert agua.left_out == [(2, "start"), (3, "deviceid")]
    assert "deviceid" not in agua.xform
    assert {node.name: node.row for node in agua.form.all_nodes()}["told"] == 10
    assert [node.type for node in agua.form.nodes] == [Answer.ONE, Answer.GROUP, Answer.TEXT]


HEAD = ["type", "name", "label"]
WORDS = [*HEAD, "relevant", "constraint", "calculation", "choice_filter", "vereda_class", "vereda_field"]
CASES = {
    "type_unknown": ([HEAD, ["texto", "a", "A"]], ("survey", 2, "type")),
    "type_refused": ([HEAD, ["text", "a", "A"], ["geotrace", "b", "B"]], ("survey", 3, "type")),
    "or_other": ([HEAD, ["select_one yn or_other", "a", "A"]], ("survey", 2, "type")),
    "list_unknown": ([HEAD, ["select_one colors", "a", "A"]], ("survey", 2, "type")),
    "name_missing": ([HEAD, ["text", "", "A"]], ("survey", 2, "name")),
    "name_wrong": ([HEAD, ["text", "1 a", "A"]], ("survey", 2, "name")),
    "name_twice": ([HEAD, ["text", "a", "A"], [], ["text", "a", "B"]], ("survey", 4, "name")),
    "label_missing": ([HEAD, ["text", "a", ""]], ("survey", 2, "label")),
    "group_not_closed": ([HEAD, ["begin group", "g", "G"], ["text", "a", "A"]], ("survey", 2, "type")),
    "formula_wrong": ([WORDS, ["text", "a", "A", "${b} >> 3"], ["text", "b", "B"]], ("survey", 2, "relevant")),
    "formula_names": ([WORDS, ["text", "a", "A", "${zz} = 1"]], ("survey", 2, "relevant")),
    "pattern_wrong": ([WORDS, ["text", "a", "A", "", "regex(., '[')"]], ("survey", 2, "constraint")),
    "pattern_nested": ([WORDS, ["text", "a", "A", "", "regex(., '(a+)+')"]], ("survey", 2, "constraint")),
    "pattern_of_answers": ([WORDS, ["text", "b", "B"], ["text", "a", "A", "", "regex(., ${b})"]], ("survey", 3, "constraint")),
    "too_deep": (
        [HEAD, *[["begin group", f"g{at}", "G"] for at in range(7)], ["text", "a", "A"], *[["end group"]] * 7],
        ("survey", 8, "type"),
    ),
    "column_of_choices": ([WORDS, ["select_one yn", "a", "A", "", "", "", "zone = 'x'"]], ("survey", 2, "choice_filter")),
    "class_wrong": ([WORDS, ["text", "a", "A", "", "", "", "", "contact"]], ("survey", 2, "vereda_class")),
    "field_wrong": ([WORDS, ["text", "a", "A", "", "", "", "", "", "people_met"]], ("survey", 2, "vereda_field")),
    "point_twice": ([HEAD, ["geopoint", "a", "A"], ["geopoint", "b", "B"]], ("survey", 3, "type")),
    "sheet_missing": ([HEAD], ("survey", 1, "")),
}
LIST = [["list_name", "name", "label"], ["yn", "yes", "Sí"]]


@pytest.mark.parametrize("code", CASES)
def test_what_is_wrong_is_refused_at_its_cell(code):
    sheet, where = CASES[code]
    told = "pattern_open" if code in ("pattern_nested", "pattern_of_answers") else code
    assert (*where, told) in wrong(book(sheet, LIST))


def test_choices_that_say_a_status_do_not_stand_in_clear_and_may_be_asked_sealed():
    rows = [["list_name", "name", "label"], ["yn", "a", "Indocumentado"], ["yn", "b", "Otro"]]
    asked = ["select_one yn", "q", "¿Cuál es su caso?"]
    assert wrong(book([[*HEAD, "vereda_class"], [*asked, "contact"]], rows)) == [
        ("survey", 2, "vereda_class", "choices_not_in_clear")
    ]
    assert isinstance(imported(book([HEAD, asked], rows), {}), Imported)


def test_groups_without_end_are_no_fault_of_ours():
    rows = [HEAD, *[["begin group", f"g{at}", "G"] for at in range(400)]]
    assert ("survey", 8, "type", "too_deep") in wrong(book(rows))


@pytest.mark.parametrize(
    ("name", "label", "where"),
    [
        ("nombre", "¿Cómo está?", "name"), ("fullName", "A", "name"), ("q1", "¿Cuál es su nombre?", "label"),
        ("estatus_migratorio", "A", "name"), ("q2", "What is your immigration status?", "label"),
        ("q3", "¿Qué religión tiene?", "label"),
        ("q4", "Número de pasaporte", "label"), ("q5", "Ki jan ou rele?", "label"), ("q6", "Date de naissance", "label"),
        ("q7", "Su nom\u200bbre com\u00adpleto", "label"),
    ],
)  # fmt: skip
def test_what_may_never_be_asked_is_refused_by_name_and_by_words(name, label, where):
    assert wrong(book([HEAD, ["text", name, label]])) == [("survey", 2, "name", "never_asked")]


@pytest.mark.parametrize(
    "label", ["¿Necesita cargar su celular?", "Name of the river", "¿Recibió ayuda de una iglesia?", "Nombre del cerro"]
)
def test_what_only_sounds_like_it_may_be_asked(label):
    assert isinstance(imported(book([HEAD, ["text", "q1", label]]), {}), Imported)


def test_a_list_that_is_named_so_is_refused_too():
    rows = [["list_name", "name", "label"], ["religion", "a", "A"]]
    assert ("survey", 2, "name", "never_asked") in wrong(book([HEAD, ["select_one religion", "q1", "¿Cuál?"]], rows))


def test_a_code_of_an_encounter_that_the_country_does_not_have_is_refused():
    assert ("survey", 3, "type", "code_not_of_country") in wrong(meeting(), {Field.SERVICES: {"WATER"}})
    assert wrong(book([HEAD, ["text", "a", "A"]], settings=settings("x", "X", use="encounter"))) == [
        ("settings", 2, "vereda_use", "use_wrong")
    ]


def test_without_id_or_version_nobody_could_say_later_what_was_asked():
    assert wrong(book([HEAD, ["text", "a", "A"]], settings=[["form_title"], ["X"]])) == [
        ("settings", 2, "form_id", "setting_missing"),
        ("settings", 2, "version", "setting_missing"),
    ]


@pytest.mark.parametrize(
    ("file", "where"),
    [
        ("bad_calc", ("survey", 2, "calculation", "formula_wrong")),
        ("or_other", ("survey", 3, "choice_filter", "column_of_choices")),
        ("pull_data", ("survey", 2, "calculation", "formula_wrong")),
        ("loop", ("survey", 3, "type", "type_unknown")),
        ("group", ("survey", 2, "name", "never_asked")),
    ],
)
def test_workbooks_of_others_are_refused_where_they_are_wrong(file, where):
    assert where in wrong((DATA / f"{file}.xlsx").read_bytes())


def test_what_pyxform_refuses_keeps_its_place():
    rows = [["list_name", "name", "label"], ["yn", "yes", "Sí"], ["yn", "yes", "Otra vez"]]
    assert wrong(book([HEAD, ["select_one yn", "a", "A"]], rows)) == [("choices", 3, "name", "not_converted")]


def test_a_file_that_is_no_workbook_or_swells_is_refused():
    import zipfile
    from io import BytesIO

    assert wrong(b"hola") == [("", 1, "", "not_a_workbook")]
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b" " * (41 * 1024**2))
    assert len(out.getvalue()) < 100_000
    assert wrong(out.getvalue()) == [("", 1, "", "workbook_too_large")]


def test_the_workbook_of_the_demonstration_is_right():
    made = imported((Path(__file__).parents[2] / "demo" / "data" / "agua-y-sombra.xlsx").read_bytes(), {})
    assert isinstance(made, Imported)


def test_the_same_workbook_gives_the_same_form_to_the_byte(five):
    again = imported(water(), CODES)
    assert isinstance(again, Imported)
    assert again == five["agua"]
