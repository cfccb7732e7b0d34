"""`vereda guidance`: the pages for people on the way as a site of files, for any host or a memory card."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import click
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from vereda.cli.handouts import COMMANDS
from vereda.countries.door import pack
from vereda.guidance import door as guidance
from vereda.public import door as public
from vereda.public.door import Site, Unready
from vereda.settings.environment import env

WHAT = {"text": lazy("texto"), "notice": lazy("aviso"), "number": lazy("número"), "place": lazy("lugar")}


@click.group(name="guidance")
def command() -> None:
    """Derechos y peligros para quien va de paso: las páginas, y lo que se imprime o se manda."""


for made in COMMANDS:
    command.add_command(made)


@command.command(name="build")
@click.option("--country", metavar="ISO", help="País; sin él, el de esta instalación.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="CARPETA", help="Carpeta que se escribe entera.")
@click.option(
    "--language", "languages", multiple=True, metavar="LENGUA", help="Solo una lengua (spa); se repite. Sin ella, todas."
)
@click.option("--address", default="", metavar="URL", help="Dirección en que estará: hace el cartel con su código QR.")
@click.option(
    "--publish", is_flag=True, help="Hacerlo sin la franja. Si algo no tiene quien responda por ello, no hace nada y lo lista."
)
def build(country: str | None, out: Path, languages: tuple[str, ...], address: str, publish: bool) -> None:
    """Hacer el sitio: páginas que se leen sin internet y sin instalar nada, también desde una tarjeta de memoria.

    Sin --publish sale una vista previa con la franja «Demostración» en cada página. Las grabaciones van aparte, en audio/.
    Termina con 0: hecho; 1: falta quien revise o no se pudo escribir; 2: hay que corregir una opción.
    """
    iso = (country or env().country).lower()
    at = timezone.now().astimezone(ZoneInfo(pack(iso).country.default_zone))
    site = Site(
        iso,
        at.date(),
        publish=publish,
        demo=env().demo,
        only=_known(iso, languages),
        address=_address(address),
        at=at,
    )
    if publish and (found := public.unready(site)):
        _tell(found)
        raise public.NotReviewed(count=len(found))
    _demand_told(site)
    built = public.build(site, out)
    click.echo(f"{out}: " + _("{pages} páginas en {languages}, {kb} kB").format(
        pages=built.pages, languages=", ".join(built.languages), kb=round(built.size / 1000)
    ))  # fmt: skip
    if not publish:
        click.echo(_("Vista previa: la franja está en cada página. Con --publish se dice qué falta."), err=True)


def _known(country: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    known = guidance.languages(country)
    for language in languages:
        if language not in known:
            raise public.LanguageNotTold(language=language, known=", ".join(known))
    return languages


def _demand_told(site: Site) -> None:
    """Refuse a language that nobody wrote yet: its file is there, and empty."""
    for language in site.only:
        if language not in site.languages:
            raise public.LanguageNotTold(language=language, known=", ".join(replace(site, only=()).languages))


def _address(typed: str) -> str:
    parts = urlsplit(typed.strip())
    if typed and not (parts.scheme in ("http", "https") and parts.hostname):
        raise public.AddressNotUnderstood(address=typed)
    return typed.strip()


def _tell(found: list[Unready]) -> None:
    """Print what keeps a site from being published: a line each, then how many of each kind."""
    for one in found:
        said = " ".join(str(public.WORDS[why]) for why in one.lacks if why in public.WORDS)
        click.echo(f"{WHAT[one.what]} {' '.join(part for part in (one.language, one.code) if part)}: {said}", err=True)
    counted = Counter(one.what for one in found)
    click.echo(", ".join(f"{WHAT[what]}: {count}" for what, count in counted.items()), err=True)
