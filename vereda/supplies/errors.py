"""What can go wrong with supplies. What is odd but can be is no error: it is shown."""

from __future__ import annotations

from vereda.errors import FieldError


class NothingMoved(FieldError):
    code = "supplies.nothing_moved"
    hint = "Anote al menos un artículo y cuántas piezas."


class UnknownItem(FieldError):
    code = "supplies.unknown_item"
    hint = "El catálogo del país no tiene el artículo «{value}». Elija de la lista."


class InTheFuture(FieldError):
    code = "supplies.in_the_future"
    hint = "La hora está en el futuro. Revísela."


class OwnPost(FieldError):
    code = "supplies.own_post"
    hint = "Ese es su propio puesto. Elija el otro."


class CountNotHere(FieldError):
    code = "supplies.count_not_here"
    hint = "Ese conteo ya no está o no es de su grupo; vuelva a cargar la página."


class NothingToExplain(FieldError):
    code = "supplies.nothing_to_explain"
    hint = "Esa diferencia ya quedó explicada; vuelva a cargar la página."


class MovementNotHere(FieldError):
    code = "supplies.movement_not_here"
    hint = "Ese movimiento ya estaba retirado o no es de su grupo; vuelva a cargar la página."


class AlreadyNoted(FieldError):
    code = "supplies.already_noted"
    hint = "Eso ya estaba anotado; no se sumó dos veces."


class VehicleNotHere(FieldError):
    code = "supplies.vehicle_not_here"
    hint = "Ese vehículo no está en el registro de su grupo; vuelva a cargar la página."


class UnknownKind(FieldError):
    code = "supplies.unknown_kind"
    hint = "El catálogo del país no tiene «{value}». Elija de la lista."


class NumberMissing(FieldError):
    code = "supplies.number_missing"
    hint = "Escriba el número con el que lo conocen en el puesto."


class NumberTaken(FieldError):
    code = "supplies.number_taken"
    hint = "Ya hay uno de ese tipo con el número {value}. Ábralo, o dé otro número."


class TripNotOut(FieldError):
    code = "supplies.trip_not_out"
    hint = "Esa salida ya tiene regreso, está retirada o no es de su grupo; vuelva a cargar la página."


class TripNotHere(FieldError):
    code = "supplies.trip_not_here"
    hint = "Esa salida ya estaba retirada o no es de su grupo; vuelva a cargar la página."


class ErrandMissing(FieldError):
    code = "supplies.errand_missing"
    hint = "Elija el recorrido, o escriba a qué sale."


class FaultNotOpen(FieldError):
    code = "supplies.fault_not_open"
    hint = "Esa falla ya está reparada o no es de su grupo; vuelva a cargar la página."


class FaultMissing(FieldError):
    code = "supplies.fault_missing"
    hint = "Diga qué falla: elija de la lista o descríbala."


class LitresMissing(FieldError):
    code = "supplies.litres_missing"
    hint = "Escriba cuántos litros se cargaron."


class EquipmentNotHere(FieldError):
    code = "supplies.equipment_not_here"
    hint = "Ese equipo no está en el registro de su grupo; vuelva a cargar la página."
