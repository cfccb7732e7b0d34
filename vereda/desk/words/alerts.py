"""What the desk says of a list of alerts that cannot be taken as it is."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.rescue.door import AlertFault

FAULTS: Mapping[str, str | Promise] = {
    "column_missing": lazy("Falta la columna «{value}» en el encabezado. Agréguela."),
    "column_unknown": lazy("La columna «{value}» no se conoce. Quítela o corrija el nombre."),
    "column_twice": lazy("La columna «{value}» está dos veces. Deje una."),
    "cells": lazy("Hay {value} celdas (las que hay / las del encabezado). Si un texto lleva comas, póngalo entre comillas."),
    "unreadable": lazy("Desde aquí no se puede leer: falta cerrar unas comillas. Ciérrelas."),
    "unreadable_cell": lazy("Hay un signo que no se puede leer. Vuelva a escribir la celda."),
    "too_many": lazy("Son más de {value} renglones. Divida la lista."),
    "no_rows": lazy("No hay ningún renglón debajo del encabezado. Agregue al menos uno."),
    "twice": lazy("Es igual a la línea {value}. Si son dos alertas, escriba algo distinto en «ref»; si no, deje una."),
    "changed": lazy("«{value}» ya entró a esa hora y decía otra cosa. Corríjala en su página, o quite el renglón."),
    "nothing_told": lazy("No dice qué pasa, cuántas personas ni dónde. Escriba al menos una de las tres."),
    "empty": lazy("Falta cuándo avisaron. Escríbalo así: 2024-01-29T22:15-06:00."),
    "at_wrong": lazy("«{value}» no se entiende. Escriba la hora así: 2024-01-29T22:15-06:00."),
    "offset_missing": lazy("A «{value}» le falta el desfase con UTC. Escríbalo así: 2024-01-29T22:15-06:00."),
    "in_the_future": lazy("«{value}» todavía no llega. Revise el año y la hora."),
    "word_unknown": lazy("«{value}» no está en la lista del país. Use uno de sus códigos o palabras; varios, unidos por «|»."),
    "number_wrong": lazy("«{value}» no es un número entero dentro de lo que cabe. Si no se sabe, déjelo vacío."),
    "yes_no_wrong": lazy("«{value}»: escriba sí o no; si no se sabe, déjelo vacío."),
    "too_long": lazy("Es demasiado largo ({value} signos). Acórtelo."),
    "point_not_read": lazy("«{value}» no se entiende como un punto. Péguelo como lo muestra el mapa, o déjelo vacío."),
    "point_hidden": lazy("«{value}» es un enlace corto y no trae el punto. Ábralo y copie el enlace largo."),
    "points_differ": lazy("«{value}» trae dos puntos distintos. Deje uno."),
    "not_a_coordinate": lazy("«{value}» no es un punto. Revise los dos números."),
    "empty_point": lazy("0, 0 no es un lugar. Escriba el punto o deje la celda vacía."),
    "coordinates_swapped": lazy("«{value}»: la latitud y la longitud están cambiadas. Póngalas al revés."),
    "sign_missing": lazy("«{value}»: falta un signo menos, o sobra. Revise los signos."),
    "outside_country": lazy("«{value}» queda lejos del país. Revise los dos números."),
}
"""What is wrong on a line, and what to do."""


def fault_said(fault: AlertFault) -> str:
    """Return what is wrong on a line of a list, and what to do; with the column, where it is one cell."""
    said = str(FAULTS.get(fault.what, fault.what)).format(value=fault.value)
    return _("columna «{column}»: {said}").format(column=fault.column, said=said) if fault.column and fault.line > 1 else said
