"""How likely a search finds who is there: sweep widths, coverage, and curves of the chance of detection (POD).

Coverage = sweep width x length of track / size of the area = sweep width / spacing of the lines. Sources: Koopman 1957;
coverage: sarinfo.bc.ca/SARDefinitions.htm; random curve: sarbayes.org, A brief intro to search theory 2; that the curve of the
older manuals is the inverse-cube one, and that trials lie between both: trid.trb.org/view/162868; its erf form is Koopman's, as
the facts note, without a source that was opened. Worked cases: `tests/data/search_theory_cases.csv` (POD-*, COV-1, ESW-*,
PLAN-BOAT, GAIN-1).
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from vereda.rescue.planning.checks import Floats, chances, finite, not_negative
from vereda.rescue.planning.errors import AreaOfZero, NotAboveZero, NotAProbability, OutOfTable, ShapesDiffer, UnknownCurve

Curve = Literal["random", "inverse_cube", "definite_range"]
CURVES = ("random", "inverse_cube", "definite_range")
RANGES = MappingProxyType({"high": 1.8, "medium": 1.6, "low": 1.1})  # ESW-RD: printed in the abstract of Koester et al. 2014
ALL_RANGES = 1.645  # the same, all classes together
NAUTICAL_MILE_M = 1852.0
KNOT_MPS = NAUTICAL_MILE_M / 3600
BOAT_TABLE = Path(__file__).parent / "tables" / "boat_sweep_widths.csv"


def pod(coverage: ArrayLike, curve: Curve = "random") -> Floats:
    """Return the chance of detection [0 to 1, shape of `coverage`] of somebody who is in the area.

    coverage  sweep width x track / area [0 or more]
    curve     'random' 1 - exp(-C): lines that nobody keeps exactly, the cautious one on land, and the one that `allocate` uses;
              'inverse_cube' erf(sqrt(pi)/2 C): parallel lines well kept; 'definite_range' min(1, C): all within half a sweep
              width

    Errors: BelowZero, NotANumber, UnknownCurve. Source: see above.
    """
    found = not_negative(coverage, "la cobertura")
    if curve == "random":
        return np.asarray(-np.expm1(-found))[()]
    if curve == "inverse_cube":
        from scipy.special import erf

        return np.asarray(erf(np.sqrt(np.pi) / 2 * found))[()]
    if curve == "definite_range":
        return np.asarray(np.minimum(1.0, found))[()]
    raise UnknownCurve(value=str(curve), known=", ".join(CURVES))


def coverage(sweep_width_m: ArrayLike, track_m: ArrayLike, area_m2: ArrayLike) -> Floats:
    """Return the coverage [-] of areas searched along tracks of these lengths [m] with this effective sweep width [m].

    Errors: AreaOfZero, BelowZero, NotANumber, ShapesDiffer. Source: C = W L / A, case COV-1.
    """
    width, track = not_negative(sweep_width_m, "el ancho de barrido"), not_negative(track_m, "el trayecto")
    area = finite(area_m2, "la superficie")
    if not (area > 0).all():
        raise AreaOfZero
    try:
        return np.asarray(width * track / area)[()]
    except ValueError:
        raise ShapesDiffer(what="la cobertura", found=f"{width.shape}, {track.shape}", expected=f"{area.shape}") from None


def coverage_of_spacing(sweep_width_m: ArrayLike, spacing_m: ArrayLike) -> Floats:
    """Return the coverage [-] of parallel lines this far apart [m]: C = W / S, case PLAN-BOAT. Errors: as `coverage`."""
    return coverage(sweep_width_m, 1.0, _above_zero(spacing_m, "la distancia entre líneas"))


def rate_per_hour(sweep_width_m: ArrayLike, speed_mps: ArrayLike, area_m2: ArrayLike) -> Floats:
    """Return the coverage that an hour gives [1/h], as `allocate` takes it, at this speed [m/s]. Errors: as `coverage`."""
    return coverage(sweep_width_m, not_negative(speed_mps, "la velocidad") * 3600.0, area_m2)


def sweep_width(distance_m: ArrayLike, detection: ArrayLike) -> float:
    """Return the effective sweep width [m] of a lateral range curve measured on both sides or on one.

    distance_m  of the line that was walked to the object at its nearest [m, rising; negative is left]
    detection   share of objects at that distance that were found [0 to 1; same length]

    The area under the curve, straight between the points. If no distance is negative, both sides are taken to be alike.
    Errors: NotAProbability, NotANumber, NotAboveZero (distances that do not rise), ShapesDiffer. Source: W = integral of p(x) dx.
    """
    distance = np.atleast_1d(finite(distance_m, "las distancias"))
    found = chances(detection, "la detección a cada distancia", distance.shape)
    if distance.size > 1:
        _above_zero(np.diff(distance), "los pasos entre distancias")
    one_side = distance.size > 0 and distance[0] >= 0
    beside = distance[0] * found[0] if one_side else 0.0  # from the line to the first point as at that point
    return float((np.trapezoid(found, distance) + beside) * (2 if one_side else 1))


def sweep_width_from_range(range_m: ArrayLike, visibility: str = "") -> Floats:
    """Return the sweep width [m] on land from the average range of detection [m], where no trial was made.

    range_m     mean distance at which one of us first sees such an object, walking towards it from several sides [m]
    visibility  of the object: 'high' 1.8, 'medium' 1.6, 'low' 1.1 times the range; '' all classes together, 1.645 times

    Weak for what is hard to see: R2 is 0.32 for 'low', which dull clothes are, and few of the trials were in dry country.
    Errors: BelowZero, NotANumber, UnknownCurve. Source: Koester et al. 2014, doi 10.1016/j.wem.2013.09.016, case ESW-RD.
    """
    known = {**RANGES, "": ALL_RANGES}
    if visibility not in known:
        raise UnknownCurve(value=str(visibility), known=", ".join(RANGES))
    return np.asarray(not_negative(range_m, "el alcance") * known[visibility])[()]


def sweep_width_from_boat(sought: str, visibility_m: float, wind_mps: float = 0.0) -> float:
    """Return the visual sweep width [m] from a small boat.

    sought        'person in water' or a raft: '1-person raft' to '10-person raft' as in tables/boat_sweep_widths.csv
    visibility_m  [m, 1 nautical mile or more]; between the columns straight, beyond the last column as there
    wind_mps      for a person in the water: x 0.5 above 15 knots, x 0.25 above 25; for a raft x 0.9 above 15

    The table is of slides of a manual and was not checked against it; the facts call the factor of rafts 'others' and do not
    say from which wind on. Errors: UnknownCurve, OutOfTable (visibility under a nautical mile), BelowZero, NotANumber. Source:
    ESW-BOAT.
    """
    table = boat_table()
    if sought not in table:
        raise UnknownCurve(value=str(sought), known=", ".join(table))
    miles, widths = table[sought]
    visibility = float(not_negative(visibility_m, "la visibilidad")) / NAUTICAL_MILE_M
    if visibility < miles[0]:
        raise OutOfTable(what="la visibilidad", value=f"{visibility_m:g} m", least=f"{NAUTICAL_MILE_M:g} m")
    wind = float(not_negative(wind_mps, "el viento")) / KNOT_MPS
    small = sought == "person in water"
    factor = 1.0 if wind <= 15 else (0.25 if wind > 25 else 0.5) if small else 0.9
    return float(np.interp(visibility, miles, widths)) * NAUTICAL_MILE_M * factor


@cache
def boat_table() -> MappingProxyType[str, tuple[Floats, Floats]]:
    """Return by object: visibilities and sweep widths [nautical miles]. Source and status stand in the file."""
    with BOAT_TABLE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if not row[0].startswith("#")]
    miles = np.array(rows[0][1:], dtype=float)
    return MappingProxyType({row[0]: (miles, np.array(row[1:], dtype=float)) for row in rows[1:]})


def random_search_cost(chance: ArrayLike) -> Floats:
    """Return how many times the effort of a search without overlap a random search needs for this POD: -ln(1 - p) / p.

    chance  [0 to 1, below 1]; for 0 the ratio is 1. Errors: NotAProbability, NotANumber.
    Source: nosc.mil, manyrobo, searchmeasures, equation 4; case GAIN-1.
    """
    found = chances(chance, "la detección")
    if (found == 1).any():
        raise NotAProbability(what="la detección", value="1")
    return np.asarray(np.where(found > 0, -np.log1p(-found) / np.where(found > 0, found, 1.0), 1.0))[()]


def _above_zero(values: ArrayLike, what: str) -> Floats:
    found = finite(values, what)
    if not (found > 0).all():
        raise NotAboveZero(what=what, value=f"{found.min():g}")
    return found
