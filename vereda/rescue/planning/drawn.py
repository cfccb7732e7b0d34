"""What people drew for a plan, by hand or in a file: barriers that nobody crosses or that take minutes, regions with a share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from vereda.rescue.errors.map_file import MapFileFaulty
from vereda.rescue.planning.areas import Points, drawn_area, drawn_lines, share_on_terrain
from vereda.rescue.planning.dem import Dem
from vereda.rescue.planning.errors import ProbabilityAboveOne
from vereda.rescue.planning.numbers import Grid
from vereda.rescue.planning.priors import Prior
from vereda.rescue.planning.scenario import Barrier, Region, Regions, Scenario
from vereda.rescue.planning.scenario_errors import ScenarioLacks, ScenarioWrongValue, ShapesUnreadable
from vereda.rescue.planning.terrain_errors import PlaceOutside
from vereda.rescue.planning.walking import terrain_factors, walking_speed
from vereda.rescue.reading.map_file import LONGEST
from vereda.rescue.reading.shapes import Line, Shape, read_shapes
from vereda.said import Said, joined, noop

ROUNDING = 1e-9


def walls(scenario: Scenario, dem: Dem, folder: Path) -> npt.NDArray[np.bool_]:
    """Return which cells nobody enters [shape of the terrain]: lines by every cell they touch, areas with all that lies within.

    folder  where the files of the scenario lie
    Raises ScenarioLacks, ScenarioWrongValue, ShapesUnreadable.
    """
    found = np.zeros(dem.shape, bool)
    for barrier in scenario.barriers:
        for shape in _shapes(barrier, folder):
            if barrier.minutes is None:
                found |= drawn_lines(dem, [shape.points, *shape.holes])
                if shape.is_area:
                    found |= drawn_area(dem, shape.points, shape.holes)
            elif shape.is_area:
                raise ScenarioWrongValue(
                    field="barriers.minutes",
                    value=barrier.minutes,
                    wanted=Said(noop("Solo una línea se cruza en minutos; en un área no se entra.")),
                )
    return found


def time_factor(scenario: Scenario, dem: Dem, folder: Path) -> float | Grid | None:
    """Return how many times longer a way takes by its ground and by the lines that take time to cross: a number, or one by cell.

    A cell of such a line takes the minutes longer to walk through on the level. Where a line runs aslant to the cells, a way
    crosses two of them, and the minutes count up to twice. Of several lines in a cell the slowest counts.
    """
    how = scenario.walking
    ground = None if how.ground == "path" else terrain_factors()[how.ground]
    slow = [barrier for barrier in scenario.barriers if barrier.minutes is not None]
    if not slow:
        return ground
    level_mps = float(walking_speed(0.0, how.model, how.percentile, off_path=how.off_path))
    more = np.zeros(dem.shape)
    for barrier in slow:
        touched = drawn_lines(dem, [shape.points for shape in _shapes(barrier, folder)])
        more = np.maximum(more, np.where(touched, (barrier.minutes or 0.0) * 60 * level_mps / dem.cell_m, 0.0))
    return more + (ground or 1.0)


def regions_prior(part: Regions, dem: Dem, folder: Path) -> Prior:
    """Return regions evenly over their surface, each with its probability; what is in none or beyond the terrain is outside.

    Raises ProbabilityAboveOne, PlaceOutside, AreaIsZero, ScenarioLacks, ShapesUnreadable.
    """
    total = sum(region.probability for region in part.regions)
    if total > 1 + ROUNDING:
        raise ProbabilityAboveOne(total=total)
    cells = np.zeros(dem.shape)
    for region in part.regions:
        areas = _areas(region, folder)
        surfaces = [share_on_terrain(dem, shape.points, shape.holes) for shape in areas]
        whole = sum(surface for surface, _inside in surfaces)
        for shape, (surface, inside) in zip(areas, surfaces, strict=True):
            if inside > 0:
                there = drawn_area(dem, shape.points, shape.holes, demand=True)
                cells += there * (region.probability * surface / whole * inside / there.sum())
        if not any(inside for _surface, inside in surfaces):
            raise PlaceOutside(what=region.name)
    return Prior(cells, max(0.0, 1 - float(cells.sum())))


def regions_said(part: Regions) -> Said:
    """Return regions in one sentence, for the plan to say."""
    told = [Said("«{name}» {share:.0%}", name=region.name, share=region.probability) for region in part.regions]
    return Said(noop("Regiones dibujadas a mano, con su probabilidad: {told}."), told=joined(told, ", "))


def barriers_said(scenario: Scenario) -> list[Said]:
    """Return what the plan takes for granted of barriers, one sentence each."""
    return [_barrier_said(one) for one in scenario.barriers]


def _barrier_said(one: Barrier) -> Said:
    if one.minutes is None:
        return Said(noop("Barrera «{name}»: por ahí nadie pasa."), name=one.name)
    return Said(noop("Barrera «{name}»: cruzarla toma {minutes:g} minutos."), name=one.name, minutes=one.minutes)


def _areas(region: Region, folder: Path) -> Sequence[Shape]:
    if region.ring is not None:
        return [Shape(region.name, True, _closed(region.ring), tuple(_closed(hole) for hole in region.holes))]
    found = [shape for shape in _file(region.path, folder, "prior.regions: ring o path") if shape.is_area]
    if not found:
        raise ShapesUnreadable(name=region.path, why=Said(noop("no trae ningún área")))
    return found


def _shapes(barrier: Barrier, folder: Path) -> Iterable[Shape]:
    if barrier.line is not None:
        return [Shape(barrier.name, False, tuple(barrier.line))]
    if barrier.ring is not None:
        return [Shape(barrier.name, True, _closed(barrier.ring))]
    return _file(barrier.path, folder, "barriers: line, ring o path")


def _file(path: str | None, folder: Path, lacking: str) -> Sequence[Shape]:
    """Return what a file beside the scenario draws."""
    if path is None:
        raise ScenarioLacks(field=lacking)
    try:
        with (folder / path).open("rb") as file:
            return read_shapes(file.read(LONGEST + 1), path)
    except OSError as why:
        raise ShapesUnreadable(name=path, why=why.strerror or "no se abre") from why
    except MapFileFaulty as why:
        raise ShapesUnreadable(name=path, why=str(why)) from why


def _closed(ring: Points) -> Line:
    points = tuple((lon, lat) for lon, lat in ring)
    return points if points[0] == points[-1] else (*points, points[0])
