"""Questions of the forms of programmes: each says how it is drawn, and what is read is checked by its kind beside its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.countries.door import installed
from vereda.desk.labels import Labels, by_name
from vereda.desk.rooms import programme_typed as reading
from vereda.desk.rooms.typed import Typed
from vereda.programme.door import Programme, lists, who
from vereda.programme.schema import Said
from vereda.statistics import door as statistics

type Words = str | Promise
type Options = Sequence[tuple[str, Words]]
type Answers = dict[str, Any]  # Any: what each kind of question reads

LONG, SHORT = 2000, 200
NO_COUNTRY = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""What the CLDR names beside countries: unions, what is unknown, and languages that only try out programs."""


@dataclass(frozen=True)
class Ask:
    """One question.

    kind  text, area, code, date, number, money and rate (more than nothing), currency, check, choice, many (of a list)
    """

    name: str
    label: Words
    kind: str = "text"
    options: Options = ()
    hint: Words = ""
    needed: bool = True


def both(name: str, es: Words, en: Words, kind: str = "text") -> list[Ask]:
    """Ask for words in both languages of reports; they are read as one answer."""
    return [Ask(f"{name}_es", es, kind), Ask(f"{name}_en", en, kind)]


def span() -> list[Ask]:
    """Ask for a first and a last day."""
    return [Ask("from_on", lazy("Primer día"), "date"), Ask("until_on", lazy("Último día"), "date")]


def answers(typed: Typed, asks: Sequence[Ask]) -> Answers | None:
    """Return what was typed, by the name of its question; None where something is wrong, which is said beside its field."""
    found: Answers = {ask.name: _read(typed, ask) for ask in asks}
    for name in [ask.name.removesuffix("_es") for ask in asks if ask.name.endswith("_es")]:
        es, en = found.pop(f"{name}_es"), found.pop(f"{name}_en")
        found[name] = Said(es=es, en=en) if es and en else None
    first, last = found.get("from_on"), found.get("until_on")
    if not typed.errors and first and last and last < first:
        typed.wrong("until_on", _("El último día no puede ser antes del primero."))
    return None if typed.errors else found


def _read(typed: Typed, ask: Ask) -> Any:  # Any: as above
    name, needed = ask.name, ask.needed
    match ask.kind:
        case "date":
            return reading.day(typed, name, needed=needed)
        case "number" | "money" | "rate":
            found = reading.amount(typed, name, needed=needed, decimals=8 if ask.kind == "rate" else 2)
            if ask.kind != "number" and found is not None and not found:
                typed.wrong(name, _("No puede ser cero."))
            return found
        case "check":
            return typed.is_on(name)
        case "code":
            return reading.code(typed, name)
        case "currency":
            return reading.currency(typed, name)
        case "choice" | "many":
            return _of_list(typed, ask)
    return reading.line(typed, name, needed=needed, most=LONG if ask.kind == "area" else SHORT)


def _of_list(typed: Typed, ask: Ask) -> str | list[str] | None:
    known = [code for code, _said in ask.options if code]
    if ask.kind == "choice":
        return reading.picked(typed, ask.name, known, needed=ask.needed) or None
    found = [code for code in known if typed.is_on(f"{ask.name}:{code}")]
    if ask.needed and not found:
        typed.wrong(ask.name, _("Marque al menos una."))
    return found


# Choices ------------------------------------------------------------------------------------------------------------


def language() -> str:
    """Return the language of the screen, as reports name it."""
    return "en" if (get_language() or "es").startswith("en") else "es"


def countries() -> Options:
    """Return all countries by their name in the reader's language, those with a pack first: an office may sit anywhere."""
    near = set(installed())
    names = Locale.parse(language()).territories
    found = ((one.lower(), str(name)) for one, name in names.items() if len(one) == 2 and one.isalpha() and one not in NO_COUNTRY)
    return sorted(found, key=lambda one: (one[0] not in near, by_name(one)))


def partners(seen: Programme) -> Options:
    return [(one.country, who.country_name(one.country, language())) for one in seen.partners]


def results(seen: Programme) -> Options:
    return [(one.result, f"{one.result} · {one.text.of(language())}"[:90]) for one in seen.results]


def indicators(seen: Programme) -> Options:
    return [(one, f"{one} · {versions[-1].text.of(language())}"[:90]) for one, versions in sorted(seen.wordings.items())]


def sectors() -> Options:
    lang = language()
    return [(one.code, f"{one.sector(lang)} · {one.indicator(lang)}"[:90]) for one in lists.standards().values()]


def phases(seen: Programme, *, opened: bool = True) -> Options:
    """Return the phases, those that are open alone unless told otherwise."""
    return [
        (one.code, f"{one.code} · {one.opened.name.of(language())}") for one in seen.phases if not opened or one.closed is None
    ]


def grants(seen: Programme) -> Options:
    return [(one.grant, f"{one.donor}, {one.award}") for one in seen.grants.values()]


def activities(seen: Programme) -> Options:
    return [(one.activity, f"{one.activity} · {one.title.of(language())}"[:90]) for one in seen.activities.values()]


def counted(labels: Labels) -> Options:
    """Return what a public table says by itself: 'people:' is everybody, then 'category:ORIENT', 'service:WATER'."""
    known = statistics.catalogue(labels.pack.iso)
    categories = dict.fromkeys(one.category for one in known.mapping)
    return [
        ("people:", _("Personas atendidas, todas")),
        *((f"category:{one}", _("Categoría: {name}").format(name=labels.category(one))) for one in categories),
        *((f"service:{one.code}", _("Servicio: {name}").format(name=labels.service(one.code))) for one in known.services),
    ]


def some(none: Words, options: Options) -> Options:
    """Return choices of which none may be taken."""
    return [("", none), *options]


def listed(known: Mapping[str, Words]) -> Options:
    return list(known.items())
