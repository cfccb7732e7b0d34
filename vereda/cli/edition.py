"""`vereda edition`: the public tables of a month, published by two persons, revised by number, read again to the digit."""

from __future__ import annotations

from datetime import datetime

import click
from django.utils import timezone
from django.utils.translation import gettext

from vereda.access import door as access
from vereda.access.door import Reader
from vereda.cli import edition_feeds
from vereda.cli.bulletin import K8
from vereda.cli.edition_files import hxl_command, pdf_command, xlsx_command
from vereda.cli.lock import writing
from vereda.cli.main import terminal_language
from vereda.settings.environment import env
from vereda.statistics import door as statistics
from vereda.statistics.door import Edition, EditionFilesWrong, EditionUnknown, NothingProposed

COUNTRY = click.option("--country", default=lambda: env().country, metavar="ISO", help="País; sin ella, el de esta instalación.")
AS = click.option("--as", "as_", required=True, metavar="CUENTA", help="Quién lo pide; la segunda persona es otra.")
MONTH = click.argument("month", metavar="AAAA-MM|AAAA")


@click.group(name="edition")
def command() -> None:
    """Ediciones: las tablas públicas de un mes, protegidas y congeladas.

    Una persona propone y otra publica, cada una con la misma orden, o la devuelve y dice por qué. Lo publicado no se vuelve a
    escribir: se revisa con número.
    """


for one in (pdf_command, xlsx_command, hxl_command, *edition_feeds.COMMANDS):
    command.add_command(one)


@command.command(name="tables")
@click.option("--lang", type=click.Choice(["es", "en"]), default=terminal_language, help="Idioma.")
def tables_command(lang: str) -> None:
    """Ver la lista cerrada de tablas que se publican; no sale ninguna otra."""
    for one in statistics.public_tables():
        columns = ", ".join(statistics.word_of(name, lang) for name in one.by)
        said = (one.said("title", lang), columns, one.unit(lang), one.said("universe", lang), one.said("note", lang))
        click.echo("\n  ".join((one.code, *said)))
    click.echo(
        gettext("{n} tablas, lista {version}").format(n=len(statistics.public_tables()), version=statistics.list_version())
    )


@command.command(name="publish")
@MONTH
@COUNTRY
@AS
def publish_command(month: str, country: str, as_: str) -> None:
    """Proponer la edición de un mes, o de un año con sus meses ya publicados; si otra persona ya la propuso, publicarla."""
    _sign(month, country, as_, "")


@command.command(name="revise")
@MONTH
@COUNTRY
@AS
@click.option("--why", default="", metavar="TEXTO", help="Por qué, en palabras; quien propone la revisión lo dice.")
def revise_command(month: str, country: str, as_: str, why: str) -> None:
    """Proponer una revisión de lo publicado, con su porqué; si otra persona ya la propuso, publicarla."""
    statistics.standing(country, _period(month))
    _sign(month, country, as_, why)


@command.command(name="refuse")
@MONTH
@COUNTRY
@AS
@click.option("--why", default="", metavar="TEXTO", help="Por qué, en palabras: lo lee quien la propuso.")
def refuse_command(month: str, country: str, as_: str, why: str) -> None:
    """Devolver lo que otra persona propuso, y decir por qué. No se publica nada."""
    period, by = _period(month), access.author_of(reader_who_signs(as_, country))
    with writing():
        statistics.refuse(period, why=why, by=by, at=timezone.now())
    click.echo(gettext("Devuelta. Quien la propuso leerá por qué."))


@command.command(name="withdraw")
@MONTH
@COUNTRY
@AS
@click.option("--why", default="", metavar="TEXTO", help="Por qué, si hace falta.")
def withdraw_command(month: str, country: str, as_: str, why: str) -> None:
    """Retirar lo que uno mismo propuso, antes de que se publique."""
    period, by = _period(month), access.author_of(reader_who_signs(as_, country))
    with writing():
        statistics.withdraw(period, why=why, by=by, at=timezone.now())
    click.echo(gettext("Retirada. No se publicó nada."))


@command.command(name="compare")
@MONTH
@COUNTRY
@click.option("--table", "code", required=True, metavar="TABLA", help="Qué tabla; la lista: vereda edition tables.")
def compare_command(month: str, country: str, code: str) -> None:
    """Escribir una tabla junto a la del mismo mes del año anterior, como CSV. Las dos son cifras publicadas."""
    row = statistics.standing(country, f"{statistics.month_of(month):%Y-%m}")
    earlier = statistics.a_year_before(row)
    if earlier is None:
        raise EditionUnknown(edition=gettext("el mismo mes del año anterior"))
    now, then, table = statistics.kept(row), statistics.kept(earlier), statistics.public_table(code)
    new, old = now.sheet(code), then.sheet(code)
    if new is None or old is None:
        raise EditionUnknown(edition=code)
    changed = statistics.remapped(now, then, country)
    rows = statistics.compared(new, old)
    periods, codes = (earlier.period, row.period), {one.category for one in changed}
    click.echo(statistics.compared_csv(table.by, periods, rows, codes), nl=False)
    for one in changed if "category" in table.by else []:
        click.echo(f"{one.category}: +{','.join(one.more)} -{','.join(one.less)} {' '.join(map(str, one.on))}", err=True)


