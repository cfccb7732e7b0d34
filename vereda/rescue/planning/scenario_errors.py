"""What can be wrong with a scenario file: one sentence each, and nothing is written."""

from __future__ import annotations

from vereda.errors import FieldError


class ScenarioUnreadable(FieldError):
    """The file is not there, is too long, or is no JSON."""

    code = "rescue.scenario_unreadable"
    hint = "No se pudo leer el escenario «{name}»: {why}. Guárdelo como JSON e inténtelo otra vez."


class ScenarioWithoutPlace(FieldError):
    """Nothing says where the people were seen last, or called from."""

    code = "rescue.scenario_without_place"
    hint = 'El escenario no dice dónde se vio o de dónde llamó a la gente. Escriba "last_known" con "lon" y "lat".'


class ScenarioLacks(FieldError):
    """A field that the plan needs is missing."""

    code = "rescue.scenario_lacks"
    hint = "Al escenario le falta «{field}». Escríbalo como dice docs/headquarters/plan.md."


class ScenarioUnknownField(FieldError):
    """A field that no plan knows: a slip of the pen would otherwise be silently left out."""

    code = "rescue.scenario_unknown_field"
    hint = "El escenario tiene «{field}», que el plan no conoce. Corrija el nombre o quítelo."


class ScenarioWrongValue(FieldError):
    """A field holds what cannot stand there."""

    code = "rescue.scenario_wrong_value"
    hint = "En el escenario, «{field}» no puede ser {value}. {wanted}"


class TrackUnreadable(FieldError):
    """A recorded track that cannot be read, or that nobody should read: too long, no GPX, entities that unpack without end."""

    code = "rescue.track_unreadable"
    hint = "No se pudo leer el trayecto «{name}»: {why}. Guárdelo otra vez como GPX desde el receptor o el teléfono."


class ShapesUnreadable(FieldError):
    """A file of barriers or regions that cannot be read, or that draws none."""

    code = "rescue.shapes_unreadable"
    hint = "No se pudo leer «{name}»: {why}. Traiga barreras y regiones como GeoJSON, KML o GPX, junto al escenario."


class PlanFormatUnknown(FieldError):
    """The name of the file to write ends in no form that a plan has."""

    code = "rescue.plan_format_unknown"
    hint = "No hay plan en forma de «{name}». Termine el nombre en {known}."


class PlanNotWritten(FieldError):
    """The file cannot be written where it was asked for."""

    code = "rescue.plan_not_written"
    hint = "No se pudo escribir «{name}»: {why}. Elija otra carpeta; no quedó nada a medias."
