"""`vereda training`: what a certificate is worth, from its text or picture and the published keys, without a line."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import click

from vereda.cli.main import terminal_words
from vereda.training.schema import VERDICTS, Checked, KeysUnreadable, Verdict, verify

DAY = click.DateTime(["%Y-%m-%d"])


@click.group(name="training")
def command() -> None:
    """Constancias de capacitación: comprobarlas en cualquier máquina, sin línea y sin instalación."""


@command.command(name="verify")
@click.argument("what", metavar="TEXTO|ARCHIVO")
@click.option(
    "--keys",
    "keys",
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    required=True,
    metavar="llaves.json",
    help="Las llaves publicadas: se descargan de la página de constancias.",
)
@click.option("--on", type=DAY, metavar="AAAA-MM-DD", help="Qué valía ese día; sin ella, hoy.")
def verify_command(what: str, keys: Path, on: datetime | None) -> None:
    """Decir si una constancia vale: su texto, un archivo con él, o una foto del código.

    Termina con 0: vale; 1: venció, se anuló o aún no vale; 2: es falsa o no se puede leer.
    """
    say = terminal_words()
    known = _keys(keys)
    checked = verify(_text(what), known, on.date() if on else datetime.now(UTC).astimezone().date())
    click.echo(say(VERDICTS[checked.verdict]))
    if checked.verdict is Verdict.UNREADABLE and _is_pdf(what):
        click.echo(say("Un PDF no se lee aquí. Tome una foto o una captura de su código cuadrado y compruébela."))
    for line in _said(checked):
        click.echo(line)
    click.echo(say("Con las llaves publicadas el {day}.").format(day=known.get("on", "?")))
    raise SystemExit(_code(checked.verdict))


def _code(verdict: Verdict) -> int:
    if verdict is Verdict.VALID:
        return 0
    return 2 if verdict in (Verdict.FORGED, Verdict.UNREADABLE) else 1


def _said(checked: Checked) -> list[str]:
    if checked.said is None:
        return []
    one, say = checked.said, terminal_words()
    ends = say("vale hasta el {day}").format(day=_day(one.until)) if one.until else say("sin término")
    return [f"{one.number}  {one.name}", one.title, f"{one.issuer}  {_day(one.on)}  {ends}"]


def _day(on: date) -> str:
    return on.isoformat()


def _keys(path: Path) -> dict[str, Any]:  # Any: a JWK set
    try:
        found = json.loads(path.read_bytes())
    except ValueError as why:
        raise KeysUnreadable from why
    if not isinstance(found, dict) or not isinstance(found.get("keys"), list):
        raise KeysUnreadable
    return found


def _is_pdf(what: str) -> bool:
    """Tell whether a certificate was given as the file that is printed."""
    path = Path(what)
    return path.suffix.lower() == ".pdf" and path.is_file()


def _text(what: str) -> str:
    """Return the text itself, that of a file, or that of the code in a picture; '' where the picture holds none."""
    path = Path(what)
    try:
        raw = path.read_bytes() if len(what) < 1000 and path.is_file() else None
    except (OSError, ValueError):
        raw = None
    if raw is None:
        return what
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return _of_picture(raw)


def _of_picture(raw: bytes) -> str:
    import zxingcpp
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(raw)) as picture:
            found = zxingcpp.read_barcodes(picture.convert("L"))
    except (UnidentifiedImageError, OSError):
        return ""
    return found[0].text if found else ""
