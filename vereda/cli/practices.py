"""`vereda practices`: good practice as it was published, searched, read and kept as a sheet of paper."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click
from django.utils.translation import gettext

from vereda.cli.edition import COUNTRY
from vereda.cli.main import terminal_language
from vereda.desk.door import good_practice as room
from vereda.exchange import door as exchange
from vereda.exchange.door import Practice
from vereda.exchange.schema import Text, Topic

LANGUAGES = {"es": "spa", "en": "eng"}
LANG = click.option("--lang", default=lambda: LANGUAGES[terminal_language()], metavar="LENGUA", help="Lengua: spa, eng, quc ...")


@click.group(name="practices")
def command() -> None:
    """Buenas prácticas publicadas. Se escriben, revisan y publican en el escritorio."""


@command.command(name="search")
@click.argument("words", nargs=-1, metavar="PALABRAS")
@click.option("--topic", type=click.Choice([one.value for one in Topic]), help="Solo de un tema.")
@click.option("--in", "where", default="", metavar="ISO", help="Solo las que se hicieron en un país.")
@click.option("--drafts", is_flag=True, help="También los borradores y lo que otros publicaron.")
@COUNTRY
@LANG
def search_command(words: tuple[str, ...], topic: str | None, where: str, drafts: bool, country: str, lang: str) -> None:
    """Buscar, con o sin acentos, en todas sus lenguas; sin palabras, ver todas. Termina con 0 también si no hubo nada."""
    chosen = Topic(topic) if topic else None
    for one in exchange.found(exchange.practices(country), " ".join(words), topic=chosen, country=where.lower(), drafts=drafts):
        told = room.line(one, country, lang, drafts=drafts)
        stages = ", ".join(f"{name}: {stage}" for name, stage, _is_out in told.stages)
        click.echo(f"{one.subject}  {told.title}  ({stages})")


@command.command(name="show")
@click.argument("practice", type=click.UUID, metavar="PRÁCTICA")
@click.option("--pdf", type=click.Path(dir_okay=False, path_type=Path), metavar="ARCHIVO", help="Guardarla como hoja en PDF.")
@COUNTRY
@LANG
def show_command(practice: UUID, pdf: Path | None, country: str, lang: str) -> None:
    """Leer una como se publicó, o el borrador con su aviso. Termina con 0: hecho; 1: no hay una así en esa lengua."""
    one = exchange.practice(practice, country)
    text = one.text(lang)
    sheet = room.sheet(one, text, country)
    if pdf is not None:
        pdf.write_bytes(exchange.printing.pdf(sheet))
        click.echo(gettext("Guardada en {path}.").format(path=pdf))
        return
    click.echo(_plain(one, text, country), nl=False)


def _plain(one: Practice, text: Text, country: str) -> str:
    """Return a practice as lines."""
    sheet, headings = room.sheet(one, text, country), exchange.printing.headings(text.language)
    lines = [*([sheet.band.upper()] if sheet.band else []), sheet.said.title, sheet.kicker]
    lines += [f"\n{headings[name]}\n{told}" for name, told in sheet.said.model_dump().items() if name != "title" and told]
    for name in ("figures", "taken_up", "references"):
        if found := getattr(sheet, name):
            lines.append("\n".join(["", headings[name], *found]))
    if sheet.contact:
        lines.append(f"\n{headings['contact']}\n{sheet.contact}")
    return "\n".join(lines) + "\n"
