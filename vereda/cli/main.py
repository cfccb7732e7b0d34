"""The root of the command line. A command lives in `vereda/cli/<module>.py` as a click command named `command`.

To add one, write the file and one line in COMMANDS. Modules are imported when their command is called,
after Django stands, so that `bin/vereda --help` is quick and models may be imported at the top of a file.
"""

from __future__ import annotations

import gettext as catalogues
import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import click

from vereda.cli.spanish import teach_click
from vereda.errors import FieldError
from vereda.said import spoken
from vereda.settings.environment import env
from vereda.settings.errors import OnlyPublicHere
from vereda.uncollected import uncollected

LOCALE = Path(__file__).parents[1] / "locale"


class Entry(NamedTuple):
    """module: file in vereda/cli; summary: its line in --help.

    needs_django  False for what reads only files
    needs_tables  True for what reads or writes the database, and may be the first command in a new home
    needs_pack    False for what may bring the pack of the country itself
    """

    module: str
    summary: str
    needs_django: bool = True
    needs_tables: bool = False
    needs_pack: bool = True


COMMANDS: dict[str, Entry] = {
    "serve": Entry("serve", "Arrancar Vereda en esta máquina."),
    "import": Entry("imports", "Importar encuentros de un archivo CSV.", needs_tables=True),
    "bulletin": Entry("bulletin", "Hacer el boletín: cuentas exactas, de uso interno.", needs_tables=True),
    "edition": Entry("edition", "Publicar las tablas de un mes, protegidas; revisarlas.", needs_tables=True),
    "facts": Entry("fact_rows", "Exportar los renglones exactos de un periodo, sin personas: uso interno.", needs_tables=True),
    "programme": Entry("programme", "Programas para donantes: informes, quién hace qué, celdas.", needs_tables=True),
    "workshops": Entry("workshops", "Talleres: qué falta preguntar, qué se prometió, el informe.", needs_tables=True),
    "figures": Entry("figures", "Cifras publicadas por otros: ediciones, revisiones, qué no concuerda.", needs_django=False),
    "practices": Entry("practices", "Buenas prácticas: buscarlas, leerlas, guardarlas como hoja.", needs_tables=True),
    "press": Entry("press", "Notas de prensa: leerlas y guardarlas como se publicaron.", needs_tables=True),
    "bundles": Entry("bundles", "Entre países: tarjeta, confianza, paquetes por archivo o línea.", needs_tables=True),
    "webhooks": Entry("webhooks", "Avisos a programas: quién recibe, la cola, claves.", needs_tables=True),
    "logbook": Entry("logbook", "Verificar la bitácora o reconstruir lo que se lee de ella.", needs_tables=True),
    "backup": Entry("backup", "Respaldar y restaurar.", needs_tables=True, needs_pack=False),
    "access": Entry("access", "Abrir cuentas, dar funciones, verificar el registro de lecturas.", needs_tables=True),
    "node": Entry("node", "La instalación de un puesto: unirla, enlazar, certificado.", needs_tables=True),
    "bundle": Entry("bundle", "Llevar registros en un archivo cuando no hay línea.", needs_tables=True),
    "forms": Entry("forms", "Hacer hojas de papel con su número, para imprimir.", needs_tables=True),
    "surveys": Entry("surveys", "Formularios XLSForm: revisarlos, publicarlos, exportar respuestas.", needs_tables=True),
    "maps": Entry("maps", "Mapas de fondo de un puesto: traerlos, recortarlos.", needs_tables=True),
    "rescue": Entry("rescue", "Planear búsquedas.", needs_django=False),
    "people": Entry("people", "Decir quiénes pueden ser la misma persona, y cuántas son."),
    "cards": Entry("cards", "Tarjetas de contacto: imprimirlas y contarlas.", needs_tables=True),
    "exchange": Entry("exchange", "Entre países: contar personas sin que viaje un nombre.", needs_django=False),
    "tracing": Entry("tracing", "Leer archivos PFIF de personas que alguien busca.", needs_tables=True),
    "legal": Entry("legal", "Buscar en las leyes y comparar países."),
    "complaints": Entry("complaints", "Quejas sobre el personal: llevarlas al organismo externo.", needs_tables=True),
    "ombuds": Entry("ombuds", "Para el organismo externo: leer y contestar quejas.", needs_django=False),
    "training": Entry("training", "Comprobar constancias de capacitación, también sin línea.", needs_django=False),
    "guidance": Entry("guidance", "Derechos y peligros como archivos: páginas, tarjeta, cartel, imagen, voz.", needs_tables=True),
    "countries": Entry("countries", "Ver y revisar los paquetes de países.", needs_django=False),
    "demo": Entry("demo", "Llenar con un año de demostración.", needs_tables=True),
    "django": Entry("framework", "Órdenes de Django (migrate, makemigrations, check ...)."),
}


HELP = {"-h", "--help"}

AT_THE_REGION = frozenset({
    "serve", "bundles", "practices", "logbook", "backup", "access", "legal", "exchange", "figures", "rescue", "ombuds",
    "training", "countries", "django",
})  # fmt: skip
"""What an office of several countries runs: what is public, keeps the machine, or reads files alone. No other command."""


class Commands(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        entry = COMMANDS.get(name)
        if entry is None:
            return None
        if name not in AT_THE_REGION and env().regional and not ctx.resilient_parsing:
            raise OnlyPublicHere(command=name)
        if entry.needs_django:
            start_django()
            if entry.needs_pack:
                refuse_unknown_country()
        if entry.needs_tables and not ctx.resilient_parsing and not HELP & set(sys.argv):
            from vereda.cli.migrated import make_ready

            make_ready()
        found: click.Command = importlib.import_module(f"vereda.cli.{entry.module}").command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Órdenes" if terminal_language() == "es" else "Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def cli() -> None:
    """Vereda: lo que una red de grupos de campo usa cada día.

    Termina con 0: hecho; 1: encontró algo mal o no pudo terminar; 2: hay que corregir un argumento, un archivo o un ajuste.
    """


def start_django() -> None:
    """Bring Django up once, in the language of the terminal."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vereda.settings.django")
    import django
    from django.utils import translation

    with uncollected():
        django.setup()
    translation.activate(terminal_language())


def refuse_unknown_country() -> None:
    """Raise PackNotFound when the country to be served has no pack here."""
    from vereda.countries.door import folder_of
    from vereda.settings.environment import env

    folder_of(env().country)


def terminal_language() -> str:
    """Return 'en' when the terminal speaks English, else 'es', the language of the house."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if spoken.lower().startswith("en") else "es"


def terminal_words() -> Callable[[str], str]:
    """Return what says a text in the terminal's language, also where Django does not stand."""
    return catalogues.translation("django", LOCALE, [terminal_language()], fallback=True).gettext


def told(error: FieldError) -> str:
    """Return what to print for an error: code and hint in one line, in the terminal's language."""
    if not error.hint:
        return error.code
    say = terminal_words()
    return " ".join(f"{error.code}: {say(error.hint).format(**spoken(error.details, say))}".split())


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit code; what a person can answer is one line on stderr, never a traceback."""
    teach_click(terminal_language())
    try:
        outcome: Any = cli.main(arguments, prog_name="vereda", standalone_mode=False)  # Any: click returns what a command returns
    except FieldError as error:
        click.echo(told(error), err=True)
        sys.exit(getattr(error, "exit_code", 2))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(1)
    except BrokenPipeError:  # `| head` has read enough
        sys.stderr.close()
        sys.exit(1)
    sys.exit(outcome if isinstance(outcome, int) else 0)
