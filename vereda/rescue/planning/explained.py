"""A plan in sentences: what it takes for granted, and what each number of an area was made of."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from vereda.rescue.planning import scenario as told
from vereda.rescue.planning.alive import alive_said
from vereda.rescue.planning.drawn import barriers_said
from vereda.rescue.planning.plan import SearchPlan
from vereda.rescue.planning.walking import terrain_factors
from vereda.said import Said, joined, noop

PARTS: Mapping[str, str] = MappingProxyType(
    {"ring": noop("anillos"), "point": noop("punto"), "regions": noop("regiones"), "corridor": noop("corredor")}
)
GROUNDS: Mapping[str, str] = MappingProxyType(
    {
        "path": noop("Camino o brecha"),
        "loose_sand": noop("Arena suelta"),
        "rough_grass": noop("Pastizal"),
        "stony_ground": noop("Pedregal"),
        "river_bed": noop("Cauce de arroyo"),
        "forest_or_heath": noop("Monte o matorral"),
        "rock": noop("Roca"),
        "swamp": noop("Pantano"),
    }
)


def assumptions(plan: SearchPlan) -> list[Said]:
    """Return what the plan takes for granted, one sentence each."""
    told, dem = plan.scenario, plan.squares.dem
    said = [Said(noop("Peso {weight:g}. {said}"), weight=part.weight, said=part.said) for part in plan.parts]
    said += [
        Said(
            noop("Terreno: {source}, {rows} × {columns} celdas de {cell:.1f} m, {crs}."),
            source=dem.source,
            rows=dem.shape[0],
            columns=dem.shape[1],
            cell=dem.cell_m,
            crs=dem.crs,
        ),
        _walking_said(told.walking),
        *barriers_said(told),
        Said(
            noop(
                "Detección: 1 - exp(-cobertura), la curva prudente; "
                "cobertura = ancho de barrido × velocidad × horas / superficie."
            )
        ),
    ]
    said += [_resource_said(one) for one in told.resources]
    if told.walking.limits:
        said.append(Said(noop("Nadie está más lejos de lo que se camina en {hours:g} h."), hours=told.last_known.hours_ago))
    clue = noop("Pista «{name}»: ahí es {times:g} veces tan probable.")
    said += [Said(clue, name=one.name, times=one.times) for one in told.clues]
    if told.answers is not None:
        said.append(_answers_said(told.answers))
    if plan.weight is not None:
        said.append(alive_said(plan.hurry))
    return said + [_searched_said(one) for one in told.searched] + [_track_said(one) for one in told.tracks]


def _walking_said(walking: told.Walking) -> Said:
    pace: str = walking.model
    if walking.percentile:
        pace = Said(noop("{model}, percentil {percentile}"), model=walking.model, percentile=walking.percentile)
    return Said(
        noop("Marcha: {pace}, suelo «{ground}» (×{times:g}); subir y bajar no cuestan lo mismo."),
        pace=pace,
        ground=Said(GROUNDS.get(walking.ground, walking.ground)),
        times=terrain_factors()[walking.ground],
    )


def _resource_said(one: told.Resource) -> Said:
    said = noop("{name}: {hours:g} h a {speed:g} km/h con ancho de barrido de {sweep:g} m.")
    return Said(said, name=one.name, hours=one.hours, speed=one.speed_kmh, sweep=one.sweep_m)


def _answers_said(share: float) -> Said:
    said = noop(
        "Contestarían si oyen gritos o silbato: {share:.0%}. Lo estimó quien planea. El plan sigue contando con que no "
        "contesten; quien se esconde o no puede contestar se busca con la vista."
    )
    return Said(said, share=share)


def _searched_said(one: told.Searched) -> Said:
    if one.pod_answers is None:
        return Said(noop("Búsqueda sin hallazgo «{name}»: detección {pod:.0%}."), name=one.name, pod=one.pod)
    said = noop("Búsqueda sin hallazgo «{name}»: detección {pod:.0%}; de quien contesta, {heard:.0%}.")
    return Said(said, name=one.name, pod=one.pod, heard=one.pod_answers)


def _track_said(one: told.Track) -> Said:
    said = noop("Trayecto sin hallazgo «{name}»: ancho de barrido de {sweep:g} m por lo andado en cada área.")
    return Said(said, name=one.name, sweep=one.sweep_m)


def area_of(plan: SearchPlan, row: int, column: int) -> Mapping[str, Any]:  # Any: JSON
    """Return what the plan says of one square, each number with what it was made of."""
    at = (row, column)
    poc, pod = float(plan.poc[at]), float(plan.pod[at])
    given = [(part.kind, float(cells[at])) for part, cells in zip(plan.parts, plan.by_part, strict=True)]
    hours = {
        one.name: round(float(h), 4) for one, h in zip(plan.scenario.resources, plan.hours[:, row, column], strict=True) if h > 0
    }
    walked = float(plan.walking_h[at])
    return {
        "name": name_of(row, column),
        "order": int(plan.order[at]),
        "ring": plan.squares.corners(row, column),
        "surface_km2": round(float(plan.squares.surface_m2[at]) / 1e6, 6),
        "probability": poc,
        "probability_by_part": {f"{number}. {kind}": share for number, (kind, share) in enumerate(given, 1)},
        "walking_hours": walked if math.isfinite(walked) else None,
        **({} if plan.weight is None else {"weight_in_time": float(plan.weight[at])}),
        "hours": hours,
        "coverage": float(plan.coverage[at]),
        "detection": pod,
        "success": poc * pod,
        "probability_if_not_found": float(plan.after[at]),
        "why": _why(plan, at, given, sum(hours.values())),
    }


def _why(plan: SearchPlan, at: tuple[int, int], given: list[tuple[str, float]], hours: float) -> Said:
    made = [
        Said(noop("{number}. {part} {share:.2%}"), number=number, part=Said(PARTS[kind]), share=share)
        for number, (kind, share) in enumerate(given, 1)
    ]
    poc = noop("Probabilidad {poc:.2%} (antes de pistas y búsquedas: {made}).")
    parts = [Said(poc, poc=float(plan.poc[at]), made=joined(made, ", ")), _work_said(plan, at, hours)]
    if plan.weight is not None:
        parts.append(Said(noop("Pesa {by:.2f} al repartir las horas, por cuándo se llega."), by=float(plan.weight[at])))
    return joined(parts, " ")


def _work_said(plan: SearchPlan, at: tuple[int, int], hours: float) -> Said:
    after = float(plan.after[at])
    if not hours:
        return Said(
            noop("Este plan no manda a nadie ahí; si no se halla a nadie en las demás, queda en {after:.2%}."), after=after
        )
    work = noop(
        "Con {hours:.1f} h la cobertura es {coverage:.2f} y la detección {pod:.0%}; si no se halla a nadie, queda en {after:.2%}."
    )
    return Said(work, hours=hours, coverage=float(plan.coverage[at]), pod=float(plan.pod[at]), after=after)


def name_of(row: int, column: int) -> str:
    """Return the name of a square: its row from the north and its column from the west."""
    return f"{row + 1}-{column + 1}"
