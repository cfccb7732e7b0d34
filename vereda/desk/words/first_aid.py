"""Words of first aid."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.medical.door import (
    Alarm,
    Band,
    Colour,
    Consciousness,
    Direction,
    Grade,
    Known,
    Mechanism,
    Nourished,
    Outcome,
    SafetyFlag,
    Treatment,
)

type Words = Mapping[str, str | Promise]

GROUPS: Words = {
    "heat_cold": lazy("Calor, frío, sed"),
    "feet_skin": lazy("Pies y piel"),
    "injury": lazy("Golpes y heridas"),
    "bite": lazy("Picaduras y mordidas"),
    "breath": lazy("Respiración y agua"),
    "illness": lazy("Enfermedad"),
    "mother_child": lazy("Embarazo, bebés, niñez"),
    "mind": lazy("Ánimo"),
}
"""Groups of complaints, in the order of the form."""
MECHANISMS: Words = {
    Mechanism.UNKNOWN: lazy("Sin dato"),
    Mechanism.WALKING: lazy("Caminando"),
    Mechanism.FALL: lazy("Caída"),
    Mechanism.TRAIN: lazy("Tren"),
    Mechanism.VEHICLE: lazy("Vehículo"),
    Mechanism.WATER: lazy("Agua"),
    Mechanism.HEAT: lazy("Calor"),
    Mechanism.COLD: lazy("Frío"),
    Mechanism.ASSAULT: lazy("Agresión"),
    Mechanism.ANIMAL: lazy("Animal"),
    Mechanism.ILLNESS: lazy("Enfermedad"),
    Mechanism.OTHER: lazy("Otra causa"),
}
TREATMENTS: Words = {
    Treatment.PRESSURE: lazy("Presión en la herida"),
    Treatment.TOURNIQUET: lazy("Torniquete"),
    Treatment.WOUND: lazy("Limpieza y vendaje"),
    Treatment.SPLINT: lazy("Inmovilización"),
    Treatment.FLUIDS: lazy("Suero oral o líquidos"),
    Treatment.COOLING: lazy("Enfriamiento"),
    Treatment.WARMING: lazy("Abrigo y calor"),
    Treatment.OXYGEN: lazy("Oxígeno"),
    Treatment.POSITION: lazy("Posición"),
    Treatment.BREATHS: lazy("Respiraciones de rescate"),
    Treatment.OWN_MEDICINE: lazy("Su propio medicamento"),
    Treatment.MEDICINE: lazy("Medicamento"),
    Treatment.TALK: lazy("Escucha y calma"),
    Treatment.OTHER: lazy("Otra cosa"),
}
OUTCOMES: Words = {
    Outcome.WALKS: lazy("Sigue su camino"),
    Outcome.STAYS: lazy("Se queda aquí o en albergue"),
    Outcome.REFERRED: lazy("Se le refirió"),
    Outcome.TRANSPORTED: lazy("Traslado al hospital con el grupo"),
    Outcome.AMBULANCE: lazy("Se fue en ambulancia"),
    Outcome.REFUSED: lazy("No quiso atención"),
    Outcome.DIED: lazy("Falleció"),
}
FLAGS: Words = {
    SafetyFlag.NOTHING_BY_MOUTH: lazy("Nada por la boca"),
    SafetyFlag.DO_NOT_MOVE: lazy("No mover sin inmovilizar"),
    SafetyFlag.DO_NOT_LEAVE_ALONE: lazy("No dejar a solas"),
    SafetyFlag.MASK: lazy("Cubrebocas y distancia"),
    SafetyFlag.MEDICINE_DAILY: lazy("Necesita su medicamento cada día"),
}
KNOWN: Words = {Known.UNKNOWN: lazy("Sin dato"), Known.YES: lazy("Sí"), Known.NO: lazy("No")}
CONSCIOUSNESS: Words = {
    Consciousness.ALERT: lazy("Alerta"),
    Consciousness.CONFUSED: lazy("Confusión nueva"),
    Consciousness.VOICE: lazy("Responde a la voz"),
    Consciousness.PAIN: lazy("Responde al dolor"),
    Consciousness.UNRESPONSIVE: lazy("No responde"),
}
BANDS: Words = {
    Band.ROUTINE: lazy("De rutina"),
    Band.LOW: lazy("Baja"),
    Band.SINGLE_THREE: lazy("Un valor muy alterado"),
    Band.MEDIUM: lazy("Urgente"),
    Band.HIGH: lazy("Emergencia"),
}
ALARMS: Words = {Alarm.NONE: lazy("Sin alarma"), Alarm.WATCH: lazy("Vigilar"), Alarm.ALARM: lazy("Alarma")}
NOURISHED: Words = {
    Nourished.SEVERE: lazy("Desnutrición grave"),
    Nourished.MODERATE: lazy("Desnutrición moderada"),
    Nourished.ADEQUATE: lazy("Adecuado"),
}
GRADES: Words = {
    Grade.NONE: lazy("Sin hipotermia"),
    Grade.MILD: lazy("Hipotermia leve"),
    Grade.MODERATE: lazy("Hipotermia moderada"),
    Grade.SEVERE: lazy("Hipotermia grave"),
}
DIRECTIONS: Words = {Direction.RISES: lazy("sube"), Direction.FALLS: lazy("baja"), Direction.SAME: lazy("igual")}
COLOURS: Words = {
    Colour.RED: lazy("Rojo: primero"),
    Colour.YELLOW: lazy("Amarillo: puede esperar"),
    Colour.GREEN: lazy("Verde: camina"),
    Colour.BLACK: lazy("Negro: sin respirar"),
}
PARTS: Words = {
    "respirations": lazy("Respiraciones"),
    "spo2": lazy("Saturación"),
    "oxygen": lazy("Oxígeno"),
    "systolic": lazy("Presión sistólica"),
    "pulse": lazy("Pulso"),
    "consciousness": lazy("Conciencia"),
    "temperature_c": lazy("Temperatura"),
    "pain": lazy("Dolor"),
    "muac_mm": lazy("Brazo"),
    "score": lazy("NEWS2"),
}
"""What is measured, by the names of the rules."""
UNITS: Mapping[str, str] = {
    "spo2": "%",
    "systolic": "mmHg",
    "temperature_c": "°C",
    "muac_mm": "mm",
    "respirations": "/min",
    "pulse": "/min",
}
STEPS: Words = {
    "medical.first_aid_opened": lazy("Anotó primeros auxilios"),
    "medical.first_aid_corrected": lazy("Corrigió qué le pasa"),
    "medical.vitals_taken": lazy("Anotó signos vitales"),
    "medical.vitals_withdrawn": lazy("Quitó una medición equivocada"),
    "medical.treatment_given": lazy("Anotó lo que se hizo"),
    "medical.treatment_withdrawn": lazy("Quitó algo que no se dio"),
    "medical.triage_noted": lazy("Anotó un triage"),
    "medical.outcome_noted": lazy("Anotó cómo terminó"),
    "medical.first_aid_withdrawn": lazy("Anuló el registro: fue un error"),
    "medical.first_aid_reinstated": lazy("Repuso el registro"),
}
"""What an entry did, as a history says it."""


def begun(said: str) -> str:
    """Return words that begin a line with a capital letter: the table of complaints has none."""
    return said[:1].upper() + said[1:]


def said(words: Words, code: str) -> str:
    """Return the word for a code; a code of a newer version as it is."""
    return str(words.get(code, code))
