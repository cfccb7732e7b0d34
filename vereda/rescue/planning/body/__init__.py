"""When to hurry: figures about bodies in heat, cold and water, each with model, edition and band. They raise urgency only.

Not yet approved by a clinician. Written out for searchers, scientists and clinicians in docs/engineer/body.md.
"""

from vereda.rescue.planning.body.cold import cold_water_survival, cold_water_table
from vereda.rescue.planning.body.figure import NOT_APPROVED, Figure, surface_m2
from vereda.rescue.planning.body.indices import heat_index, radiant_in_sun, utci, wbgt, wbgt_from_air, wind_chill
from vereda.rescue.planning.body.strain import HeatStrain, predicted_heat_strain
from vereda.rescue.planning.body.sweat import sweat_rate
from vereda.rescue.planning.body.urgency import Reason, Situation, Urgency, urgency
from vereda.rescue.planning.body.water import hours_to_dehydration, water_loss
from vereda.rescue.planning.body.work import TERRAIN_FACTORS, metabolic_rate

__all__ = [
    "NOT_APPROVED",
    "TERRAIN_FACTORS",
    "Figure",
    "HeatStrain",
    "Reason",
    "Situation",
    "Urgency",
    "cold_water_survival",
    "cold_water_table",
    "heat_index",
    "hours_to_dehydration",
    "metabolic_rate",
    "predicted_heat_strain",
    "radiant_in_sun",
    "surface_m2",
    "sweat_rate",
    "urgency",
    "utci",
    "water_loss",
    "wbgt",
    "wbgt_from_air",
    "wind_chill",
]
