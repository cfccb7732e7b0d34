"""What can go wrong with a child's path."""

from __future__ import annotations

from vereda.errors import FieldError


class NoChildrenAlone(FieldError):
    code = "protection.no_children_alone"
    hint = "En ese encuentro no se anotó a niñas o niños solos. Corrija primero el encuentro."


class PathAlreadyOpen(FieldError):
    code = "protection.path_already_open"
    hint = "Ya se abrió la ruta de esas niñas y niños; vuelva a cargar la página."


class PathNotOpen(FieldError):
    code = "protection.path_not_open"
    hint = "Esa ruta ya está cerrada o no es de su grupo; vuelva a cargar la página."


class PathNotClosed(FieldError):
    code = "protection.path_not_closed"
    hint = "Esa ruta sigue abierta o no es de su grupo; vuelva a cargar la página."


class UnknownStep(FieldError):
    code = "protection.unknown_step"
    hint = "La ruta del país no tiene ese paso. Elija uno de la lista."
