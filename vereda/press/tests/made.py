"""A small note as it is drafted, and an edition as a note reads it."""

from __future__ import annotations

from datetime import date

from vereda.press.entries import Annex, ContactSet, Estimated, NoteDrafted, Quotation, Said
from vereda.press.rules.telling import Printed
from vereda.press.words import ATTENTIONS, PEOPLE, Method
from vereda.press.workshops import workshop

WHY = Said(es="Nadie mostró una tarjeta.", en="Nobody showed a card.")
WORDS = Quotation(speaker="Martín Olvera", office="coordinación", words=Said(es="Llegar antes", en="To be there before"))


def edition(total: int | None = 281_120, *, period: str = "2011", revision: int = 1) -> Printed:
    """An edition that prints more people of 'others' than of any nationality, and holds Cuba back."""
    people: dict[tuple[str, ...], int | None] = {
        ("GT", "TOTAL"): 70_190,
        ("MX", "TOTAL"): 16_000,
        ("HN", "TOTAL"): 37_805,
        ("SV", "TOTAL"): 21_700,
    }
    people |= {("OTHER", "TOTAL"): 99_995, ("TOTAL", "TOTAL"): 152_920, ("GT", "F"): 80_000}
    unit = Said(es="atenciones", en="attentions")
    return Printed(
        name=f"mx-{period}-r{revision}",
        period=period,
        cut_on=date(2012, 2, 6),
        values={ATTENTIONS: {("TOTAL", "TOTAL"): total}, PEOPLE: {**people, ("CU", "TOTAL"): None}},
        labels={"nationality": {"SV": {"es": "El Salvador", "en": "El Salvador"}}},
        units={ATTENTIONS: unit, PEOPLE: Said(es="personas", en="people")},
        definitions={ATTENTIONS: Said(es="Una atención", en="An attention"), PEOPLE: Said(es="Una persona", en="A person")},
    )


def draft(**more: object) -> NoteDrafted:
    """A note with workshop, quotation, groups and one estimate of three."""
    estimates = [
        Estimated(method=Method.QUESTION, version="2", individuals=80_000, low=66_000, high=96_000),
        Estimated(method=Method.CARD, why=WHY),
        Estimated(method=Method.MATCHING, version="2", individuals=900, low=800, high=1_000),
    ]
    told: dict[str, object] = {
        "period": "2011", "edition_revision": 1, "content": "0" * 64, "network": Said(es="Grupos", en="Groups"),
        "annex": Annex(groups=21, estimates=estimates, as_of_block=3), "workshop": workshop("tapachula"), "quotations": [WORDS],
    }  # fmt: skip
    return NoteDrafted.model_validate({**told, **more})


def contact(**more: object) -> ContactSet:
    """An office with an address and nothing else."""
    told = {"office": "Prensa", "email": "prensa@example.org", "agreed_on": date(2012, 1, 1), "valid_until": date(2012, 12, 31)}
    return ContactSet.model_validate({**told, **more})
