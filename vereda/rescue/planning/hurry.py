"""When to hurry, as a plan says it: how soon, why, and from which model. It raises urgency only; it never ends a search."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from vereda.rescue.planning.body import Reason, Situation, Urgency, urgency
from vereda.rescue.planning.body.figure import JUDGEMENT
from vereda.rescue.planning.scenario import Scenario

CAUTION = "Ningún clínico lo ha aprobado todavía. Solo apura: nunca dice que ya no hay prisa ni que se deje de buscar."
SOON: Mapping[str, str] = MappingProxyType(
    {
        "now": "ahora",
        "within_1h": "en menos de 1 hora",
        "within_3h": "en menos de 3 horas",
        "within_6h": "en menos de 6 horas",
        "within_12h": "en menos de 12 horas",
    }
)
WHY: Mapping[str, str] = MappingProxyType(
    {
        "HEAT": "calor",
        "WATER": "falta de agua",
        "COLD": "frío",
        "IMMERSION": "están en el agua",
        "NO_WEATHER": "no se sabe el tiempo que hace",
        "SUN": "sol",
        "EXERTION": "esfuerzo",
        "NO_WATER": "sin agua",
        "WET": "ropa mojada",
        "CHILD": "niña o niño menor de 5",
        "OLDER": "alguien de 60 o más",
        "PREGNANT": "embarazo",
    }
)
MODELS: Mapping[str, str] = MappingProxyType(
    {
        "time to dehydration": "tiempo hasta la deshidratación",
        "Predicted Heat Strain, time to core 38 C": "Predicted Heat Strain, tiempo hasta 38 °C de temperatura interna",
        "cold on land, steps of the felt temperature": "frío en tierra, por escalones de la temperatura que se siente",
        "cold water, Hayward (light clothing, life jacket, core to 30 C)": (
            "agua fría, Hayward (ropa ligera, chaleco, hasta 30 °C de temperatura interna)"
        ),
    }
)
JUDGED = "es juicio de quienes hicieron Vereda; no se leyó ningún error publicado"
BANDS: Mapping[str, str] = MappingProxyType(
    {
        "from the band of the loss": "según el margen de la pérdida de agua",
        f"40 % sooner to 25 % later: {JUDGEMENT}": f"de 40 % antes a 25 % después: {JUDGED}",
        f"factor 2: {JUDGEMENT}": f"de la mitad al doble: {JUDGED}",
        f"half the value to the larger of 1.5 times and Xu's curve: {JUDGEMENT}; cold shock and swim failure come first": (
            f"de la mitad a lo mayor entre 1.5 veces y la curva de Xu: {JUDGED}; el choque por frío y no poder nadar llegan antes"
        ),
    }
)


def hurry_of(scenario: Scenario) -> Urgency:
    """Return how soon to go; what the scenario does not tell is taken on the careful side. Raises BodyValueImpossible."""
    told = scenario.people.model_dump(exclude_none=True) if scenario.people else {}
    return urgency(Situation(hours=scenario.last_known.hours_ago, **told))


def hurry_sentence(found: Urgency) -> str:
    """Return it in one line, with what must stand beside it."""
    return f"Hay que llegar con ellos {SOON[found.how_soon]}. {CAUTION}"


def told_hurry(found: Urgency) -> dict[str, Any]:  # Any: JSON
    """Return it as a plan writes it."""
    return {
        "how_soon": SOON[found.how_soon],
        "within_hours": found.within_h,
        "reasons": [_told_reason(reason) for reason in found.reasons],
        "caution": CAUTION,
    }


def _told_reason(reason: Reason) -> dict[str, Any]:  # Any: JSON
    figure = reason.figure
    return {
        "why": ", ".join(WHY.get(code, code) for code in (reason.code, *reason.raised)),
        "hours_after_last_sign": reason.by_h,
        "model": f"{MODELS.get(figure.model, figure.model)}, {figure.edition}" if figure else None,
        "source": figure.source if figure else None,
        "band": BANDS.get(figure.band, figure.band) if figure else None,
    }
