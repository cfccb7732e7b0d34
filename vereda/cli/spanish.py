"""What click says of an option or an argument, in Spanish: its usage lines, and what is wrong with what was typed.

Click asks the default text domain of the process, for which it has no catalogue and no setting: its words are put in its place.
"""

from __future__ import annotations

import gettext as catalogues
from collections.abc import Callable
from types import ModuleType

from click import core, decorators, exceptions, formatting, parser, termui, types

MODULES: tuple[ModuleType, ...] = (core, decorators, exceptions, formatting, parser, termui, types)

SPANISH = {
    "Aborted!": "Cancelado.",
    "Options": "Opciones",
    "Commands": "Órdenes",
    "Positional arguments": "Argumentos",
    "Usage:": "Uso:",
    "default: {default}": "si no se dice: {default}",
    "Show this message and exit.": "Mostrar esta ayuda.",
    "Error: {message}": "No sirve: {message}",
    "Try '{command} {option}' for help.": "Para ver cómo se usa: {command} {option}",
    "Missing command.": "Falta decir qué orden.",
    "Missing argument": "Falta el argumento",
    "Missing option": "Falta la opción",
    "Missing parameter": "Falta",
    "Missing {param_type}": "Falta {param_type}",
    "Missing parameter: {param_name}": "Falta {param_name}",
    "Invalid value: {message}": "{message}",
    "Invalid value for {param_hint}: {message}": "En {param_hint}: {message}",
    "No such option {name!r}.": "no hay opción «{name}».",
    "No such command {name!r}.": "no hay orden «{name}».",
    "Did you mean {possibility}?": "¿Quiso decir {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(¿Quiso decir una de estas: {possibilities}?)",
    "Got unexpected extra argument ({args})": "sobra ({args}); un nombre con espacios va entre comillas",
    "Got unexpected extra arguments ({args})": "sobran ({args}); un nombre con espacios va entre comillas",
    "Option {name!r} does not take a value.": "la opción {name} no lleva valor.",
    "Option {name!r} requires an argument.": "a la opción {name} le falta su valor.",
    "Option {name!r} requires {nargs} arguments.": "la opción {name} lleva {nargs} valores.",
    "Choose from:\n\t{choices}": "Uno de:\n\t{choices}",
    "{value!r} is not {choice}.": "«{value}» no es {choice}.",
    "{value!r} is not one of {choices}.": "«{value}» no es uno de {choices}.",
    "{value!r} does not match the format {format}.": "«{value}» no se escribe como {format}.",
    "{value!r} does not match the formats {formats}.": "«{value}» no se escribe como alguno de {formats}.",
    "{value!r} is not a valid {number_type}.": "«{value}» no es un número.",
    "{value} is not in the range {range}.": "{value} no está entre los que se pueden: {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": "«{value}» no es sí o no. Sirven: {states}",
    "{value!r} is not a valid UUID.": "«{value}» no es una clave de registro.",
    "{name} {filename!r} does not exist.": "«{filename}» no existe; revise el nombre y en qué carpeta está.",
    "{name} {filename!r} is a file.": "«{filename}» es un archivo, y se espera una carpeta.",
    "{name} {filename!r} is a directory.": "«{filename}» es una carpeta, y se espera un archivo.",
    "{name} {filename!r} is not readable.": "«{filename}» no se puede leer con esta cuenta.",
    "{name} {filename!r} is not writable.": "«{filename}» no se puede escribir con esta cuenta.",
    "Could not open file {filename!r}: {message}": "No se abre el archivo «{filename}»: {message}",
}
"""Sentence of click to ours, with the same names in braces."""


def teach_click(language: str) -> None:
    """Let click speak the language of the terminal: 'es', or its own English."""
    one: Callable[[str], str] = catalogues.gettext
    many: Callable[[str, str, int], str] = catalogues.ngettext
    if language == "es":
        one, many = _said, _counted
    for module in MODULES:
        for name, says in (("_", one), ("ngettext", many)):
            if hasattr(module, name):
                setattr(module, name, says)


def _said(text: str) -> str:
    return SPANISH.get(text, text)


def _counted(one: str, more: str, count: int) -> str:
    return _said(one if count == 1 else more)