@command.command(name="show")
@click.argument("month", metavar="AAAA-MM", required=False)
@COUNTRY
@click.option("--series", default="", metavar="SERIE", help="De lo que imprimieron otros: qué serie.")
@click.option("--revision", type=click.IntRange(min=1), metavar="N", help="Sin ella, la última.")
@click.option("--table", "code", metavar="TABLA", help="Escribir esta tabla como CSV.")
@click.option("--verify", is_flag=True, help="Revisar los archivos y volver a sacar cada cifra de la copia de la edición.")
def show_command(month: str | None, country: str, series: str, revision: int | None, code: str | None, verify: bool) -> None:
    """Ver qué ediciones hay, o una; con --verify, comprobar que es a la cifra lo que se publicó.

    Termina con 0: hecho; 1: los archivos no son los que se publicaron, o no hay edición.
    """
    if month is None:
        for row in statistics.editions_of(country):
            click.echo(_line(row))
        return
    row = statistics.standing(country, month.strip(), series)
    numbers = [revision or len(row.revisions)] if code or revision or not verify else range(1, len(row.revisions) + 1)
    for number in numbers:
        one = statistics.kept(row, number)
        if code:
            sheet = one.sheet(code) or one.sheet(statistics.public_table(code).code)
            click.echo(statistics.csv_text(sheet) if sheet else "", nl=False)
            continue
        click.echo(_told(row, number, one.manifest))
        if verify:
            _verify(row, number)


def _verify(row: Edition, number: int) -> None:
    differ = statistics.not_reproduced(row, number)
    if differ:
        raise EditionFilesWrong(edition=f"{row.period} r{number}", what=", ".join(differ))
    click.echo(gettext("Comprobada: cada archivo es el que se publicó y cada cifra sale igual de su propia copia."))


def _sign(month: str, country: str, as_: str, why: str) -> None:
    period = _period(month)
    reader = reader_who_signs(as_, country)
    by, at = access.author_of(reader), timezone.now()
    with writing():
        row = statistics.edition(country, period)
        if row is not None and row.proposal and row.proposal["by"] != by.account:
            statistics.publish_period(period, by=by, at=at)
            done = gettext("Publicada.")
        else:
            statistics.propose_period(period, by=by, at=at, why=why)
            done = gettext("Propuesta. La publica otra persona con la misma orden.")
            if row is not None and row.sent_back and row.sent_back["why"]:
                done += "\n" + gettext("La anterior se devolvió o retiró: {why}").format(why=row.sent_back["why"])
    row = statistics.edition(country, period)
    if row is None:
        raise NothingProposed
    click.echo(f"{_line(row)}\n{done}")


def _period(written: str) -> str:
    """Return a period as it is kept. Raises MonthNotUnderstood."""
    return written.strip() if statistics.is_year(written.strip()) else f"{statistics.month_of(written):%Y-%m}"


def reader_who_signs(as_: str, country: str) -> Reader:
    """Return the account as a reader with the right to say yes to numbers of the country. Raises NotForYou."""
    reader = access.reader_for_command(as_, access.Purpose.STATISTICS)
    relation = access.relation_to(reader, country=country)
    access.demand(reader, K8, access.Action.APPROVE, relation, access.Part.PROTECTED)
    access.log_read(reader, K8, access.Action.APPROVE)
    return reader


def _line(row: Edition) -> str:
    last = row.revisions[-1] if row.revisions else None
    parts = [row.name, f"r{last['revision']}" if last else "—"]
    for one, word in ((last, gettext("publicada")), (row.proposal, gettext("propuesta"))):
        if one:
            held = gettext("{cells} celdas, {withheld} reservadas").format(cells=one["cells"], withheld=one["withheld"])
            parts.append(f"{word} {datetime.fromisoformat(one['at']):%Y-%m-%d}: {held}")
    return " · ".join(parts)


def _told(row: Edition, number: int, manifest: dict[str, object]) -> str:
    one = row.revisions[number - 1]
    lines = [
        f"{manifest['edition']} · {manifest['method']} · {manifest['software']}",
        f"  sha256 {one['content']}",
        gettext("  {cells} celdas, {withheld} reservadas; protección: {how}").format(
            cells=one["cells"], withheld=one["withheld"], how=manifest["protection"]
        ),
        gettext("  a la fecha del bloque {block}").format(block=one["as_of_block"]) if one["as_of_block"] else "",
        f"  {one['printed_in']}" if one.get("printed_in") else "",
        gettext("  cambia {n} celdas: {why}").format(n=one["changed"], why=one["why"]) if number > 1 else "",
    ]
    return "\n".join(line for line in lines if line)
