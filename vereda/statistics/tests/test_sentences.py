"""Sentences that say what a chart shows: read aloud, each must be what a person would write."""

from __future__ import annotations

from datetime import date

import pytest

from vereda.statistics.charts.sentences import (
    Span,
    areas,
    change,
    course,
    groups,
    languages,
    month_before,
    needs,
    people,
    rescues,
    unknown,
    year_before,
)

OCTOBER = Span(date(2026, 10, 1), date(2026, 10, 31))
RUNNING = Span(date(2026, 11, 1), date(2026, 11, 18))
DAY = Span(date(2026, 11, 18), date(2026, 11, 18))
YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))
ACROSS = Span(date(2025, 12, 20), date(2026, 1, 3))
NATIONS = [("Guatemala", 500), ("Honduras", 1300), ("El Salvador", 300), ("Cuba", 100)]


def plain(said: str) -> str:
    return said.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("span", "es", "en"),
    [
        (OCTOBER, "En octubre de 2026", "In October 2026"),
        (RUNNING, "Del 1 al 18 de noviembre de 2026", "From 1 to 18 November 2026"),
        (DAY, "El 18 de noviembre de 2026", "On 18 November 2026"),
        (YEAR, "En 2026", "In 2026"),
        (ACROSS, "Del 20 de diciembre de 2025 al 3 de enero de 2026", "From 20 December 2025 to 3 January 2026"),
        (
            Span(date(2026, 7, 1), date(2026, 9, 30)),
            "Del 1 de julio al 30 de septiembre de 2026",
            "From 1 July to 30 September 2026",
        ),
    ],
)
def test_a_period_is_spoken_of_as_people_do(span, es, en):
    assert (span.opening("es"), span.opening("en")) == (es, en)


@pytest.mark.parametrize(
    ("span", "count", "before", "nations", "es", "en"),
    [
        (
            OCTOBER, 2310, 2625, NATIONS,
            "En octubre de 2026 se atendió a 2,310 personas, 12 % menos que un año antes; la mayoría era de Honduras.",
            "In October 2026 2,310 people were helped, 12% fewer than a year before; most were from Honduras.",
        ),
        (
            RUNNING, 1000, 998, [("Honduras", 400), ("Guatemala", 350), ("El Salvador", 200)],
            "Del 1 al 18 de noviembre de 2026 se atendió a 1,000 personas, casi lo mismo que en los mismos días de un año antes; "
            "sobre todo de Honduras, Guatemala y El Salvador.",
            "From 1 to 18 November 2026 1,000 people were helped, about as many as on the same days a year before; "
            "mainly from Honduras, Guatemala and El Salvador.",
        ),
        (DAY, 0, None, [], "El 18 de noviembre de 2026 no se atendió a nadie.", "On 18 November 2026 nobody was helped."),
        (
            OCTOBER, 0, 12, [],
            "En octubre de 2026 no se atendió a nadie; un año antes se atendió a 12 personas.",
            "In October 2026 nobody was helped; 12 people a year before.",
        ),
        (
            OCTOBER, 1, 0, [("Cuba", 1)],
            "En octubre de 2026 se atendió a una persona (un año antes, a nadie).",
            "In October 2026 one person was helped (nobody a year before).",
        ),
        (
            OCTOBER, 9, 9, [("Cuba", 9)],
            "En octubre de 2026 se atendió a 9 personas, lo mismo que un año antes; todas de Cuba.",
            "In October 2026 9 people were helped, as many as a year before; all from Cuba.",
        ),
        (
            OCTOBER, 100, None, [("Cuba", 20), ("Haití", 10)],
            "En octubre de 2026 se atendió a 100 personas.",
            "In October 2026 100 people were helped.",
        ),
    ],
)  # fmt: skip
def test_how_many_people_against_when_and_from_where(span, count, before, nations, es, en):
    then = None if before is None else year_before(before, span)
    assert plain(people(span, count, then, nations, "es")) == es
    assert plain(people(span, count, then, nations, "en")) == en


@pytest.mark.parametrize(
    ("now", "before", "es"),
    [
        (22, 19, "3 más que el mes anterior"),
        (19, 20, "5 % menos que el mes anterior"),
        (48, 20, "2.4 veces lo del mes anterior"),
        (40, 20, "2 veces lo del mes anterior"),
        (1005, 1000, "casi lo mismo que el mes anterior"),
        (0, 40, "40 el mes anterior"),
    ],
)
def test_a_small_base_gets_a_number_and_no_percentage(now, before, es):
    assert plain(change(now, month_before(before, OCTOBER), "es")) == es


def test_what_was_given_where_and_how_it_went():
    given = [("Alimentos", 40), ("Agua", 1200), ("Orientación sobre derechos", 80), ("IMSS", 1)]
    assert needs(given, "es") == "Lo que más se dio fue agua (1,200); después, orientación sobre derechos y alimentos."
    assert needs([("IMSS", 1)], "en") == "What was given most was IMSS (1)."
    assert needs([], "es") == "No se anotó ninguna ayuda."
    assert plain(areas([("Chiapas", 52), ("Sonora", 48)], "es")) == "Fue en 2 entidades; 52 % de las personas, en Chiapas."
    assert areas([("Chiapas", 52), ("Sonora", 0)], "es") == "Todo fue en Chiapas."
    assert areas([], "es") == ""
    points = [(date(2026, month, 1), value) for month, value in ((1, 300.0), (2, None), (3, 3100.0), (4, 900.0))]
    assert course(points, "es") == "De 3 meses, el más alto fue marzo de 2026 (3,100) y el más bajo, enero de 2026 (300)."
    assert course(points[:2], "es") == ""
    assert course([(on, 7.0) for on, _value in points], "en") == "The same every month: 7."


def test_rescues_and_what_is_not_known():
    assert rescues(OCTOBER, 45, year_before(40, OCTOBER), "es").endswith(
        "se rescató a 45 personas, 12\u00a0% más que un año antes."
    )
    assert (
        rescues(OCTOBER, 0, year_before(3, OCTOBER), "es")
        == "En octubre de 2026 no se rescató a nadie; un año antes, a 3 personas."
    )
    assert rescues(OCTOBER, 1, None, "en") == "In October 2026 one person was rescued."
    assert plain(unknown([("la nacionalidad", 0.04), ("la edad", 0.2), ("el sexo", 0)], "es")) == (
        "No de todas las personas se sabe la nacionalidad (4 %) y la edad (20 %)."
    )
    assert unknown([("el sexo", 0)], "es") == "De todas se sabe nacionalidad, sexo y edad."


def test_which_groups_and_which_languages():
    values = [("Nogales", 5), ("Tijuana", 40), ("Sásabe", 0)]
    assert groups(values, 21, "es") == "Anotaron 2 de 21 grupos; el que más, Tijuana (40)."
    assert groups(values, 21, "en") == "2 of 21 groups noted somebody; Tijuana most (40)."
    assert groups([], 21, "es") == ""
    assert languages([("Español", 30), ("Náhuatl", 4)], "es") == "Se explicó en 2 idiomas, sobre todo en español."
    assert languages([("Spanish", 30)], "en") == "All of it was told in Spanish."
