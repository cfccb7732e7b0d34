"""`vereda exchange`: what several countries do together. A count of people among them, without a name that travels.

Country and unit are two machines: what the unit does knows no Django and has no installation beside it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import click

from vereda.cli.main import HELP, start_django, terminal_words
from vereda.people import exchange
from vereda.people.exchange import CELLS, LAG_DAYS, LEAST_COUNTRIES, OPEN_DAYS, Body, Paper, Terms
from vereda.said import Said, noop
from vereda.settings.environment import env

if TYPE_CHECKING:
    from vereda.access.door import Reader
    from vereda.logbook.door import Author

FILES = click.argument(
    "files", nargs=-1, required=True, metavar="ARCHIVO…", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
OUT = click.option(
    "--out", required=True, metavar="ARCHIVO.json", type=click.Path(dir_okay=False, path_type=Path), help="Dónde se escribe."
)
AS = click.option("--as", "as_", metavar="CUENTA", help="Quién responde; con función de estadística.")
DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group(name="exchange")
def command() -> None:
    """Entre países: contar personas sin que viaje un nombre."""


@command.group(name="count")
def count() -> None:
    """Contar cuántas personas distintas atendieron varios países, sin que viaje un nombre.

    \b
    Cada país:       card · offer (uno) · agree (dos personas) · share · tokens · close
    La unidad:       card --unit · accept · run · close --unit · log
    Sin acuerdo:     bracket, de las cifras publicadas

    Los archivos se llevan a mano. La unidad no recibe nunca una parte de la llave, y las marcas van solo a la unidad.

    Esto cuenta y nada más. Para buscar a una persona o reunir a una familia no sirve ni se usa: eso es de «vereda tracing» y
    de la pantalla de personas extraviadas, con el permiso de la persona.
    """


@count.command(name="card")
@click.option("--unit", "is_unit", is_flag=True, help="La tarjeta de la unidad, no la de un país.")
@OUT
def card_command(is_unit: bool, out: Path) -> None:
    """Escribir la tarjeta de esta instalación, o de la unidad: con ella la conocen los demás. Comparen la huella por teléfono."""
    if is_unit:
        unit = exchange.Unit(env().home)
        card, paper = unit.card, exchange.written("card", exchange.UNIT, vars(unit.card), unit.sign)
    else:
        people = _house()
        card, paper = people.own_card(env().country), people.card_paper(env().country)
    exchange.save(out, paper)
    _say("Tarjeta de {who} en {path}. Huella: {print}", who=card.who, path=out, print=_spaced(card.fingerprint))


@count.command(name="offer")
@click.option(
    "--card", "cards", multiple=True, required=True, metavar="TARJETA.json",
    type=click.Path(exists=True, dir_okay=False, path_type=Path), help="La de cada país y la de la unidad; se repite.",
)  # fmt: skip
@click.option("--cell", "cells", multiple=True, type=click.Choice(CELLS), help="De qué son las celdas; se repite, a lo más tres.")
@click.option("--from", "from_on", required=True, type=DAY, metavar="AAAA-MM-DD", help="Primer día local, incluido.")
@click.option("--to", "to_on", required=True, type=DAY, metavar="AAAA-MM-DD", help=f"Último; hace al menos {LAG_DAYS} días.")
@click.option("--least", type=int, metavar="N", help=f"Cuántos países bastan, al menos {LEAST_COUNTRIES}; sin él, todos.")
@click.option("--days", default=OPEN_DAYS, show_default=True, metavar="DÍAS", help="En cuántos días vence.")
@AS
@OUT
def offer_command(
    cards: tuple[Path, ...],
    cells: tuple[str, ...],
    from_on: datetime,
    to_on: datetime,
    least: int | None,
    days: int,
    as_: str | None,
    out: Path,
) -> None:
    """Abrir una cuenta: escribir los términos que todos leen antes de decir que sí. Todavía no compromete a nadie."""
    people = _house()
    _who(as_)
    known = [exchange.card_in(exchange.read_paper(path)) for path in cards]
    countries = tuple(sorted((one for one in known if one.who != exchange.UNIT), key=lambda one: one.who))
    units = [one for one in known if one.who == exchange.UNIT]
    if len(units) != 1:
        raise exchange.CountFileMissing(what=Said(exchange.KINDS["card"]), who=exchange.UNIT)
    today = _today()
    opened = Terms(
        run=uuid4(),
        cells=tuple(one for one in CELLS if one in cells),
        from_on=from_on.date(),
        to_on=to_on.date(),
        model=exchange.model_name(exchange.stored()),
        countries=countries,
        unit=units[0],
        least=least or len(countries),
        opened_on=today,
        expires_on=today + timedelta(days=days),
    )
    exchange.save(out, people.offer(opened, env().country, today))
    _tell(opened)
    _say("Términos en {path}. Llévelos a los demás países y a la unidad.", path=out)


@count.command(name="show")
@FILES
def show_command(files: tuple[Path, ...]) -> None:
    """Leer en voz alta qué se acordó, y con qué huellas: para compararlas por teléfono antes de decir que sí."""
    agreed, papers = _brought(files)
    exchange.checked(papers, agreed)
    _tell(agreed)


@count.command(name="agree")
@FILES
@AS
@OUT
def agree_command(files: tuple[Path, ...], as_: str | None, out: Path) -> None:
    """Decir que sí a los términos: dos personas distintas, cada una con esta orden. Con la segunda se escribe el acuerdo."""
    people = _house()
    agreed, _ = _brought(files)
    reader = _who(as_)
    _tell(agreed)
    with _writing():
        paper = people.agree(agreed, by=_author(reader), at=_now())
    if paper is None:
        _say("Anotado. Falta que otra persona repita la orden con su cuenta; hasta entonces no sale nada.")
        return
    exchange.save(out, paper)
    _say("Acuerdo de dos personas en {path}. Llévelo a los demás países y a la unidad.", path=out)


@count.command(name="share")
@FILES
@AS
@OUT
def share_command(files: tuple[Path, ...], as_: str | None, out: Path) -> None:
    """Escribir la parte de la llave de este país, cerrada para cada uno de los otros. A la unidad no se le da nunca."""
    people = _house()
    agreed, papers = _brought(files)
    _who(as_)
    exchange.save(out, people.share(agreed, papers, country=env().country, today=_today()))
    _say("Parte de la llave en {path}. Solo para los otros países, nunca para la unidad.", path=out)


@count.command(name="tokens")
@FILES
@AS
@OUT
def tokens_command(files: tuple[Path, ...], as_: str | None, out: Path) -> None:
    """Hacer las marcas de quienes dieron permiso, cerradas para la unidad. Ningún nombre sale; lo raro se deja fuera."""
    people = _house()
    from vereda.access import door as access

    agreed, papers = _brought(files)
    reader = _who(as_)
    with _writing():
        sent = people.make_tokens(agreed, papers, persons=_of_cases(reader.country), by=_author(reader), at=_now())
        access.log_read(reader, access.RecordClass.K2, access.Action.EXPORT, subjects=[str(one) for one in sent.subjects])
    exchange.save(out, sent.paper)
    _say(
        "Marcas de {records} registros ({whole} con nombre y apellido que no son raros) en {path}. Solo para la unidad.",
        records=sent.records, whole=sent.whole, path=out,
    )  # fmt: skip


@count.command(name="accept")
@FILES
@OUT
def accept_command(files: tuple[Path, ...], out: Path) -> None:
    """La unidad: aceptar una cuenta y escribir la llave con que se le cierran las marcas."""
    agreed, papers = _brought(files)
    exchange.checked(papers, agreed)
    paper = exchange.Unit(env().home).accept(agreed, today=_today())
    exchange.save(out, paper)
    _tell(agreed)
    _say("Aceptada; la llave está en {path}. Llévela a todos los países.", path=out)


@count.command(name="run")
@FILES
@click.option("--cell", "cells", multiple=True, type=click.Choice(CELLS), help="Sin esto, las celdas acordadas.")
@click.option("--threads", type=click.IntRange(1, 64), default=2, show_default=True, help="Hilos del motor.")
@OUT
def run_command(files: tuple[Path, ...], cells: tuple[str, ...], threads: int, out: Path) -> None:
    """La unidad: contar, una sola vez, y escribir el resultado firmado. Celdas de menos de diez no se dan.

    Termina con 0: contado; 2: falta algo o algo no vale, y no se contó nada.
    """
    target = out.absolute()
    agreed, papers = _brought(files)
    unit = exchange.Unit(env().home)
    with unit.working():
        paper = unit.run(agreed, papers, cells=cells or agreed.cells, today=_today(), now=_now(), threads=threads)
    exchange.save(target, paper)
    _tell_result(target)
    _say("Resultado en {path}. Llévelo a los países y cierre: vereda exchange count close --unit", path=target)


@count.command(name="result")
@FILES
def result_command(files: tuple[Path, ...]) -> None:
    """Leer un resultado: la firma de la unidad, las cifras, su intervalo y el método. Traiga también los términos."""
    agreed, papers = _brought(files)
    exchange.checked(papers, agreed)
    for path in files:
        _tell_result(path)


@count.command(name="close")
@FILES
@click.option("--unit", "is_unit", is_flag=True, help="Cerrar en la unidad, no en un país.")
@AS
@OUT
def close_command(files: tuple[Path, ...], is_unit: bool, as_: str | None, out: Path) -> None:
    """Cerrar: destruir la llave y todos los archivos de marcas y de partes que se nombren, y anotarlo. Dos veces es como una.

    Traiga los términos; en un país también el resultado y el cierre de la unidad; y los archivos que hay que destruir.
    """
    agreed, papers = _brought(files)
    exchange.checked(papers, agreed)  # of another run nothing is destroyed
    secret = [path for path, one in zip(files, papers, strict=True) if one.kind in ("share", "tokens")]
    if is_unit:
        paper = exchange.Unit(env().home).close(agreed, today=_today(), now=_now(), files=secret)
        gone = len(secret)
    else:
        people = _house()
        reader = _who(as_)
        with _writing():
            paper, gone = people.close(agreed, papers, by=_author(reader), at=_now(), files=secret)
    exchange.save(out, paper)
    _say("Cerrada: llave destruida, {gone} archivos destruidos. Constancia en {path}.", gone=gone, path=out)


@count.command(name="log")
def log_command() -> None:
    """La unidad: decir qué cuentas pasaron por aquí, de qué países y días, cuándo se contaron y se cerraron."""
    unit = exchange.Unit(env().home)
    unit.forget(_today())
    for row in unit.log():
        click.echo("\t".join(str(value or "-") for value in row.values()))


@count.command(name="bracket")
@click.argument("published", nargs=-1, required=True, metavar="PAÍS=PERSONAS…")
def bracket_command(published: tuple[str, ...]) -> None:
    """Sin cuenta entre países: lo que se puede decir de las cifras publicadas. El mayor ≤ personas ≤ la suma.

    \b
    vereda exchange count bracket mx=12000 gt=3100:3400:3800 hn=2900 sv=1500
    """
    told = exchange.bracket(exchange.read_published(one) for one in published)
    _say("Al menos {low} y a lo más {high} personas, con los intervalos de cada país; el mayor es {of}.", **told._asdict())
    _say("Sin los intervalos de cada país: de {largest} a {summed} personas.", **told._asdict())
    _say("No se sabe cuántas pasaron por más de un país: eso solo lo dice una cuenta acordada.")


# What the commands share -------------------------------------------------------------------------------------------------


def _house() -> ModuleType:
    """Return what a country does, with an installation behind it."""
    start_django()
    if not HELP & set(sys.argv):
        from vereda.cli.migrated import make_ready

        make_ready()
    from vereda.people.door import count_run

    return count_run


def _who(as_: str | None) -> Reader:
    """Return who answers for a step, who may approve statistics of the country. Raises CountNeedsAccount, NotForYou."""
    from vereda.access import door as access

    if as_ is None:
        raise exchange.CountNeedsAccount
    reader = access.reader_for_command(as_, access.Purpose.STATISTICS)
    relation = access.relation_to(reader, country=env().country)
    access.demand(reader, access.RecordClass.K8, access.Action.APPROVE, relation)
    access.log_read(reader, access.RecordClass.K8, access.Action.APPROVE)
    return reader


def _of_cases(country: str) -> set[UUID]:
    """Return the persons of legal, medical and tracing cases: of nobody else are records linked."""
    from vereda.legal.door import LegalCase
    from vereda.logbook.schema import FieldClass
    from vereda.referrals.door import Referral
    from vereda.tracing.door import MissingFile

    held = {
        *LegalCase.objects.filter(country=country).values_list("person", flat=True),
        *Referral.objects.filter(country=country, within=FieldClass.HEALTH).values_list("person", flat=True),
        *MissingFile.objects.filter(country=country).values_list("person", flat=True),
    }
    return {one for one in held if one is not None}


def _author(reader: Reader) -> Author:
    from vereda.access.door import author_of

    return author_of(reader)


def _writing() -> AbstractContextManager[None]:
    from vereda.cli.lock import writing

    return writing()


def _brought(files: Sequence[Path]) -> tuple[Terms, list[Paper]]:
    """Return the terms among some files, and all of the files. Raises what is wrong with one, CountFileMissing without terms."""
    papers = [exchange.read_paper(path) for path in files]
    found = [exchange.terms_in(one) for one in papers if one.kind == "terms"]
    if not found:
        raise exchange.CountFileMissing(what=Said(exchange.KINDS["terms"]), who=Said(WHO_OPENED))
    if len({one.digest for one in found}) > 1:
        raise exchange.CountFileTwice(what=Said(exchange.KINDS["terms"]), who=Said(WHO_OPENED))
    return found[0], papers


WHO_OPENED = noop("quien abrió la cuenta")


def _now() -> datetime:
    return datetime.now(UTC)


def _today() -> date:
    return _now().date()


def _say(text: str, **values: object) -> None:
    click.echo(terminal_words()(text).format(**values))


def _spaced(fingerprint: str) -> str:
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))


def _tell(agreed: Terms) -> None:
    """Say terms as two persons hear them before they say yes."""
    _say("Cuenta {run}, para estadística, una sola tabla.", run=agreed.run)
    _say("Registros del {first} al {last}.", first=agreed.from_on, last=agreed.to_on)
    _say("Celdas: {cells}.", cells=" × ".join(agreed.cells) or terminal_words()("un solo número"))
    _say("Bastan {least} países de {all}. Vence el {on}.", least=agreed.least, all=len(agreed.countries), on=agreed.expires_on)
    for one in (*agreed.countries, agreed.unit):
        click.echo(f"  {one.who}\t{_spaced(one.fingerprint)}")
    _say("Huella de los términos: {print}", print=_spaced(agreed.digest[:32]))


def _tell_result(path: Path) -> None:
    """Say what the unit told; nothing for other papers."""
    paper = exchange.read_paper(path)
    if paper.kind != "result":
        return
    said = paper.body
    rows = {"TOTAL": said["total"], **said["cells"]} if said["total"] else {}
    for name, (middle, low, high) in rows.items():
        _say("{cell}\t{middle} personas ({low} a {high})", cell=name, middle=middle, low=low, high=high)
    if not rows:
        _say("Ninguna cifra se puede dar: son menos de diez, o lo serían al restar lo de un país.")
    _say("{hidden} celdas no se dan. {countries}, del {from_on} al {to_on}. Método {method}, modelo {model}.", **_method(said))


def _method(said: Body) -> dict[str, object]:
    named = {name: said[name] for name in ("hidden", "from_on", "to_on", "method", "model")}
    return {**named, "countries": " + ".join(said["countries"])}
