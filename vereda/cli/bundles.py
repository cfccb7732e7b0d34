"""`vereda bundles`: the card of this installation, whom it trusts, and bundles between countries, as files or over the line."""

from __future__ import annotations

import csv
import os
import sys
from pathlib import Path

import click
from django.utils import timezone
from django.utils.translation import gettext

from vereda.access import door as access
from vereda.bundles import door as bundles
from vereda.bundles.door import RevokedFor, Taken, Way
from vereda.cli.lock import writing
from vereda.desk.door import between_words
from vereda.logbook.door import Author
from vereda.settings.environment import env

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OUT = click.option("--out", required=True, metavar="ARCHIVO", type=click.Path(dir_okay=False, path_type=Path))
TO = click.option("--to", "to", required=True, metavar="QUIÉN", help="País de la otra instalación, o cómo empieza su huella.")
AS = click.option(
    "--as", "as_", required=True, metavar="CUENTA", help="Quién lo decide: administración propone, protección de datos confirma."
)


@click.group(name="bundles")
def command() -> None:
    """Entre países: a quién se le confía, y paquetes cerrados por archivo o por la línea.

    \b
    Una vez:     card · read · trust (dos personas, dos llamadas) · list · revoke
    Cada vez:    make y take con un archivo, o send por la línea
    Lo que vino: table, las tablas publicadas de varios países y su suma

    Termina con 0: hecho; 1: el paquete no se tomó, o no se pudo llegar; 2: hay que corregir un argumento.
    """


@command.command(name="card")
@OUT
def card_command(out: Path) -> None:
    """Escribir la tarjeta de esta instalación, para la otra. Después lean la huella por teléfono."""
    card = bundles.partners.own_card(env().country, timezone.now())
    _save(out, bundles.cards.written(card, bundles.partners.sign))
    _tell_card(card)


@command.command(name="read")
@click.argument("card", type=FILE, metavar="TARJETA")
def read_command(card: Path) -> None:
    """Leer la tarjeta de otra instalación sin confiar en ella todavía."""
    _tell_card(bundles.cards.read(card.read_bytes()))


@command.command(name="trust")
@click.argument("card", type=FILE, metavar="TARJETA")
@click.option("--heard", required=True, metavar="HUELLA", help="La que le leyeron por teléfono, completa.")
@AS
def trust_command(card: Path, heard: str, as_: str) -> None:
    """Decir que la huella de la tarjeta es la que le leyeron. La segunda persona, con otra llamada, repite la orden."""
    content = card.read_bytes()
    found = bundles.cards.read(content)
    with writing():
        row = bundles.partners.with_fingerprint(found.fingerprint, env().country)
        if row is None:
            bundles.propose(content, heard=heard, by=_who(as_, access.Action.WRITE), at=timezone.now())
            click.echo(gettext("Anotado. Falta que otra persona compare la huella con otra llamada y repita la orden."))
            return
        bundles.confirm(row.subject, heard=heard, by=_who(as_, access.Action.APPROVE), at=timezone.now())
    click.echo(gettext("Desde ahora se confía en {name}.").format(name=found.name))


@command.command(name="revoke")
@click.argument("who", metavar="QUIÉN")
@click.option("--reason", required=True, type=click.Choice([one.value for one in RevokedFor]), help="Por qué.")
@AS
def revoke_command(who: str, reason: str, as_: str) -> None:
    """Quitarle la confianza, para siempre: nada de ella se toma, y nada se le da."""
    with writing():
        row = bundles.partners.named(who, env().country)
        bundles.revoke(row.subject, reason=RevokedFor(reason), by=_who(as_, None), at=timezone.now())
    click.echo(gettext("Ya no se confía en {name}.").format(name=row.card["name"]))


@command.command(name="list")
def list_command() -> None:
    """Ver las otras instalaciones, qué se confía en ellas y qué material suyo hay aquí."""
    for row in bundles.partners.partners(env().country):
        content = ", ".join(f"{_kind(name)} {told['count']}" for name, told in sorted(row.content.items()))
        standing = gettext(str(between_words.STANDINGS[bundles.Standing(row.standing)]))
        click.echo(
            f"{row.card['country']}  {bundles.spaced(row.fingerprint)}  {standing}  {row.card['name']}  {content}".rstrip()
        )


