"""`vereda ombuds`: what the outside body does with complaints about our staff, on a machine of its own, without an installation.

Files come in and go out by hand. The private keys never leave the body; whoever of the network runs this has none to open with.
"""

from __future__ import annotations

import os
from pathlib import Path

import click

from vereda.cli.main import terminal_words
from vereda.complaints import schema as complaints
from vereda.complaints.schema import Carried, PrivateKeys, Told, Word

FILE = click.Path(dir_okay=False, exists=True, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)
PRIVATE, PUBLIC = "ombuds-private.pem", "ombuds-public.json"
KEY = click.option("--key", "key", type=FILE, required=True, metavar="ombuds-private.pem", help="Las llaves privadas.")


@click.group(name="ombuds")
def command() -> None:
    """Para el organismo externo: hacer sus llaves, leer quejas, contestarlas, cerrarlas. No necesita una instalación."""


@command.command(name="keys")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="CARPETA")
def keys_command(folder: Path) -> None:
    """Hacer las llaves, una sola vez, en una máquina del organismo y de nadie de la red.

    La privada abre las quejas: guárdela bajo contraseña, con una copia en otro lugar cerrado. Sin ella nadie las abre nunca. La
    pública se entrega a la red; comparen la huella por teléfono antes de usarla.
    """
    say = terminal_words()
    for name in (PRIVATE, PUBLIC):
        if (folder / name).exists():
            raise complaints.KeysThere(path=folder)
    asked = say("Contraseña (al menos {least} signos)").format(least=complaints.PASSPHRASE_LEAST)
    passphrase = click.prompt(asked, hide_input=True, confirmation_prompt=say("Otra vez"))
    keys = complaints.new_keys()
    pem = complaints.pem_of(keys, passphrase)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(folder / PRIVATE, pem)
    _write(folder / PUBLIC, complaints.public_file(keys.public))
    click.echo(say("Privada, solo del organismo: {path}").format(path=folder / PRIVATE))
    click.echo(say("Pública, para la red: {path}").format(path=folder / PUBLIC))
    click.echo(say("Huella, para comparar por teléfono: {print}").format(print=_spaced(keys.public.fingerprint)))
    click.echo(say("Pruebe ahora que la contraseña abre la privada: vereda ombuds print --key …"))


@command.command(name="print")
@KEY
def print_command(key: Path) -> None:
    """Decir la huella de unas llaves: prueba también que la contraseña es esa."""
    click.echo(_spaced(_keys(key).public.fingerprint))


@command.command(name="read")
@click.argument("file", type=FILE, metavar="QUEJAS.json")
@KEY
@click.option("--number", type=int, metavar="N", help="Solo la de un número.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="CARPETA", help="Un archivo de texto por queja.")
def read_command(file: Path, key: Path, number: int | None, out: Path | None) -> None:
    """Leer las quejas de un archivo que trajo la red. Quedan abiertas donde usted las escriba: cuide esa carpeta.

    Termina con 0: leídas; 1: alguna no se abre con estas llaves; 2: hay que corregir el archivo o la contraseña.
    """
    country, found = complaints.carried_in(file.read_bytes(), file.name)
    keys = _keys(key)
    chosen = [complaints.numbered(found, number)] if number is not None else found
    shut = 0
    for one in chosen:
        try:
            told, _answer_key = complaints.read(one, keys, country)
        except (complaints.NotSealed, complaints.OtherKey):
            shut += 1
            click.echo(f"{_head(one)}: {terminal_words()('no se abre con estas llaves, o llegó dañada')}", err=True)
            continue
        text = _text(one, told)
        if out:
            _write(_made(out) / f"queja-{one.number}.txt", text.encode())
        else:
            click.echo(text)
    if shut:
        raise SystemExit(1)


@command.command(name="answer")
@click.argument("file", type=FILE, metavar="QUEJAS.json")
@KEY
@click.option("--number", type=int, required=True, metavar="N", help="Cuál.")
@click.option("--text", type=FILE, required=True, metavar="RESPUESTA.txt", help="La respuesta, en la lengua de la queja.")
@click.option("--close", "closes", is_flag=True, help="Y queda cerrada.")
@click.option("--out", type=OUT, required=True, metavar="RESPUESTAS.json", help="Archivo para la red; si ya está, se agrega.")
def answer_command(file: Path, key: Path, number: int, text: Path, closes: bool, out: Path) -> None:
    """Contestar una queja. Solo la lee quien trae el comprobante; la red ve si quedó abierta o cerrada."""
    _say(file, key, number, out, text.read_text("utf-8"), closes)


@command.command(name="close")
@click.argument("file", type=FILE, metavar="QUEJAS.json")
@KEY
@click.option("--number", type=int, required=True, metavar="N", help="Cuál.")
@click.option("--out", type=OUT, required=True, metavar="RESPUESTAS.json", help="Archivo para la red; si ya está, se agrega.")
def close_command(file: Path, key: Path, number: int, out: Path) -> None:
    """Cerrar una queja sin respuesta. Contestarla otra vez la abre de nuevo."""
    _say(file, key, number, out, "", closes=True)


def _say(file: Path, key: Path, number: int, out: Path, text: str, closes: bool) -> None:
    country, found = complaints.carried_in(file.read_bytes(), file.name)
    one = complaints.numbered(found, number)
    before: list[Word] = []
    if out.exists():
        of_country, before = complaints.words_in(out.read_bytes(), out.name)
        if of_country != country:
            raise complaints.FileWrong(path=out.name)
    word = complaints.say(one, _keys(key), country, text=text, closes=closes)
    _write(out, complaints.words_file(country, [*before, word]))
    told = terminal_words()("Queja {number}: {count} en {path}. Llévelo a la red.")
    click.echo(told.format(number=number, count=len(before) + 1, path=out))


def _keys(path: Path) -> PrivateKeys:
    passphrase = click.prompt(terminal_words()("Contraseña de las llaves"), hide_input=True)
    return complaints.keys_from(path.read_bytes(), passphrase, path.name)


def _head(one: Carried) -> str:
    return terminal_words()("Queja {number}, {month}").format(number=one.number, month=one.month)


def _text(one: Carried, told: Told) -> str:
    """Return a complaint as it is read; control signs are shown, so that none moves the cursor of a terminal."""
    say = terminal_words()
    named = (("Cuándo", told.when), ("Dónde", told.where), ("Sobre quién", told.who), ("Cómo localizarle", told.contact))
    lines = [_head(one), *(f"{say(name)}: {value}" for name, value in named if value), "", told.text, ""]
    return "".join(sign if sign.isprintable() or sign == "\n" else "\N{REPLACEMENT CHARACTER}" for sign in "\n".join(lines))


def _spaced(fingerprint: str) -> str:
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _write(path: Path, content: bytes) -> None:
    """Write a whole file or none, for its owner alone."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(content)
        beside.replace(path)
    except OSError as why:
        beside.unlink(missing_ok=True)
        raise complaints.FileNotKept(path=path, reason=why.strerror) from None
