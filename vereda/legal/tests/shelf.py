"""A small library that was made up: two countries, laws with days, one that ended, one that nobody read."""

from __future__ import annotations

from datetime import date

from vereda.countries.door import Deadline, Law, Laws, Right, Status, Theme
from vereda.legal.rules.library import Library, Name, shelved


def _right(code: str, theme: Theme, es: str, en: str, order: int, *words: str) -> Right:
    told = {"code": code, "theme": theme, "label_es": es, "label_en": en, "order": order, "status": "proposal", "source": "own"}
    return Right.model_validate({**told, "words": words} if words else told)


RIGHTS = {
    "asylum": _right("asylum", Theme.REFUGE, "Pedir refugio", "Seeking refuge", 10, "asilo"),
    "legal_aid": _right("legal_aid", Theme.JUSTICE, "Asistencia de abogado", "Legal aid", 20),
    "education": _right("education", Theme.CARE, "Educación", "Education", 30),
}


def law(right_code: str = "asylum", **told: object) -> Law:
    usual: dict[str, object] = {
        "instrument": "Ley de Prueba",
        "year": 2000,
        "article": "1",
        "right_es": "Se puede pedir refugio.",
        "right_en": "Refuge may be sought.",
        "status": Status.TEXT_SEEN,
        "source": "https://example.org/ley",
    }
    return Law.model_validate({**usual, "right_code": right_code, **told})


def term(**told: object) -> Deadline:
    usual: dict[str, object] = {
        "code": "AA-1",
        "procedure_es": "pedir refugio",
        "procedure_en": "seek refuge",
        "legal_basis": "Ley de Prueba",
        "trigger_es": "la entrada",
        "trigger_en": "entry",
        "amount": 30,
        "unit": "working_days",
        "who_acts_es": "la persona",
        "who_acts_en": "the person",
        "status": Status.VERIFIED,
        "source": "https://example.org/ley",
    }
    return Deadline.model_validate({**usual, **told})


def library(aa: tuple[Law, ...] = (), bb: tuple[Law, ...] = (), terms: tuple[Deadline, ...] = ()) -> Library:
    names = {"aa": Name("Altamar", "Highsea", "altamarina"), "bb": Name("Bajomonte", "Lowmount", "bajomontesa")}
    return shelved([Laws("bb", bb, ()), Laws("aa", aa, terms)], RIGHTS, names, "aa")


def day(year: int, month: int = 1, on: int = 1) -> date:
    return date(year, month, on)
