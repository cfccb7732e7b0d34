"""What can go wrong with persons. Details never hold a name."""

from __future__ import annotations

from vereda.errors import FieldError


class ErasureNotAsked(FieldError):
    code = "people.erasure_not_asked"
    hint = "Nadie ha pedido borrar a esta persona, o ya se decidió. Vuelva a cargar la página."


class ErasureAlreadyAsked(FieldError):
    code = "people.erasure_already_asked"
    hint = "Ya se pidió borrar a esta persona; falta que otra cuenta lo apruebe."


class NameTooLong(FieldError):
    code = "people.name_too_long"
    hint = "El nombre o dato de la persona tiene {length} signos y caben {most}. Acórtelo."


class NameUnreadable(FieldError):
    code = "people.name_unreadable"
    hint = "El nombre o dato de la persona trae un signo que no se puede leer. Escríbalo otra vez."


class PersonNotFound(FieldError):
    code = "people.person_not_found"
    hint = "No hay una persona con ese folio en su grupo."
