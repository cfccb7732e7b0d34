"""What forms of workshops ask beside those of programmes: hours, whole numbers, lists of codes; and the choices they offer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.countries.door import Role, pack
from vereda.desk.labels import by_name, label
from vereda.desk.rooms.programme_asks import Answers, Ask, Options, Words, countries, language
from vereda.desk.rooms.training import topic_words
from vereda.desk.rooms.typed import Typed
from vereda.training import schema as training
from vereda.workshops import door as workshops
from vereda.workshops import schema as of
from vereda.workshops.schema import Said, Workshop, phrase

HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
SCORES = range(1, 6)


def said(told: Any) -> Said | None:  # Any: words in two languages, as the forms of programmes read them
    """Return words in both languages as a fact of workshops; None where nothing was typed."""
    return Said(es=told.es, en=told.en) if told is not None else None


def halves(typed: Typed, name: str, *, needed: bool = False) -> Said | None:
    """Return words in both languages, of which both are there or none."""
    es, en = typed.text(f"{name}_es", 2000), typed.text(f"{name}_en", 2000)
    for lang, one, other in (("es", es, en), ("en", en, es)):
        if not one and (other or needed):
            typed.wrong(f"{name}_{lang}", _("Falta este dato."))
    return Said(es=es, en=en) if es and en else None


def hour(typed: Typed, name: str) -> str:
    """Return an hour of the day, as 09:30."""
    found = typed.get(name).strip().rjust(5, "0") if typed.get(name).strip() else ""
    if not HOUR.fullmatch(found):
        typed.wrong(name, _("Escriba la hora con cuatro cifras, por ejemplo 09:30."))
    return found


def whole(typed: Typed, name: str, most: int = 10_000, *, needed: bool = True) -> int | None:
    """Return a whole number."""
    found = typed.number_or_none(name, most)
    if found is None and needed and not typed.error(name):
        typed.wrong(name, _("Falta este dato."))
    return found


def scores(typed: Typed) -> list[int]:
    """Return how many answered 1, 2, 3, 4 and 5; an empty place is nobody."""
    return [whole(typed, f"score_{one}", needed=False) or 0 for one in SCORES]


def score_asks() -> list[Ask]:
    """Ask how many gave each answer."""
    return [Ask(f"score_{one}", _("Cuántas respuestas dieron {n}").format(n=one), "number", needed=False) for one in SCORES]


# Choices ------------------------------------------------------------------------------------------------------------


def worded(kinds: type[StrEnum], prefix: str) -> Options:
    """Return a closed list in the words of the report."""
    return [(one.value, phrase(language(), f"{prefix}.{one.value}")) for one in kinds]


def roles() -> Options:
    return sorted(worded(Role, "role"), key=lambda one: str(one[1]))


def topics() -> Options:
    """Return the catalogue of training."""
    return list(zip(training.topics(), topic_words(training.topics()), strict=True))


def languages(country: str) -> Options:
    """Return the languages of a country's pack as workshops name them, those of the screen first."""
    found = [(one.iso639_1 or code, label(one)) for code, one in pack(country).languages.items()]
    return sorted(found, key=lambda one: (one[0] not in of.LANGUAGES, by_name(one)))


def in_words(codes: Iterable[str], known: Options) -> str:
    """Return codes of a list in its words; one that is no longer in it, as it is."""
    words = dict(known)
    return ", ".join(str(words.get(code, code)) for code in codes)


def some(none: Words, options: Iterable[tuple[str, Words]]) -> Options:
    return [("", none), *options]


def delegations(seen: Workshop) -> Options:
    return [(code, one.who.of(language())[:90]) for code, one in seen.delegations.items()]


def sessions(seen: Workshop) -> Options:
    return [(code, f"{code} · {one.title.of(language())}"[:90]) for code, one in seen.sessions.items()]


def leads(seen: Workshop) -> Options:
    return [*delegations(seen), *((code, one.name.of(language())[:90]) for code, one in seen.organisers.items())]


def promises(seen: Workshop) -> Options:
    return [(code, f"{code} · {one.text.of(language())}"[:90]) for code, one in seen.promised.items()]


def points(country: str) -> Options:
    return sorted(((code, name[:90]) for code, name in workshops.visitable(country).items()), key=lambda one: (one[0][0], one[1]))


def groups(country: str) -> Options:
    return [(code, one.name) for code, one in pack(country).groups.items()]


def vehicles(country: str) -> Options:
    lang = language()
    return [(code, one.label_en if lang == "en" else one.label_es) for code, one in pack(country).vehicle_kinds.items()]


def hazards(country: str) -> Options:
    return [(code, one.place_in(language())[:90]) for code, one in pack(country).hazards.items()]


def institutions(country: str) -> Options:
    is_english = language() == "en"
    return [(code, (one.name_en if is_english else one.name)[:90]) for code, one in pack(country).institutions.items()]


def people(subject: Any, names: Any) -> Options:  # Any: ids and sealed names, already opened and logged
    return [(str(one), names[one].name if one in names else str(one)[:8]) for one in subject]


def country_asks(number: int) -> list[Ask]:
    """Ask for several countries, the first one needed."""
    none = lazy("ninguno más")
    return [
        Ask(f"country_{one}", _("País {n}").format(n=one), "choice", some(none, countries()), needed=False)
        for one in range(1, number + 1)
    ]


def numbered(told: Answers, prefix: str, number: int) -> list[Any]:  # Any: answers
    """Take the answers of numbered questions out, those that are not empty."""
    found = [told.pop(f"{prefix}_{one}") for one in range(1, number + 1)]
    return [one for one in found if one not in (None, "")]
