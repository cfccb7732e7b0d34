"""Names as people have them: kept sign by sign, found in any spelling; what cannot be a name is refused in words.

The rows are BAD-001 to BAD-016 of docs/requirements.csv.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from vereda.errors import FieldError
from vereda.logbook.door import Author, Plain, record
from vereda.logbook.schema import FieldClass
from vereda.people.door import Identity, Person, PersonMet, find, identity, name_tokens
from vereda.people.errors import NameTooLong, NameUnreadable

NOW = datetime(2024, 1, 29, 19, 20, tzinfo=UTC)
GROUP = "piedras-negras"
INES = Author(account="ines", group=GROUP, country="mx", zone="America/Matamoros")
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def met(**names: object) -> Identity:
    """Record a person who gave these names, beside another one, and return what is kept of the person."""
    for told in (Identity(given="Otra", families=["Persona"]), Identity(**names)):
        fields = told.model_dump(exclude_defaults=True)
        receipt = record(
            PersonMet(purpose="medical"), by=INES, at=NOW, now=NOW, boxes=[Plain(cls=FieldClass.IDENTITY, fields=fields)]
        )
    kept = identity(Person.objects.get(subject=receipt.subject))
    assert kept is not None
    return kept


@pytest.mark.storage
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "families", "asked"),
    [
        pytest.param(
            "María José",
            ["de la Cruz", "Ortiz de Zárate"],
            ["María José de la Cruz y Ortiz de Zárate", "cruz maria", "ORTIZ ZARATE"],
            id="BAD-001",
        ),
        pytest.param("Xun", [], ["xun", " XUN "], id="BAD-002"),
        pytest.param("Me'tik", ["K'inal"], ["Me'tik K'inal", "metik kinal", "Me’tik", "Kʼinal"], id="BAD-003"),
        pytest.param("Jose\u0301", ["Pe\u0301rez"], ["José Pérez", "jose perez", "Jose\u0301"], id="BAD-004"),
        pytest.param("Iñaki", ["Pen\u0303a"], ["Pe\u00f1a", "Pen\u0303a", "pena"], id="BAD-005"),
        pytest.param("Ärïël ʼIx", ["Gärïfünö q’anil", "Tzʼutujil"], ["ariel qanil", "ʼIx", "Garifuno", "tzutujil"], id="BAD-006"),
        pytest.param("x" * 255, [], ["x" * 255], id="BAD-007"),
        pytest.param(f"Ana {FAMILY}", [], ["ana", f"Ana {FAMILY}"], id="BAD-009"),
        pytest.param("Ana\u200b Paz", [], ["ana paz", "A\u200bna"], id="BAD-011"),
        pytest.param("O'Brien'); DROP TABLE persons;--", [], ["O'Brien", "obrien drop"], id="BAD-013"),
        pytest.param("محمد", ["王小明", "Олена"], ["محمد", "王小明", "олена"], id="BAD-015"),
        pytest.param("Van", ["Do"], ["van", "Do Van"], id="only particles"),
    ],
)
def test_a_name_is_kept_as_it_is_and_found_in_any_spelling(given: str, families: list[str], asked: list[str]) -> None:
    kept = met(given=given, families=families)
    assert (kept.given, kept.families) == (given, families)
    for words in asked:
        (found,) = find(words, GROUP)
        assert identity(found) == kept, words
        assert not find(words, "tapachula"), "another group finds nobody"
    assert not find(f"{asked[0]} Nadie", GROUP)


@pytest.mark.django_db
def test_marks_that_turn_text_are_taken_out_and_a_line_break_is_a_blank() -> None:
    """BAD-010"""
    kept = met(given="abc\u202edef", families=["uno\ndos"])
    assert (kept.given, kept.families) == ("abcdef", ["uno dos"])
    assert len(find("abcdef", GROUP)) == 1


@pytest.mark.parametrize("blank", ["     ", "\t\n", "\u00a0\u2003"])
def test_only_blanks_are_no_name(blank: str) -> None:
    """BAD-014"""
    assert Identity(given=blank) == Identity()
    assert not list(name_tokens([blank]))


@pytest.mark.parametrize(
    ("name", "error"),
    [
        pytest.param("x" * 100_000, NameTooLong, id="BAD-008"),
        pytest.param("x" * 256, NameTooLong, id="one sign too many"),
        pytest.param("Ana\0", NameUnreadable, id="BAD-012"),
        pytest.param("Ana\ud800", NameUnreadable, id="BAD-016"),
        pytest.param("Ana\x1b[2J", NameUnreadable, id="control characters"),
    ],
)
@pytest.mark.parametrize("field", ["given", "nickname", "document", "telephone", "families"])
def test_what_cannot_be_a_name_is_refused_without_repeating_it(name: str, error: type[FieldError], field: str) -> None:
    with pytest.raises(error) as refused:
        Identity(**{field: [name] if field == "families" else name})
    assert "Ana" not in str(refused.value)
    assert "xx" not in str(refused.value)


def test_what_is_no_text_at_all_is_refused() -> None:
    for wrong in (7, None, ["x"], {"a": 1}):
        with pytest.raises(ValidationError):
            Identity(given=wrong)


@pytest.mark.parametrize("year", [0, -1, 75, 1879, 9999])
def test_years_that_nobody_alive_was_born_in_are_refused(year: int) -> None:
    """BAD-018, BAD-019: a year of two digits is never completed."""
    assert Identity(birth_year_from=1969, birth_year_to=1970)
    with pytest.raises(ValidationError):
        Identity(birth_year_from=year)
