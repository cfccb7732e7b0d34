"""The risk map of a country on a day: squares, seasons, and the picture that may be passed on.

It asks the kept records of deaths and the pack, and nothing else of this house: no encounter, mission or alert can reach it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import shapely

from vereda.band import band_in
from vereda.countries.door import Hazard, pack
from vereda.guidance.door import TopicTold, Written, written_one
from vereda.notices.lookups.topics import map_topic
from vereda.notices.reading import deaths
from vereda.notices.rules import risk
from vereda.notices.rules.risk import Months, Season, Square
from vereda.notices.rules.risk_picture import WIDE, Words, picture
from vereda.notices.words import RISK_KM

BEYOND_DEG = 0.6
"""So far beyond the own states the map goes: the strip on the other side of a border belongs to the way."""

UNSAFE = {"es": "NINGUNA MARCA NO SIGNIFICA SEGURO", "en": "NO MARK DOES NOT MEAN SAFE"}


@dataclass(frozen=True)
class RiskMap:
    """What the map of a day shows. before: all deaths are older than that day; left_out: records that are not old enough.

    seasonal  hazards of the pack for heat, water and cold, with their season as the pack has it
    lacks     whether nobody answers for it yet: then it has its band
    """

    country: str
    before: date
    first: date | None
    last: date | None
    squares: Sequence[Square]
    seasons: Sequence[Months]
    left_out: int
    seasonal: Sequence[Hazard]
    told: TopicTold | None
    needs_band: bool

    @property
    def people(self) -> int:
        return sum(one.people for one in self.squares)


def risk_map(country: str, on: date) -> RiskMap:
    """Return the map of a country on a local day. Nothing younger than 12 months, nothing finer than 50 km."""
    box = box_of(country)
    near, of_causes = risk.within(deaths.places(), box), risk.within(deaths.causes(), box)
    kept = risk.old_enough(near, on)
    text = map_text(country, on)
    public = text.public
    return RiskMap(
        country=country,
        before=risk.until(on),
        first=min((one.on for one in kept), default=None),
        last=max((one.on for one in kept), default=None),
        squares=risk.squares(near, on),
        seasons=[risk.months(of_causes, on, season) for season in Season],
        left_out=len(near) - len(kept),
        seasonal=[row for row in pack(country).hazards.values() if row.kind in SEASONAL and row.is_verified],
        told=TopicTold(text.topic, text.language, text.told(public), ()) if public else None,
        needs_band=public is None,
    )


SEASONAL = ("heat", "cold", "river", "flood")


def map_text(country: str, on: date) -> Written:
    """Return the text that stands beside the map, in the country's main language: its check is that of the map."""
    return written_one(country, on, map_topic(), pack(country).country.main_language)


def risk_svg(country: str, on: date, language: str = "es") -> str:
    """Return the picture in a language of screens ('es', 'en'), with its band while nobody answers for the map."""
    found = risk_map(country, on)
    return _drawn(country, language, found.before, found.needs_band)


def risk_png(country: str, on: date, language: str = "es") -> bytes:
    """Return the picture as it goes through messages: 1080 pixels wide, few colours, so that it stays small."""
    found = risk_map(country, on)
    return _rastered(country, language, found.before, found.needs_band)


def box_of(country: str) -> tuple[float, float, float, float]:
    """Return south, west, north, east of what the map shows [degrees]."""
    here = pack(country)
    own = [
        shapely.geometry.shape(one["geometry"]) for one in here.areas["features"] if one["properties"]["iso"] == here.country.iso
    ]
    west, south, east, north = shapely.total_bounds(own)
    return float(south) - BEYOND_DEG, float(west) - BEYOND_DEG, float(north) + BEYOND_DEG, float(east) + BEYOND_DEG


@lru_cache(maxsize=16)
def _drawn(country: str, language: str, before: date, needs_band: bool) -> str:
    here, box, on = pack(country), box_of(country), _month_of(before)
    found = risk.squares(risk.within(deaths.places(), box), on)
    seasons = [risk.months(risk.within(deaths.causes(), box), on, one) for one in Season]
    areas = [(one["geometry"], one["properties"]["iso"] == here.country.iso) for one in here.areas["features"]]
    areas.sort(key=lambda one: one[1])
    return picture(found, seasons, areas, box, _words(country, language, before, needs_band))


@lru_cache(maxsize=8)
def _rastered(country: str, language: str, before: date, needs_band: bool) -> bytes:
    import typst
    from PIL import Image

    svg = _drawn(country, language, before, needs_band).encode()
    source = (
        f'#set page(width: {WIDE}pt, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg", width: {WIDE}pt)'
    )
    made = typst.compile(source.encode(), format="png", ppi=72.0, sys_inputs={"svg": svg.decode()})
    assert isinstance(made, bytes)  # one page
    file = io.BytesIO()
    Image.open(io.BytesIO(made)).convert("RGB").quantize(48).save(file, "PNG", optimize=True)
    return file.getvalue()


def _month_of(before: date) -> date:
    """Return a day of the map whose deaths all lie before a day."""
    return date(before.year + 1, before.month, 1)


def _words(country: str, language: str, before: date, needs_band: bool) -> Words:
    here, last = pack(country), before - timedelta(days=1)
    rows = risk.old_enough(risk.within(deaths.places(), box_of(country)), _month_of(before))
    years = f"{min(one.on for one in rows).year}-{max(one.on for one in rows).year}" if rows else str(last.year)
    if language == "en":
        return Words(
            title=f"Deaths on the way: {here.name_en}",
            subtitle=f"Known deaths and disappearances, {years}. There are more than these.",
            unsafe=UNSAFE["en"],
            band=band_in("eng") if needs_band else "",
            described="Map in squares of 50 km. No mark does not mean safe.",
            steps=("1 to 4 people", "5 to 19", "20 to 99", "100 or more"),
            seasons={"heat": "Deaths from heat", "water": "Drowned", "cold": "Deaths from cold"},
            months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
            lines=(
                f"Squares of {RISK_KM:g} km. Nothing after {last:%Y-%m-%d}: what is recent is left out on purpose.",
                "It shows where bodies were found or recorded, not where the way is.",
                "Bars: in which months people died, 2014 to 2019.",
                f"Data: {deaths.ATTRIBUTION}; selected and put in squares by us.",
            ),
        )
    return Words(
        title=f"Muertes en el camino: {here.name_es}",
        subtitle=f"Muertes y desapariciones conocidas, {years}. Al menos esas: hay más.",
        unsafe=UNSAFE["es"],
        band=band_in("spa") if needs_band else "",
        described="Mapa en cuadros de 50 km. Ninguna marca no significa seguro.",
        steps=("1 a 4 personas", "5 a 19", "20 a 99", "100 o más"),
        seasons={"heat": "Muertes por calor", "water": "En el agua", "cold": "Muertes por frío"},
        months=("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
        lines=(
            f"Cuadros de {RISK_KM:g} km. Nada después del {last:%d/%m/%Y}: lo reciente se deja fuera a propósito.",
            "Dice dónde se hallaron o anotaron cuerpos, no por dónde se pasa.",
            "Barras: en qué meses murieron, 2014 a 2019.",
            f"Datos: {deaths.ATTRIBUTION}; selección y cuadros nuestros.",
        ),
    )
