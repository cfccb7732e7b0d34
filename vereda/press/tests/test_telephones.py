"""Telephones and addresses, written one way whoever typed them."""

from __future__ import annotations

import pytest

from vereda.press.errors import EmailNotUnderstood, TelephoneNotUnderstood
from vereda.press.rules.telephones import email, telephone


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+52 (55) 5000-0101", "+52 55 5000 0101"),
        (" 0052 962.500.0102 ext 12", "+52 962 500 0102 ext. 12"),
        ("+ 506 4000-0103", "+506 4000 0103"),
        ("+525550000101", "+525550000101"),
        ("+52 55 5000 0101 Extensión 7", "+52 55 5000 0101 ext. 7"),
    ],
)
def test_a_telephone_is_kept_with_the_code_of_its_country(typed: str, kept: str):
    assert telephone(typed) == kept == telephone(kept)


@pytest.mark.parametrize("typed", ["", "55 5000 0101", "+52", "+52 55 5000 0101 0101 0101", "+52 55 LLAME", "+0 55 5000 0101"])
def test_a_number_that_nobody_could_dial_from_abroad_is_refused(typed: str):
    with pytest.raises(TelephoneNotUnderstood):
        telephone(typed)


def test_an_address_is_one_or_none():
    assert (email(" a@example.org "), email("")) == ("a@example.org", "")
    for typed in ("a", "a@b", "a b@example.org", "<a@example.org>"):
        with pytest.raises(EmailNotUnderstood):
            email(typed)
