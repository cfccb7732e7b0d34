"""`vereda guidance card|poster|talking|pictures|audio`: what is made of the library to be carried and sent on, as files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypedDict, Unpack
from zoneinfo import ZoneInfo

import click
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vereda.cli.files import write_whole
from vereda.countries.door import pack
from vereda.desk.door import symbols
from vereda.handouts import door as handouts
from vereda.handouts.door import Chosen, Handout, Ink, SiteIsSample, SiteMissing
from vereda.settings.environment import ON_THIS_MACHINE, env


class Asked(TypedDict):
    """The options that all of these commands have."""

    country: str
    lang: str
    topics: tuple[str, ...]
    publish: bool
    out: Path


OPTIONS = (
    click.option("--country", default=lambda: env().country, metavar="ISO", help="País; sin él, el de esta instalación."),
    click.option("--lang", required=True, metavar="LENGUA", help="Lengua, con su clave de tres letras: spa, eng, hat ..."),
    click.option("--topic", "topics", multiple=True, metavar="TEMA", help="Tema, por su clave; se repite."),
    click.option("--publish", is_flag=True, help="Solo lo revisado, sin la franja; si algo falta, no hace nada y lo lista."),
    click.option(
        "--out",
        required=True,
        type=click.Path(file_okay=False, path_type=Path),
        metavar="CARPETA",
        help="Dónde se dejan los archivos.",
    ),
)
ADDRESS = click.option(
    "--address",
    metavar="URL",
    help="Dirección de las páginas públicas, a la que lleva el código; sin ella, la de esta instalación.",
)
WITH = click.option("--with", "beside", metavar="LENGUA", help="Segunda lengua, al lado de la primera.")
ALL = click.option("--all", "is_all", is_flag=True, help="Todos los temas que tienen texto, no solo los que salvan la vida.")
COMMANDS: list[click.Command] = []


def _command(name: str, *more: Callable[[Any], Any]) -> Callable[[Any], click.Command]:  # Any: as click types its decorators
    def made(function: Any) -> click.Command:  # Any: as above
        for option in reversed((*OPTIONS, *more)):
            function = option(function)
        command = click.command(name=name)(function)
        COMMANDS.append(command)
        return command

    return made


@_command("card", WITH, ADDRESS)
def card(beside: str | None, address: str | None, **asked: Unpack[Asked]) -> None:
    """Tarjeta de bolsillo: un A4 que se dobla en ocho, a color y en una tinta.

    Con una lengua dice el texto hablado; con dos, el corto de cada una lado a lado. Sin --publish lleva la franja de demostración
    mientras algo no esté revisado. Si un texto no cabe o a la letra le falta un signo, no hace nada y lo dice.
    """
    site = _site(address, asked)
    _print(Handout.CARD, _chosen(asked, beside, asked["topics"]), site, asked["out"])


@_command("poster", WITH, ADDRESS)
def poster(beside: str | None, address: str | None, **asked: Unpack[Asked]) -> None:
    """Cartel A4 con el código que lleva a la página pública, a color y en una tinta."""
    site = _site(address, asked)
    _print(Handout.POSTER, _chosen(asked, beside, asked["topics"]), site, asked["out"])


@_command("talking", WITH, ADDRESS, ALL)
def talking(beside: str | None, address: str | None, is_all: bool, **asked: Unpack[Asked]) -> None:
    """Ficha para hablar: símbolos y dos lenguas lado a lado, para quien orienta."""
    site, topics = _site(address, asked), _every(asked) if is_all else asked["topics"]
    _print(Handout.TALKING, _chosen(asked, beside, topics), site, asked["out"])


@_command("pictures", ADDRESS)
def pictures(address: str | None, **asked: Unpack[Asked]) -> None:
    """Una imagen por tema (PNG, 1080 x 1350) para mandar por WhatsApp, con fecha, hasta cuándo vale y código."""
    site = _site(address, asked)
    what = _chosen(asked, None, asked["topics"] or _every(asked))
    made = [(handouts.topic_name(one, "png"), handouts.picture(one, symbols(), site=site)) for one in handouts.each_topic(what)]
    _leave(made, asked["out"])


@_command("audio")
def audio(**asked: Unpack[Asked]) -> None:
    """Un audio por tema (OGG Opus, hasta 60 segundos): la grabación del paquete, o la voz de espeak-ng, si está instalado."""
    what = _chosen(asked, None, asked["topics"] or _every(asked))
    made = [(handouts.topic_name(one, "ogg"), handouts.audio(one).content) for one in handouts.each_topic(what)]
    _leave(made, asked["out"])


def _chosen(asked: Asked, beside: str | None, topics: Sequence[str]) -> Chosen:
    languages = [asked["lang"], *([beside] if beside else [])]
    country = asked["country"].lower()
    return handouts.chosen(country, _today(country), languages, publish=asked["publish"], topics=topics)


def _every(asked: Asked) -> list[str]:
    country = asked["country"].lower()
    return handouts.every_topic(country, _today(country))


def _today(country: str) -> date:
    return timezone.now().astimezone(ZoneInfo(pack(country).country.default_zone)).date()


def _site(given: str | None, asked: Asked) -> str:
    """Return the address of the public pages: as it was said, else that of this installation.

    Raises SiteMissing; SiteIsSample for what would be handed out with it.
    """
    host = next((one for one in env().hosts if one not in ON_THIS_MACHINE), None)
    if not given and host is None:
        raise SiteMissing
    site = handouts.site_of(given or f"https://{host}{reverse('public:guide')}")
    if handouts.is_sample(site):
        if asked["publish"]:
            raise SiteIsSample(site=site)
        click.echo(_("La dirección es de muestra: el código no lleva a ninguna parte. No reparta estos papeles."), err=True)
    return site


def _print(kind: Handout, what: Chosen, site: str, out: Path) -> None:
    _leave([(handouts.pdf_name(kind, what, ink), handouts.pdf(kind, what, symbols(), site=site, ink=ink)) for ink in Ink], out)


def _leave(made: Sequence[tuple[str, bytes]], out: Path) -> None:
    """Write files once all of them are made: what stops one leaves none."""
    for name, content in made:
        write_whole(out / name, content)
        click.echo(str(out / name))
