"""Search planning for searchers and scientists: arrays in, arrays out; importable without Django. These names are kept stable."""

from vereda.rescue.planning.dem import Dem, geographic_dem, read_dem
from vereda.rescue.planning.detours import longest_detour
from vereda.rescue.planning.distances import Distances, distances
from vereda.rescue.planning.drift import RiverReach, drift, leeway, open_water_prior
from vereda.rescue.planning.priors import Prior, along, corridor_prior, mixture, point_prior, ring_prior, walked_between
from vereda.rescue.planning.reach import isochrones, reach
from vereda.rescue.planning.walking import terrain_factors, walking_speed

__all__ = [
    "Dem",
    "Distances",
    "Prior",
    "RiverReach",
    "along",
    "corridor_prior",
    "distances",
    "drift",
    "geographic_dem",
    "isochrones",
    "leeway",
    "longest_detour",
    "mixture",
    "open_water_prior",
    "point_prior",
    "reach",
    "read_dem",
    "ring_prior",
    "terrain_factors",
    "walked_between",
    "walking_speed",
]
