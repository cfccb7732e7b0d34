"""A sheet as its boxes: numbered, in the order in which they stand on the paper and are typed. Drawn from pack and layouts.

The typing screen asks for the boxes of the same sheet, so that paper and screen cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from vereda.countries.door import ALERT_LISTS, Pack, Surface, services_of
from vereda.logbook.schema import Layout, Question
from vereda.paper.words import Form

WIDTH = 12
"""A page is so many columns wide; boxes stand beside each other as far as they fit."""


class Widget(StrEnum):
    """How a box is drawn, and how it is typed."""

    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    TEXT = "text"  # ruled lines
    TICK = "tick"  # one box to tick
    CHOICE = "choice"  # one of several
    CHOICES = "choices"  # several
    TALLY = "tally"  # nationalities by kind of person
    TABLE = "table"  # empty rows under headings


@dataclass(frozen=True)
class Option:
    """Something to tick. mark: what is printed beside the box, and typed."""

    mark: str
    code: str
    label: str
    symbol: str = ""


@dataclass(frozen=True)
class Column:
    """A column of the tally, or of a table. values: what everybody counted there has in common."""

    label: str
    values: Mapping[str, str] = field(default_factory=dict)
    width: int = 1


@dataclass(frozen=True)
class Box:
    """One numbered box. path: name of the field that it fills; list: name of the list of its options.

    size     digits of a number, ruled lines of a text, rows of a table, columns of options
    counts   each option has room for 'how many of them'
    is_typed whether the typing screen asks for it; strokes are not typed, their sum is
    none     whether '0' is an answer: nothing of it
    """

    path: str
    widget: Widget
    label: str
    hint: str = ""
    width: int = WIDTH
    size: int = 1
    options: Sequence[Option] = ()
    columns: Sequence[Column] = ()
    rows: Sequence[Option] = ()
    counts: bool = False
    none: str = ""
    list: str = ""
    is_typed: bool = True
    number: int = 0


@dataclass(frozen=True)
class Drawn:
    """One form: the boxes of its pages, front and back."""

    form: Form
    title: str
    symbol: str
    pages: Sequence[Sequence[Box]]
    warning: str
    notes: Sequence[str]

    @property
    def boxes(self) -> list[Box]:
        """Return all boxes in their order."""
        return [box for page in self.pages for box in page]

    @property
    def lists(self) -> dict[str, list[str]]:
        """Return the codes of each list in the order of the marks on the paper."""
        return {box.list: [one.code for one in box.options] for box in self.boxes if box.list}


@dataclass(frozen=True)
class Ground:
    """What sheets are drawn from.

    lang     'es' or 'en'
    on       local day at the post: what ended is left out
    layouts  the forms that modules offer, by name
    others   lists that are no rows of the pack (kinds of authority, terrains ...): name -> (code, words) in the language
    printed  lists as they stand on paper that is printed already: name -> codes in order; they win over those of today
    """

    pack: Pack
    group: str
    lang: str
    on: date
    layouts: Mapping[str, Layout]
    others: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    printed: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def t(self, es: str, en: str) -> str:
        """Return words in the language of the sheet."""
        return en if self.lang == "en" else es

    def options(self, name: str) -> tuple[Option, ...]:
        """Return the answers of a list, numbered from 1 in the order of the paper."""
        rows = {code: (label, symbol) for code, label, symbol in self._rows(name)}
        if name in self.printed:
            known = {code: (label, symbol) for code, label, symbol in self._rows(name, every=True)}
            rows = {code: known.get(code, (code, "")) for code in self.printed[name]}
        return tuple(Option(str(mark), code, *rows[code]) for mark, code in enumerate(rows, 1))

    def _rows(self, name: str, *, every: bool = False) -> Iterator[tuple[str, str, str]]:
        """Yield (code, words, symbol). every: also what is not offered today."""
        if name in self.others:
            yield from ((code, said, symbol_of(name, code)) for code, said in self.others[name])
            return
        on = None if every else self.on
        for row in LISTS[name](self.pack, self.group, on):
            yield row.code, self.t(row.label_es, row.label_en), getattr(row, "symbol", "") or symbol_of(name, row.code)


def _in_order(rows: Iterable, on: date | None) -> list:  # Any kind of row with an order and an end
    return sorted((row for row in rows if on is None or row.holds_on(on)), key=lambda row: row.order)


def _alert_words(name: str):  # type: ignore[no-untyped-def]  # a list of LISTS
    kind = ALERT_LISTS[name]
    return lambda pack, group, on: [row for row in _in_order(pack.alert_words.values(), on) if row.kind == kind]


def _services(pack: Pack, group: str, on: date | None) -> list:
    return list(services_of(pack, group, on)) if on else _in_order(pack.services.values(), None)


def _checks(pack: Pack, group: str, on: date | None) -> list:
    rows = _in_order(pack.vehicle_checks.values(), on)
    return sorted(rows, key=lambda row: row.surface == Surface.WATER)  # what only boats have stands last


LISTS = {
    "services": _services,
    "dispositions": lambda pack, group, on: _in_order(pack.dispositions.values(), on),
    **{name: _alert_words(name) for name in ALERT_LISTS},
    "supply_items": lambda pack, group, on: _in_order(pack.supply_items.values(), on),
    "vehicle_checks": _checks,
}
"""List of a layout -> its rows in the pack."""


SYMBOLS: Mapping[str, Mapping[str, str]] = {
    "dispositions": {
        "HOME": "return", "SHELTER": "to-shelter", "HOSPITAL": "to-hospital", "BUS_STATION": "to-bus",
        "CHILD_PROTECTION": "child", "CONSULATE": "papers", "GOES_ON": "to-other",
        "ASKED_RETURN": "ticket", "LEFT_EARLY": "exit", "UNKNOWN": "unspecified",
    },
    "alert_urgent": {"in_water": "lifebuoy", "bleeding": "first-aid", "child_alone": "child", "labour": "baby"},
    "alert_needs": {
        "no_water": "water", "no_food": "food", "injury": "first-aid", "illness": "medicine", "lost": "missing",
        "cold": "blanket", "animals": "danger", "assault": "alert", "vehicle": "patrol", "no_battery": "phone",
    },
    "alert_ways": {
        "in_person": "person", "telephone": "phone", "emergency_center": "alert", "radio": "radio", "partner": "to-shelter",
        "unknown": "unspecified",
    },
    "vehicle_checks": {"radio": "radio", "first_aid_kit": "first-aid", "drinking_water": "water", "life_vests": "lifebuoy"},
    "mission_outcomes": {"found": "person-found", "partly": "split", "not_found": "missing", "unknown": "unspecified"},
}  # fmt: skip
"""List -> code -> the symbol that stands beside the word, where the rows in the pack name none; what no symbol says has none."""


def symbol_of(name: str, code: str) -> str:
    """Return the symbol of an answer, or '' where no symbol says it."""
    return SYMBOLS.get(name, {}).get(code, "")


def numbered(pages: Sequence[Sequence[Box]]) -> list[list[Box]]:
    """Return pages with their boxes numbered from 1, through all pages."""
    made, number = [], 0
    for page in pages:
        made.append([replace(box, number=(number := number + 1)) for box in page])
    return made


def asked(ground: Ground, form: str, paths: Sequence[str], how: Mapping[str, Mapping[str, object]] | None = None) -> list[Box]:
    """Return boxes for questions of a layout, in the order of `paths`. how: by path, what the paper draws otherwise."""
    questions = {question.path: question for question in ground.layouts[form].questions}
    return [box for path in paths for box in of_question(ground, questions[path], **(how or {}).get(path, {}))]


def left(ground: Ground, form: str, paths: Iterable[str]) -> list[Box]:
    """Return boxes for what a layout asks besides: a new question stands on the paper without a change here."""
    known = {*paths, *NOT_ON_PAPER}
    rest = [question for question in ground.layouts[form].questions if question.path not in known]
    return [box for question in rest for box in of_question(ground, question)]


NOT_ON_PAPER = {"party", "patrol", "attachments"}
"""Ids of other records and photos: nobody writes these by hand."""


def of_question(ground: Ground, question: Question, **how: object) -> list[Box]:
    """Return the boxes of one question of a layout; a place is three, and who took people is one more."""
    label = ground.t(question.label.es, question.label.en)
    hint = ground.t(question.hint.es, question.hint.en) if question.hint else ""
    widget = str(question.widget)
    if widget == "place":
        return place(ground, *how.get("beside", ()))  # type: ignore[misc]  # boxes
    made: dict[str, object] = {"path": question.path, "label": label, "hint": hint}
    if widget == "tally":
        columns = [Column(ground.t(tile.label.es, tile.label.en), tile.values) for tile in question.tiles]
        made |= {"widget": Widget.TALLY, "columns": columns, "rows": nationalities(ground), "size": 2}
    elif widget in ("choice", "choices", "yes_no"):
        options = ground.options(question.list) if question.list else ()
        made |= {"widget": Widget(widget) if options else Widget.TICK, "options": options, "list": question.list, "size": 2}
        made |= {"counts": bool(question.count), "none": ground.t(question.none.es, question.none.en) if question.none else ""}
    elif widget == "number":
        made |= {"widget": Widget.NUMBER, "size": 4, "width": 4}
    else:
        made |= {"widget": Widget.TEXT, "width": 6}
    boxes = [Box(**{**made, **how})]  # type: ignore[arg-type]  # checked by the tests of every form
    if question.asks:
        name = next(iter(question.asks.values()))
        boxes.append(
            Box(
                "role",
                Widget.CHOICE,
                ground.t("Si se las llevó una autoridad, ¿cuál?", "If an authority took them, which?"),
                options=ground.options(name),
                list=name,
                size=3,
            )
        )
    return boxes


NATIONALITY_ROWS = 8


def nationalities(ground: Ground) -> list[Option]:
    """Return the nationalities that are printed on the tally; others are written in with the code from the list on the back."""
    rows = [row for row in sorted(ground.pack.nationalities.values(), key=lambda row: row.order) if row.on_form]
    return [Option(row.code, row.code, ground.t(row.label_es, row.label_en)) for row in rows[:NATIONALITY_ROWS]]


def other_nationalities(ground: Ground) -> list[tuple[str, str]]:
    """Return (code, name) of the other nationalities of the form."""
    rows = [row for row in sorted(ground.pack.nationalities.values(), key=lambda row: row.order) if row.on_form]
    return [(row.code, ground.t(row.label_es, row.label_en)) for row in rows[NATIONALITY_ROWS:]]


def head(ground: Ground, who: tuple[str, str] = ("Quién lo vio (agente)", "Who saw it (agent)")) -> list[Box]:
    """Return what every sheet begins with: when, as the clock at the post says, and who saw it."""
    t = ground.t
    return [
        Box("day", Widget.DATE, t("Fecha", "Date"), width=4),
        Box("hour", Widget.TIME, t("Hora", "Time"), width=3),
        Box("reported_by", Widget.TEXT, t(*who), width=5),
    ]


def place(ground: Ground, *beside: Box) -> list[Box]:
    """Return the boxes of a place; `beside`: two more, which stand at the end of its two rows."""
    t = ground.t
    return [
        Box("municipality", Widget.TEXT, t("Municipio", "Municipality"), width=4),
        Box("place", Widget.TEXT, t("Lugar, señas", "Place, marks"), width=5),
        *beside[:1],
        Box("point", Widget.TEXT, t("Coordenadas del GPS", "GPS coordinates"), width=5),
        Box("at_post", Widget.TICK, t("En el puesto", "At the post"), width=3),
        *beside[1:],
    ]
