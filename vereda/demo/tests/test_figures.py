"""What is assumed of a country fits its pack: every code is there, every group has its figures, and no other has."""

from __future__ import annotations

import random
from datetime import date

import pytest

from vereda.countries.door import category_of, installed, pack
from vereda.demo.errors import NoFigures
from vereda.demo.figures import DATA, figures
from vereda.demo.grounds import PLACES, ROUTES
from vereda.demo.notes import NOTES, note
from vereda.demo.seasons import HOURS

COUNTRIES = sorted(path.stem for path in DATA.glob("*.toml"))


def test_there_is_a_file_for_installed_countries_only():
    assert COUNTRIES
    assert set(COUNTRIES) <= set(installed())


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_group_of_the_pack_has_figures_and_ways_lead_to_groups(country):
    known, chosen = figures(country), pack(country)
    assert set(known.groups) == set(chosen.groups)
    assert {code for group in known.groups.values() for code in group.next} <= set(known.groups)
    assert {group.profile for group in known.groups.values()} <= set(known.profiles)


@pytest.mark.parametrize("country", COUNTRIES)
def test_every_code_is_in_the_pack(country):
    known, chosen = figures(country), pack(country)
    gifts = [gift for scene in known.scenes for gift in scene.give] + list(known.caravan.give)
    today = known.today
    services = {code for gift in gifts for code in gift.services} | {*today.small, *today.rescue, *today.medical}
    assert services <= set(chosen.services)
    assert {code for scene in known.scenes for code in scene.dispositions} <= set(chosen.dispositions)
    assert {known.codes.child_protection, known.codes.goes_on} <= set(chosen.dispositions)
    nations = {code for profile in known.profiles.values() for code in profile.nationalities} | {*known.languages, today.nation}
    assert nations <= set(chosen.nationalities)
    assert {code for tongues in known.languages.values() for code in tongues} <= set(chosen.languages)


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_meeting_gives_something_that_counts_in_the_official_total(country):
    known, chosen = figures(country), pack(country)
    for scene in known.scenes:
        codes = {category_of(chosen, code, date(2011, 6, 1)) for gift in scene.give for code in gift.services}
        assert any(code and chosen.categories[code].in_total for code in codes), scene.code
    assert {scene.hours for scene in known.scenes} <= set(HOURS)
    assert {place for scene in known.scenes for place in scene.terrains} <= set(PLACES) == set(ROUTES)


def test_a_country_without_figures_is_refused_by_name():
    with pytest.raises(NoFigures) as refused:
        figures("zz")
    assert refused.value.details["country"] == "zz"


def test_notes_are_whole_sentences_with_every_number_filled_in():
    texts = {note(scene, random.Random(seed)) for seed in range(100) for scene in NOTES}
    assert len(texts) > 40
    assert not any("{" in text for text in texts)
    assert all(text[0].isupper() and text.endswith(".") for text in texts)
