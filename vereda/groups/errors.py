"""What can go wrong with shifts and patrols."""

from __future__ import annotations

from vereda.errors import FieldError


class PatrolNotOut(FieldError):
    code = "groups.patrol_not_out"
    hint = "Ese recorrido ya regresó o no es de su grupo; vuelva a cargar la página."


class PatrolNotBack(FieldError):
    code = "groups.patrol_not_back"
    hint = "Ese recorrido sigue fuera o no es de su grupo; vuelva a cargar la página."


class PatrolAlreadyWithdrawn(FieldError):
    code = "groups.patrol_already_withdrawn"
    hint = "Ese recorrido ya estaba retirado o no es de su grupo; vuelva a cargar la página."


class ShiftNotOpen(FieldError):
    code = "groups.shift_not_open"
    hint = "Ese turno ya terminó; abra uno nuevo."


class ShiftAlreadyOpen(FieldError):
    code = "groups.shift_already_open"
    hint = "Ya hay un turno abierto en el grupo; termínelo antes de abrir otro."


class RouteMissing(FieldError):
    code = "groups.route_missing"
    hint = "Diga la ruta del recorrido, por nombre o número."


class BackBeforeDeparture(FieldError):
    code = "groups.back_before_departure"
    hint = "El regreso ({back}) no puede ser antes de la salida ({out}). Revise la hora."
