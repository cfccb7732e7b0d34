"""The engine of the pages: what is foreign is escaped, what is missing is an error, numbers read as the reader writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import jinja2
import pytest
from django.template import engines
from django.utils import translation


def drawn(source: str, **values: object) -> str:
    return engines["jinja2"].from_string(source).render(values)


def test_foreign_text_is_escaped():
    assert drawn("{{ note }}", note="<script>") == "&lt;script&gt;"


def test_a_missing_value_is_an_error_and_not_an_empty_place():
    with pytest.raises(jinja2.UndefinedError):
        drawn("{{ people_met }}")
    with pytest.raises(jinja2.UndefinedError):
        drawn("{% for line in lines %}{% endfor %}")
    assert drawn("{% if people_met %}{{ people_met }}{% endif %}") == ""


def test_dates_and_numbers_are_written_in_the_language_of_the_reader():
    page = "{{ on|day }} | {{ at|moment }} | {{ people|number }}"
    values = {"on": date(2024, 3, 3), "at": datetime(2024, 3, 3, 15, 4, tzinfo=UTC), "people": 280000}
    with translation.override("es"):
        assert drawn(page, **values) == "3 de marzo de 2024 | 03/03/2024 15:04 | 280,000"
    with translation.override("en"):
        assert drawn(page, **values) == "March 3, 2024 | 03/03/2024 3:04 p.m. | 280,000"
    assert drawn("{{ nothing|day }}{{ nothing|moment }}{{ nothing|number }}", nothing=None) == ""


def test_words_are_translated_and_files_found():
    assert drawn("{{ _('Guardar') }}{% trans n=2 %}{{ n }} persona{% pluralize %}{{ n }} personas{% endtrans %}").endswith(
        "2 personas"
    )
    assert drawn("{{ static('desk/desk.css') }}") == "/static/desk/desk.css"
