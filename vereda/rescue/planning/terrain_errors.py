"""What can be wrong with terrain, places, priors and drift that somebody hands to the planner: one sentence each."""

from __future__ import annotations

from vereda.errors import FieldError


class DemUnreadable(FieldError):
    """The file is no raster that rasterio can open, or it has no elevation in it."""

    code = "rescue.dem_unreadable"
    hint = "No se pudo leer el modelo de elevación «{name}». Guárdelo como GeoTIFF de una banda e inténtelo otra vez."


class DemNotInMetres(FieldError):
    """The raster has no coordinate system, or one whose unit is not the metre (degrees, feet)."""

    code = "rescue.dem_not_in_metres"
    hint = (
        'El modelo de elevación está en «{crs}», no en metros. Páselo a UTM, o ponga "project": true en "dem" '
        "para que Vereda lo pase."
    )


class DemCellsNotSquare(FieldError):
    """The raster is turned, or its cells are not squares."""

    code = "rescue.dem_cells_not_square"
    hint = "Las celdas del modelo de elevación no son cuadros con el norte arriba. Vuelva a proyectarlo con celdas iguales."


class DemHasHoles(FieldError):
    """Some cells have no elevation: a way through a hole would be invented."""

    code = "rescue.dem_has_holes"
    hint = "Al modelo de elevación le faltan {count} celdas. Rellénelas o recorte el área a la parte completa."


class AreaTooLarge(FieldError):
    """More cells than one plan takes."""

    code = "rescue.area_too_large"
    hint = "El área tiene {count} celdas y caben {most}. Recorte el área o use celdas más grandes."


class AreaIsZero(FieldError):
    """The area has no surface: fewer than two cells on a side, or a cell without size."""

    code = "rescue.area_is_zero"
    hint = "El área mide cero. Dé al menos dos celdas por lado y un tamaño de celda mayor que cero."


class PlaceOutside(FieldError):
    """A point that the plan starts from is not on the terrain."""

    code = "rescue.place_outside"
    hint = "El lugar «{what}» queda fuera del terreno. Revise latitud y longitud, o use un terreno que lo cubra."


class PlaceBlocked(FieldError):
    """A point that the plan starts from stands in a barrier."""

    code = "rescue.place_blocked"
    hint = "El lugar «{what}» cae dentro de una barrera (río o cerca). Mueva el lugar o corrija la barrera."


class NotTheSameGrid(FieldError):
    """Two arrays that describe the same ground differ in shape."""

    code = "rescue.not_the_same_grid"
    hint = "«{what}» no tiene las mismas filas y columnas que el terreno. Prepárelo sobre el mismo terreno."


class NumberOutOfRange(FieldError):
    """A number that cannot be: negative hours, a weight below zero, something that is no number."""

    code = "rescue.number_out_of_range"
    hint = "«{what}» no puede ser {value}. Escriba un número {wanted}."


class UnknownWalkingModel(FieldError):
    """The walking model or its percentile is none of those that have published coefficients."""

    code = "rescue.unknown_walking_model"
    hint = "No hay modelo de marcha «{value}». Elija: {known}."


class NoDistances(FieldError):
    """The table of distances has no row for that behaviour in that land and terrain."""

    code = "rescue.no_distances"
    hint = "La tabla de distancias no tiene «{value}». Elija otra conducta o dé sus propias distancias con su fuente."


class NotAscending(FieldError):
    """Values that must not fall, such as the distances of rings, fall."""

    code = "rescue.not_ascending"
    hint = "«{what}» debe ir de menor a mayor. Revise el orden de los números."


class NoWeights(FieldError):
    """A mixture in which no part has a weight above zero."""

    code = "rescue.no_weights"
    hint = "Ninguna parte de la mezcla tiene peso. Dé a una al menos un peso mayor que cero."


class UnknownFloat(FieldError):
    """No row of leeway for that object."""

    code = "rescue.unknown_float"
    hint = "No hay datos de deriva por viento para «{value}». Elija: {known}."
