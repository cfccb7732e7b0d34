"""Small worlds of fact rows for the tests: worked by hand, with a catalogue that is no country's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from random import Random

import ibis

from vereda.logbook.schema import FactRow
from vereda.statistics.bulletin import ask
from vereda.statistics.catalogue import Catalogue, Category, Mapped, Named
from vereda.statistics.columns import table_of
from vereda.statistics.rules import Question
from vereda.statistics.store import Store
from vereda.statistics.table import Table
from vereda.statistics.words import Count

DAY = date(2024, 1, 31)
JANUARY, FEBRUARY, MARCH = date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)
SECRET = b"of the record keys, in tests"
CATEGORY_OF = {
    "rescue": "RESCUE",
    "first_aid": "INJURED",
    "water": "SOCIAL",
    "food": "SOCIAL",
    "rights": "ORIENT",
    "leaflet": "LEAFLET",
}

CATALOGUE = Catalogue(
    country="mx",
    es="México",
    en="Mexico",
    categories=(
        Category("RESCUE", "Personas rescatadas", "Rescued"),
        Category("INJURED", "Personas lesionadas", "Injured"),
        Category("SOCIAL", "Asistencia social", "Social assistance"),
        Category("ORIENT", "Orientación", "Guidance"),
        Category("LEAFLET", "Cartillas", "Leaflets", in_total=False),
        Category("BODY", "Cuerpos recuperados", "Bodies recovered", in_total=False),
        Category("PATROL", "Recorridos", "Patrols", in_total=False),
    ),
    services=tuple(Named(code, code, code) for code in CATEGORY_OF),
    groups=(Named("piedras-negras", "Piedras Negras"), Named("nogales", "Nogales")),
    states=(Named("MX-COA", "Coahuila"), Named("MX-SON", "Sonora")),
    nationalities=tuple(Named(code, code, code) for code in ("HN", "GT", "NI", "EC", "VE", "MX", "XX")),
    mapping=tuple(Mapped(service, category) for service, category in CATEGORY_OF.items()),
)


def row(
    kind: str, people: int, *, record: str = "a", line: str = "", on: date = DAY, aggregate: bool = False, **known
) -> FactRow:
    """Return a fact row; what is not named is '*'. `services` bring their categories, unless `categories` are given."""
    services = tuple(known.pop("services", ()))
    categories = tuple(known.pop("categories", dict.fromkeys(CATEGORY_OF[s] for s in services)))
    place = {"group": "piedras-negras", "state": "MX-COA", "nationality": "*", "sex": "*", "age_band": "*"}
    return FactRow(
        record=record,
        row=kind,
        line=line,
        local_on=on,
        people=people,
        services=services,
        categories=() if kind == "S" else categories,
        aggregate=aggregate,
        **{**place, **known},
    )


def once(record: str, in_total: int, served: int | None = None, **known) -> list[FactRow]:
    """Return the two T rows of an encounter."""
    return [
        row("T", in_total, record=record, line="in_total", **known),
        row("T", in_total if served is None else served, record=record, line="served", **known),
    ]


def answer(
    rows: Iterable[FactRow],
    *by: str,
    count: str = "services",
    outside: bool = False,
    catalogue: Catalogue = CATALOGUE,
    from_on: date = date(2024, 1, 1),
    to_on: date = date(2024, 12, 31),
    lang: str = "es",
) -> Table:
    asked = Question("mx", from_on, to_on, by, Count(count), outside)
    return ask(asked, ibis.memtable(table_of(rows, secret=SECRET)), catalogue, as_of_block=7, lang=lang)


def cells(table: Table) -> dict[str, int]:
    """Return the rows as 'code code': value."""
    return {" ".join(key): value for key, value in table.rows}


def outside(table: Table) -> dict[str, int]:
    assert table.outside is not None
    return {" ".join(key): value for key, value in table.outside.rows}


def piedras_negras() -> list[FactRow]:
    """29 January to 2 February 2024: 17 people in the river, a woman and her child, 54 people on an islet, three bodies."""
    rescued = {"services": ["rescue"]}
    river = {"NI": 6, "GT": 5, "EC": 4, "VE": 2}
    return [
        row("L", 17, line="rest", sex="U", **rescued),
        *(row("M", people, nationality=code, **rescued) for code, people in river.items()),
        row("M", 5, age_band="0-17", **rescued),
        row("M", 12, age_band="18+", **rescued),
        *once("a", 17),
        row("L", 1, record="b", line="1", nationality="HN", sex="F", age_band="18+", **rescued),
        row("L", 1, record="b", line="2", nationality="HN", sex="U", age_band="0-4", **rescued),
        *once("b", 2),
        row("L", 54, record="c", line="rest", nationality="XX", sex="U", **rescued),
        row("M", 17, record="c", age_band="0-17", **rescued),
        row("M", 37, record="c", age_band="18+", **rescued),
        *once("c", 54),
        row("B", 3, record="c"),
    ]


def encounters(month: date, seed: int) -> Iterator[FactRow]:
    """Yield a month of rows of every kind."""
    dice = Random(f"{month}{seed}")
    for number in range(40):
        place = dice.choice([{"group": "piedras-negras", "state": "MX-COA"}, {"group": "nogales", "state": "MX-SON"}])
        told = {"record": f"{month}{number}", "on": month.replace(day=dice.randint(1, 28)), **place}
        people, services = dice.randint(1, 9), dice.sample(["rescue", "water", "food", "leaflet", "rights"], dice.randint(0, 3))
        known = {
            "nationality": dice.choice(["HN", "GT", "XX", "*"]),
            "sex": dice.choice("FMU*"),
            "age_band": dice.choice(["0-4", "*"]),
        }
        yield row("L", people, line=str(number), services=services, aggregate=number % 7 == 0, **known, **told)
        if known["nationality"] == "*" and dice.random() < 0.7:
            yield row("M", people, nationality="VE", services=services, **told)
        yield from once(told["record"], people if services else 0, people, **{k: v for k, v in told.items() if k != "record"})
        if number % 5 == 0:
            yield row("S", 1, services=["first_aid"], **told)
            yield row("C", 1, categories=["INJURED"], **told)
            yield row("R", 30, line=dice.choice(["people", ""]), categories=["SOCIAL"], **told)
            yield row("B", 1, **told)
            yield row("P", 2, **told)
            yield row("A", 4, line="week:5", nationality="HN", **told)


def write(store: Store, month: date, seed: int) -> None:
    rows = [*encounters(month, seed), *([one for one in piedras_negras() if one.local_on.month == 1] if month == JANUARY else [])]
    store.write_month("mx", month, rows, seed, "pack", secret=SECRET)
