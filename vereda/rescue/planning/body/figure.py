"""One figure about a body: never a bare number, always with its model, edition, band and source.

Nothing here ends a search. Not yet approved by a clinician.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vereda.rescue.planning.body.errors import BodyModelUnknown, BodyValueImpossible

NOT_APPROVED = "not yet approved by a clinician"
JUDGEMENT = "judgement of the authors of Vereda; no published error was read"

type Numbers = float | NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Figure:
    """A value with the model and edition it comes from, and a band in which the truth probably lies.

    value         the model's answer; a float, or an array of the shape that the inputs broadcast to
    low, high     the band, same shape, low <= value <= high; `high` may be infinite
    unit          as printed: 'g/m2/h', 'W', 'C', 'h', 'l/h'
    model         the model's name
    edition       year or number of its edition, as its source gives it
    source        where the formula was read
    band          what the band means, and whether it was published or is a judgement
    extrapolated  one sentence per input that lies outside the model's range of validity; empty inside it
    caution       the sentence that every screen or text with this figure must carry
    """

    value: Numbers
    low: Numbers
    high: Numbers
    unit: str
    model: str
    edition: str
    source: str
    band: str
    extrapolated: tuple[str, ...] = ()
    caution: str = NOT_APPROVED


@dataclass(frozen=True)
class Range:
    """What an input may be: `least`..`most` is possible, `valid_from`..`valid_to` is where the model was made.

    name, unit            as they are shown to people
    least, most           outside: BodyValueImpossible
    valid_from, valid_to  outside: the figure says that it extrapolates
    """

    name: str
    unit: str
    least: float
    most: float
    valid_from: float = -np.inf
    valid_to: float = np.inf

    def checked(self, given: ArrayLike) -> NDArray[np.float64]:
        """Return the values as an array; raise BodyValueImpossible for one that cannot be."""
        values = np.asarray(given, dtype=np.float64)
        wrong = ~((values >= self.least) & (values <= self.most))  # NaN is wrong as well
        if wrong.any():
            value = float(values[wrong].flat[0])
            raise BodyValueImpossible(name=self.name, value=value, low=self.least, high=self.most, unit=self.unit)
        return values

    def said(self, values: NDArray[np.float64]) -> Iterable[str]:
        """Yield the sentence that says so where the values leave the model's range."""
        if ((values < self.valid_from) | (values > self.valid_to)).any():
            yield f"extrapolated: {self.name} outside {self.valid_from:g} to {self.valid_to:g} {self.unit}"


@dataclass(frozen=True)
class Model:
    """Where a figure comes from: all of it but the numbers."""

    name: str
    edition: str
    source: str
    unit: str
    band: str

    def figure(self, value: NDArray[np.float64], low: ArrayLike, high: ArrayLike, extrapolated: Iterable[str] = ()) -> Figure:
        """Return the figure; arrays of no dimension become floats, and low and high take the shape of the value."""
        least, most = (plain(np.broadcast_to(np.asarray(one, dtype=np.float64), np.shape(value))) for one in (low, high))
        said = tuple(extrapolated)
        return Figure(plain(value), least, most, self.unit, self.name, self.edition, self.source, self.band, said)


def plain(value: ArrayLike) -> Numbers:
    """Return an array of no dimension as a float, any other as it is."""
    array = np.asarray(value, dtype=np.float64)
    return array.item() if array.ndim == 0 else array


def chosen[T](models: dict[str, T], asked: str) -> T:
    """Return the model of that name, or raise BodyModelUnknown with the names there are."""
    if asked not in models:
        raise BodyModelUnknown(asked=asked, known=", ".join(models))
    return models[asked]


type Formula = Callable[..., NDArray[np.float64]]

AIR_C = Range("air temperature", "C", -60, 60)
RADIANT_C = Range("mean radiant temperature", "C", -60, 120)
HUMIDITY_PCT = Range("relative humidity", "%", 0, 100)
WIND_MPS = Range("wind", "m/s", 0, 60)
MET_WM2 = Range("metabolic rate", "W/m2", 20, 1000)
BODY_KG = Range("body mass", "kg", 5, 250)
HEIGHT_M = Range("height", "m", 0.5, 2.3)
CLO = Range("clothing", "clo", 0, 4)
WATER_C = Range("water temperature", "C", -2, 40)
WATER_L = Range("water carried", "l", 0, 100)
HOURS = Range("hours since the last sign", "h", 0, 1e5)


def surface_m2(body_kg: ArrayLike, height_m: ArrayLike) -> NDArray[np.float64]:
    """Return the surface of a body [m2] from its mass [kg] and height [m]: Du Bois 0.202 m^0.425 h^0.725."""
    return 0.202 * BODY_KG.checked(body_kg) ** 0.425 * HEIGHT_M.checked(height_m) ** 0.725


def vapour_kpa(air_c: NDArray[np.float64], humidity_pct: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the water vapour pressure of the air [kPa]: 6.105 exp(17.27 T / (237.7 + T)) hPa at saturation."""
    return humidity_pct / 100 * 0.6105 * np.exp(17.27 * air_c / (237.7 + air_c))
