"""What can go wrong with missions."""

from __future__ import annotations

from vereda.errors import FieldError


class MissionNotOpen(FieldError):
    code = "rescue.mission_not_open"
    hint = "Esa misión ya está cerrada o no es de su grupo; vuelva a cargar la página."


class MissionNotClosed(FieldError):
    code = "rescue.mission_not_closed"
    hint = "Esa misión sigue abierta o no es de su grupo; vuelva a cargar la página."
