"""What can be wrong with a coordinate. The point itself is never in a message: it may be where a person stands."""

from __future__ import annotations

from typing import Any

from vereda.errors import FieldError


class BadPoint(FieldError):
    """A point that cannot be meant. `suggestion` is (lat, lon) in degrees, or None; it stays out of codes and logs."""

    code = "places.bad_point"
    hint = "Revise la latitud y la longitud."

    def __init__(self, suggestion: tuple[float, float] | None = None, **details: Any) -> None:  # Any: as in FieldError
        self.suggestion = suggestion
        super().__init__(**details)


class NotACoordinate(BadPoint):
    code = "places.not_a_coordinate"
    hint = "La latitud va de -90 a 90 y la longitud de -180 a 180, en grados. Revise los dos números."


class EmptyPoint(BadPoint):
    code = "places.empty_point"
    hint = "El punto 0, 0 no es un lugar: el aparato aún no sabía dónde estaba. Deje vacíos los dos o escriba el punto."


class CoordinatesSwapped(BadPoint):
    code = "places.coordinates_swapped"
    hint = "La latitud y la longitud están cambiadas. Escriba primero la latitud y luego la longitud."


class SignMissing(BadPoint):
    code = "places.sign_missing"
    hint = "Al punto le falta o le sobra un signo menos. Aquí la latitud va con {north} y la longitud con {east}."


class OutsideCountry(BadPoint):
    code = "places.outside_country"
    hint = "El punto está lejos de {country} y de sus fronteras. Revise los dos números."


class PointNotRead(BadPoint):
    code = "places.point_not_read"
    hint = "No se entiende el punto. Pegue el enlace del mapa, o escriba latitud y longitud: 28.7001, -100.5230."


class PointHidden(BadPoint):
    code = "places.point_hidden"
    hint = "Ese enlace no trae el punto; solo se sabe con internet. Ábralo en un teléfono y copie los números que salen."


class PointsDiffer(BadPoint):
    code = "places.points_differ"
    hint = "Ahí hay dos lugares distintos. Deje solo uno."
