"""`vereda countries key`, `release`, `trust`, `upgrade`, `promote`: a pack handed on, signed, tried, and taken into use."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import click
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from vereda.cli.main import terminal_words
from vereda.countries.door import (
    KeyStands,
    Pack,
    ReleaseRefused,
    changes,
    distrust,
    folder_of,
    gaps_between,
    installed,
    key_fingerprint,
    load,
    make_release,
    promote,
    read_release,
    trust,
    trusted,
    try_release,
)
from vereda.said import Said, noop
from vereda.settings.environment import env
from vereda.settings.secrets import folder_of_own

KEY = click.option(
    "--key", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Llave que firma."
)


@click.command(name="key")
@KEY
def key_command(key: Path) -> None:
    """Hacer la llave con que se firman las versiones; escribe su huella, que se compara por teléfono."""
    if key.exists():
        raise KeyStands(file=str(key))
    made = ec.generate_private_key(ec.SECP256R1())
    plain = serialization.NoEncryption()
    key.touch(mode=0o600)
    key.write_bytes(made.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, plain))
    click.echo(key_fingerprint(made.public_key()))
    say = terminal_words()
    click.echo(
        say("Es la huella de la llave: léala por teléfono a quien vaya a tomar sus versiones. La llave no sale de aquí."),
        err=True,
    )


@click.command(name="release")
@click.argument("iso")
@click.option("--version", required=True, metavar="2026.1", help="Año y número.")
@KEY
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Archivo.")
def release_command(iso: str, version: str, key: Path, out: Path) -> None:
    """Hacer una versión firmada de un paquete, para llevarla a otra instalación."""
    folder = folder_of(iso)
    load(folder)
    signer = _key_of(key)
    _write(out, make_release(folder, version, signer, _today()))
    said = terminal_words()("Versión {version} de {iso} en {file}, firmada con la llave {key}.")
    click.echo(said.format(version=version, iso=folder.name, file=out, key=key_fingerprint(signer.public_key())))


def _write(target: Path, content: bytes) -> None:
    """Write all or nothing: half a release is none. Without Django, unlike other files of the command line."""
    half = target.with_name(f".{target.name}.part")
    try:
        half.write_bytes(content)
        half.replace(target)
    except OSError as why:
        half.unlink(missing_ok=True)
        raise ReleaseRefused(why=Said(noop("no se pudo escribir {path}; dé otra carpeta"), path=str(target))) from why


def _key_of(path: Path) -> ec.EllipticCurvePrivateKey:
    try:
        found = serialization.load_der_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError):
        found = None
    if not isinstance(found, ec.EllipticCurvePrivateKey):
        raise ReleaseRefused(
            why=Said(noop("{path} no es una llave; hágala con «vereda countries key --key {path}»"), path=str(path))
        )
    return found


@click.command(name="trust")
@click.argument("fingerprint")
@click.option("--remove", is_flag=True, help="No tomar nada más de esa llave.")
def trust_command(fingerprint: str, remove: bool) -> None:
    """Anotar que se comparó la huella de una llave con quien la tiene, por teléfono."""
    if len(fingerprint) != 64 or not set(fingerprint) <= set("0123456789abcdef"):
        raise ReleaseRefused(
            why=Said(
                noop("una huella son 64 signos, del 0 al 9 y de la a a la f, sin espacios: la que muestra «vereda countries key»")
            )
        )
    (distrust if remove else trust)(fingerprint)
    say = terminal_words()
    click.echo(say("Ya no se toma nada de esa llave.") if remove else say("Anotada: se toman las versiones que firme esa llave."))


@click.command(name="upgrade")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--preview", is_flag=True, help="Solo decir qué cambiaría.")
def upgrade_command(file: Path, preview: bool) -> None:
    """Poner a prueba una versión: dice qué cambia, y no toca lo que está en uso. Se lee con VEREDA_PACKS=test."""
    say, data = terminal_words(), file.read_bytes()
    release = read_release(data, trusted())
    old = load(folder_of(release.iso)) if release.iso in installed() else None
    new = try_release(release, keep=not preview)
    click.echo(f"{release.iso} {release.version} · {release.made_on.isoformat()} · {release.signed_by[:16]}")
    if old is not None:
        _tell(old, new)
    else:
        click.echo(say("Un país nuevo aquí: {name}.").format(name=new.name_es))
    if not preview:
        _write(folder_of_own(env().home / "releases") / f"{release.iso}-{release.version}.zip", data)
        click.echo(
            say("A prueba. Véala con VEREDA_PACKS=test, y después: vereda countries promote {iso}").format(iso=release.iso)
        )


def _tell(old: Pack, new: Pack) -> None:
    say = terminal_words()
    every = changes(old, new)
    if not every:
        click.echo(say("No cambia ningún renglón de las tablas."))
    for one in every:
        click.echo(
            say("{table}: {new} renglones nuevos, {other} cambiados").format(
                table=one.table, new=len(one.new), other=len(one.other)
            )
        )
        for code in one.other[:20]:
            click.echo(f"  {code[:60]}")
    closed, opened = gaps_between(old, new, _today())
    if closed:
        click.echo(say("Huecos que cierra: {codes}").format(codes=", ".join(closed)))
    if opened:
        click.echo(say("Huecos que abre: {codes}").format(codes=", ".join(opened)))


@click.command(name="promote")
@click.argument("iso")
def promote_command(iso: str) -> None:
    """Pasar la versión a prueba al uso diario; la que estaba se guarda. Después hay que arrancar de nuevo."""
    version = promote(iso.lower())
    click.echo(terminal_words()("{iso} {version} en uso; arranque de nuevo.").format(iso=iso.lower(), version=version))


def _today() -> date:
    return datetime.now(UTC).date()


COMMANDS = (key_command, release_command, trust_command, upgrade_command, promote_command)
