"""Words of assistance points and numbered places."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from vereda.safety.door import PointState, RowFault

FOUND: Mapping[str, str | Promise] = {
    PointState.FINE: lazy("Está bien"),
    PointState.FILLED: lazy("Lo llené"),
    PointState.REPAIRED: lazy("Lo reparé"),
    PointState.EMPTY: lazy("Está vacío"),
    PointState.BROKEN: lazy("No funciona"),
    PointState.VANDALISED: lazy("Lo dañaron"),
    PointState.GONE: lazy("Ya no está"),
}
"""What somebody taps who was there."""

STANDS: Mapping[str, str | Promise] = {
    PointState.FINE: lazy("bien"),
    PointState.FILLED: lazy("lleno"),
    PointState.REPAIRED: lazy("reparado"),
    PointState.EMPTY: lazy("vacío"),
    PointState.BROKEN: lazy("no funciona"),
    PointState.VANDALISED: lazy("lo dañaron"),
    PointState.GONE: lazy("no está"),
}
"""How a point is, as it is read in a list."""

FAULTS: Mapping[str, str | Promise] = {
    "column_missing": lazy("Falta la columna «{value}». La primera línea debe decir: series,number,lat,lon."),
    "column_unknown": lazy("La columna «{value}» no se conoce. Bórrela o cámbiele el nombre."),
    "column_twice": lazy("La columna «{value}» está dos veces. Deje una."),
    "empty": lazy("Está vacío «{value}». Escríbalo o borre la línea."),
    "too_long": lazy("Es demasiado largo ({value} signos). Acórtelo."),
    "too_many_cells": lazy("Hay más celdas que columnas: {value}. Si una nota lleva comas, póngala entre comillas."),
    "too_many": lazy("Son más de {value} líneas. Divida la tabla."),
    "lat_wrong": lazy("«{value}» no es una latitud. Va de -90 a 90, en grados con punto. ¿Están cambiadas latitud y longitud?"),
    "lon_wrong": lazy("«{value}» no es una longitud. Va de -180 a 180, en grados con punto; en América lleva signo menos."),
    "twice": lazy("Está dos veces: {value}. El número de la derecha es la otra línea. Deje una."),
    "no_rows": lazy("No hay ninguna línea debajo del encabezado. Agregue al menos una."),
    "unreadable": lazy(
        "Desde aquí no se puede leer: falta cerrar unas comillas o hay signos que no son texto. Ciérrelas o bórrelos."
    ),
    "not_a_coordinate": lazy("{value} no es un punto. Revise los dos números."),
    "empty_point": lazy("0, 0 no es un lugar. Escriba el punto o borre la línea."),
    "coordinates_swapped": lazy("{value}: la latitud y la longitud están cambiadas. Póngalas al revés."),
    "sign_missing": lazy("{value}: falta un signo menos, o sobra. Revise los signos."),
    "outside_country": lazy("{value} queda lejos del país. Revise los dos números."),
}
"""What is wrong in a line of a table, and what to do."""


def said(words: Mapping[str, str | Promise], code: str) -> str:
    """Return the word for a code; a code of a newer version as it is."""
    return str(words.get(code, code))


def fault_said(fault: RowFault) -> str:
    """Return what is wrong in a line of a table, and what to do."""
    return said(FAULTS, fault.what).format(value=fault.value)
