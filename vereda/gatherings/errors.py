"""What can go wrong with distributions, receptions and caravans. What is odd is no error: it is recorded, and shown."""

from __future__ import annotations

from vereda.errors import FieldError


class NotOpen(FieldError):
    code = "gatherings.not_open"
    hint = "Ya está cerrado o no es de su grupo; vuelva a cargar la página."


class NotClosed(FieldError):
    code = "gatherings.not_closed"
    hint = "Sigue abierto o no es de su grupo; vuelva a cargar la página."


class NotReceived(FieldError):
    code = "gatherings.not_received"
    hint = "Esa recepción ya llegó, se cerró o no es de su grupo; vuelva a cargar la página."


class NothingOffered(FieldError):
    code = "gatherings.nothing_offered"
    hint = "Elija al menos una cosa de las que se van a dar."


class UnknownItem(FieldError):
    code = "gatherings.unknown_item"
    hint = "El catálogo no tiene «{value}». Elija de la lista."


class NothingCounted(FieldError):
    code = "gatherings.nothing_counted"
    hint = "Escriba cuántas personas o cuántas cosas se suman."


class NothingLate(FieldError):
    code = "gatherings.nothing_late"
    hint = "No hay nada que agregar: el encuentro ya tiene todo lo contado."


class TokensBackwards(FieldError):
    code = "gatherings.tokens_backwards"
    hint = "Las fichas van de la {first} a la {last}: la última no puede ser menor que la primera."


class LaneMissing(FieldError):
    code = "gatherings.lane_missing"
    hint = "Diga qué fila lleva, o qué fichas reparte: de cuál a cuál."


class WordsMissing(FieldError):
    code = "gatherings.words_missing"
    hint = "Escriba por qué no cuadra."


class ArrivesInThePast(FieldError):
    code = "gatherings.arrives_in_the_past"
    hint = "La hora de llegada ({due}) es anterior al aviso. Revise la hora, o déjela vacía."


class CaravanNotOpen(FieldError):
    code = "gatherings.caravan_not_open"
    hint = "Esa caravana ya no está con su grupo; vuelva a cargar la página."


class CaravanNotLeft(FieldError):
    code = "gatherings.caravan_not_left"
    hint = "Esa caravana sigue con su grupo; vuelva a cargar la página."


class NameMissing(FieldError):
    code = "gatherings.name_missing"
    hint = "Póngale un nombre a la caravana, sin nombres de personas."


class KeyWrong(FieldError):
    code = "gatherings.key_wrong"
    hint = "La clave tiene ocho letras o cifras, por ejemplo 7QM2-X4RD. Pídala por radio al grupo que la abrió."


class AlreadyJoined(FieldError):
    code = "gatherings.already_joined"
    hint = "Su grupo ya está en esa caravana; ábrala en la lista."


class PeopleMissing(FieldError):
    code = "gatherings.people_missing"
    hint = "Escriba cuántas personas, o las filas y cuántas personas por fila."


class NotOfGroup(FieldError):
    code = "gatherings.encounter_not_of_group"
    hint = "Ese encuentro no es de su grupo o ya no está."


class PointNotOpen(FieldError):
    code = "gatherings.child_point_not_open"
    hint = "El punto de niñez está cerrado. Ábralo primero, para que se sepa quién está a cargo."
