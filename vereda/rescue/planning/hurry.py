"""When to hurry, as a plan says it: how soon, why, and from which model. It raises urgency only; it never ends a search."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from vereda.rescue.planning.body import Reason, Situation, Urgency, urgency
from vereda.rescue.planning.body.figure import JUDGEMENT
from vereda.rescue.planning.scenario import Scenario
from vereda.said import Said, joined, noop

CAUTION = Said(noop("Ningún clínico lo ha aprobado todavía. Solo apura: por más horas que pasen hay prisa, y se sigue buscando."))
SOON: Mapping[str, str] = MappingProxyType(
    {
        "now": noop("ahora"),
        "within_1h": noop("en menos de 1 hora"),
        "within_3h": noop("en menos de 3 horas"),
        "within_6h": noop("en menos de 6 horas"),
        "within_12h": noop("en menos de 12 horas"),
    }
)
WHY: Mapping[str, str] = MappingProxyType(
    {
        "HEAT": noop("calor"),
        "WATER": noop("falta de agua"),
        "COLD": noop("frío"),
        "IMMERSION": noop("están en el agua"),
        "NO_WEATHER": noop("no se sabe el tiempo que hace"),
        "SUN": noop("sol"),
        "EXERTION": noop("esfuerzo"),
        "NO_WATER": noop("sin agua"),
        "WET": noop("ropa mojada"),
        "CHILD": noop("niña o niño menor de 5"),
        "OLDER": noop("alguien de 60 o más"),
        "PREGNANT": noop("embarazo"),
    }
)
MODELS: Mapping[str, str] = MappingProxyType(
    {
        "time to dehydration": noop("tiempo hasta la deshidratación"),
        "Predicted Heat Strain, time to core 38 C": noop("Predicted Heat Strain, tiempo hasta 38 °C de temperatura interna"),
        "cold on land, steps of the felt temperature": noop("frío en tierra, por escalones de la temperatura que se siente"),
        "cold water, Hayward (light clothing, life jacket, core to 30 C)": (
            noop("agua fría, Hayward (ropa ligera, chaleco, hasta 30 °C de temperatura interna)")
        ),
    }
)
JUDGED = Said(noop("lo estimaron quienes hicieron Vereda, sin un margen publicado"))
BANDS: Mapping[str, Said] = MappingProxyType(
    {
        "from the band of the loss": Said(noop("según el margen de la pérdida de agua")),
        f"40 % sooner to 25 % later: {JUDGEMENT}": Said(
            noop("de un 40 por ciento antes a un 25 por ciento después: {judged}"), judged=JUDGED
        ),
        f"factor 2: {JUDGEMENT}": Said(noop("de la mitad al doble: {judged}"), judged=JUDGED),
        f"half the value to the larger of 1.5 times and Xu's curve: {JUDGEMENT}; cold shock and swim failure come first": Said(
            noop(
                "de la mitad a lo mayor entre 1.5 veces y la curva de Xu: {judged}; "
                "el choque por frío y no poder nadar llegan antes"
            ),
            judged=JUDGED,
        ),
    }
)


def hurry_of(scenario: Scenario) -> Urgency:
    """Return how soon to go; what the scenario does not tell is taken on the careful side. Raises BodyValueImpossible."""
    told = scenario.people.model_dump(exclude_none=True) if scenario.people else {}
    return urgency(Situation(hours=scenario.last_known.hours_ago, **told))


def hurry_sentence(found: Urgency) -> Said:
    """Return it in one line, with what must stand beside it."""
    return Said(noop("Hay que llegar con ellos {soon}. {caution}"), soon=how_soon(found), caution=CAUTION)


def how_soon(found: Urgency) -> Said:
    """Return 'ahora', 'en menos de 3 horas' ..."""
    return Said(SOON[found.how_soon])


def told_hurry(found: Urgency) -> dict[str, Any]:  # Any: JSON
    """Return it as a plan writes it."""
    return {
        "how_soon": how_soon(found),
        "within_hours": found.within_h,
        "reasons": [_told_reason(reason) for reason in found.reasons],
        "caution": CAUTION,
    }


def _told_reason(reason: Reason) -> dict[str, Any]:  # Any: JSON
    figure = reason.figure
    return {
        "why": joined((Said(WHY.get(code, code)) for code in (reason.code, *reason.raised)), ", "),
        "hours_after_last_sign": reason.by_h,
        "model": joined((Said(MODELS.get(figure.model, figure.model)), figure.edition), ", ") if figure else None,
        "source": figure.source if figure else None,
        "band": BANDS.get(figure.band, figure.band) if figure else None,
    }
