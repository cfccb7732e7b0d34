"""Search planning for searchers and scientists: arrays in, arrays out; importable without Django. These names are kept stable."""

from vereda.rescue.planning.alive import alive_weights
from vereda.rescue.planning.allocation import allocate
from vereda.rescue.planning.assignment import assign
from vereda.rescue.planning.bayes import Clue, Searched, apply_clue, by_response, cumulative_pod, replay, success, update
from vereda.rescue.planning.dem import Dem, geographic_dem, read_dem
from vereda.rescue.planning.detection import (
    coverage,
    coverage_of_spacing,
    pod,
    random_search_cost,
    rate_per_hour,
    sweep_width,
    sweep_width_from_boat,
    sweep_width_from_range,
)
from vereda.rescue.planning.detours import longest_detour
from vereda.rescue.planning.distances import Distances, distances
from vereda.rescue.planning.drift import RiverReach, drift, leeway, open_water_prior
from vereda.rescue.planning.flat import flat_dem
from vereda.rescue.planning.hurry import hurry_sentence
from vereda.rescue.planning.outputs import check_names, write_plan
from vereda.rescue.planning.plan import SearchPlan, search_plan
from vereda.rescue.planning.priors import Prior, along, corridor_prior, mixture, point_prior, ring_prior, walked_between
from vereda.rescue.planning.reach import isochrones, reach
from vereda.rescue.planning.scenario import Scenario, read_scenario
from vereda.rescue.planning.several import allocate_many
from vereda.rescue.planning.tracks import track_coverage, track_lengths, track_pod
from vereda.rescue.planning.walkers import walk, walked_prior
from vereda.rescue.planning.walking import terrain_factors, walking_speed

__all__ = [
    "Clue",
    "Dem",
    "Distances",
    "Prior",
    "RiverReach",
    "Scenario",
    "SearchPlan",
    "Searched",
    "alive_weights",
    "allocate",
    "allocate_many",
    "along",
    "apply_clue",
    "assign",
    "by_response",
    "check_names",
    "corridor_prior",
    "coverage",
    "coverage_of_spacing",
    "cumulative_pod",
    "distances",
    "drift",
    "flat_dem",
    "geographic_dem",
    "hurry_sentence",
    "isochrones",
    "leeway",
    "longest_detour",
    "mixture",
    "open_water_prior",
    "pod",
    "point_prior",
    "random_search_cost",
    "rate_per_hour",
    "reach",
    "read_dem",
    "read_scenario",
    "replay",
    "ring_prior",
    "search_plan",
    "success",
    "sweep_width",
    "sweep_width_from_boat",
    "sweep_width_from_range",
    "terrain_factors",
    "track_coverage",
    "track_lengths",
    "track_pod",
    "update",
    "walk",
    "walked_between",
    "walked_prior",
    "walking_speed",
    "write_plan",
]