@command.command(name="make")
@TO
@OUT
def make_command(to: str, out: Path) -> None:
    """Hacer un paquete para otra instalación, cerrado para ella sola: lo público de hoy y las personas que van para allá."""
    with writing():
        row = bundles.partners.named(to, env().country)
        made = bundles.give(row.subject, way=Way.FILE, by=_machine(), at=timezone.now())
        _save(out, made.content)
    click.echo(
        gettext("Paquete de {n} bytes en {path}, solo para {name}.").format(n=len(made.content), path=out, name=row.card["name"])
    )


@command.command(name="take")
@click.argument("file", type=FILE, metavar="ARCHIVO")
def take_command(file: Path) -> None:
    """Tomar el paquete de otra instalación. Dos veces es una; lo que no se puede creer se rechaza y dice por qué."""
    with writing():
        told = bundles.take(file.read_bytes(), way=Way.FILE, by=_machine(), at=timezone.now())
    _tell(told)


@command.command(name="send")
@TO
def send_command(to: str) -> None:
    """Enviar un paquete por la línea y tomar el que la otra instalación tenga para esta."""
    row = bundles.partners.named(to, env().country)
    sent = bundles.line.deliver(row.subject, by=_machine(), at=timezone.now())
    click.echo(gettext("Entregado a {name}.").format(name=row.card["name"]))
    if sent.back:
        _tell(sent.back)


@command.command(name="table")
@click.argument("period", required=False, metavar="[AAAA-MM|AAAA]")
@click.argument("code", required=False, metavar="[TABLA]")
def table_command(period: str | None, code: str | None) -> int:
    """Escribir como CSV una tabla que publicaron varios países, con su suma; sin argumentos, decir qué hay.

    Una columna por país: vacía no es cero, ese país la reserva o no la publica, y entonces `at_least` es 1.

    Termina con 0: hecho; 1: nadie publicó esa tabla en ese periodo.
    """
    known = bundles.tables.by_period(bundles.tables.tables_here(env().country))
    if code is None:
        for one, tables in known.items():
            for each, told in tables.items() if period in (None, one) else ():
                click.echo(f"{one}  {each}  {' '.join(some.country for some in told)}")
        return 0
    told = known.get(period or "", {}).get(code, [])
    if not told:
        click.echo(gettext("Nadie publicó esa tabla en ese periodo."), err=True)
        return 1
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow([*told[0].table["by"], *(one.country for one in told), "sum", "at_least"])
    out.writerows([*row.codes, *row.values, row.total, int(row.is_least)] for row in bundles.tables.added_up(told))
    return 0


def _tell(told: Taken) -> None:
    name = told.partner.card["name"]
    if told.before:
        click.echo(gettext("Ese paquete de {name} ya se había tomado el {on}.").format(name=name, on=f"{told.before:%Y-%m-%d}"))
        return
    content = ", ".join(f"{_kind(kind)} {count}" for kind, count in sorted(told.content.items())) or "—"
    said = gettext("De {name}: {content}. Personas nuevas: {persons}; respuestas: {words}; retiradas: {recalled}.")
    click.echo(said.format(name=name, content=content, persons=told.persons, words=told.words, recalled=told.recalled))
    for kind, count in sorted(told.left.items()):
        click.echo(gettext("No se tomó, porque aquí no se entiende: {what} {n}.").format(what=_kind(kind), n=count), err=True)


def _tell_card(card: bundles.Card) -> None:
    click.echo(f"{card.country}  {card.name}")
    click.echo(gettext("Huella: {print}").format(print=bundles.spaced(card.fingerprint)))


def _kind(kind: str) -> str:
    return str(between_words.kind(kind))


def _who(as_: str, action: access.Action | None) -> Author:
    """Return who answers for it; of two who may end a trust, either. Raises NotForYou."""
    reader = access.reader_for_command(as_, access.Purpose.QUALITY_AUDIT)
    actions = [action] if action else [access.Action.WRITE, access.Action.APPROVE]
    relation = access.relation_to(reader, country=env().country)
    if not any(access.may(reader, access.RecordClass.K10, one, relation, access.Part.EXCHANGE) for one in actions):
        raise access.NotForYou
    return access.author_of(reader)


def _machine() -> Author:
    return access.author_of(access.operator())


def _save(path: Path, content: bytes) -> None:
    """Write a whole file or none, for its owner alone. Raises FileNotWritten."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(content)
        draft.replace(path)
    except OSError as why:
        draft.unlink(missing_ok=True)
        raise bundles.FileNotWritten(path=path, reason=why.strerror) from None
