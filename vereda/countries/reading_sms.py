"""Reading the folder `sms/` of a pack, and what must hold between it, the languages and the numbers that it names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from . import errors
from .errors import Problem
from .pack import SMS_FOLDER
from .reading import Table, line_of, text_of
from .septets import length_of
from .sms import SmsLanguage
from .texts import EXAMPLE, named_in

WHOLE = "un archivo con status, source, [words] y [says] completos, y cada palabra una sola vez"


def read_sms(folder: Path, problems: list[Problem]) -> dict[str, SmsLanguage]:
    """Return how people ask by text message, by language; what cannot be read goes to `problems`."""
    found = {}
    for path in sorted((folder / SMS_FOLDER).glob("*")):
        name = f"{SMS_FOLDER}/{path.name}"
        if path.suffix != ".toml":
            problems.append(Problem(name, 0, 0, "", path.name, errors.UnknownFile()))
        elif (one := _read(path, name, problems)) is not None:
            found[path.stem] = one
    return found


def _read(path: Path, name: str, problems: list[Problem]) -> SmsLanguage | None:
    written = text_of(path, "TOML", problems, name)
    if written is None:
        return None
    try:
        return SmsLanguage.model_validate(tomllib.loads(written))
    except tomllib.TOMLDecodeError as wrong:
        at = re.search(r"line (\d+), column (\d+)", str(wrong))
        line, column = (int(at[1]), int(at[2])) if at else (written.count("\n") + 1, 0)
        problems.append(Problem(name, line, column, "", "", errors.Unreadable(format="TOML")))
    except ValidationError as wrong:
        first = wrong.errors()[0]
        where = str(first["loc"][-1]) if first["loc"] else ""
        line = line_of(written, rf"^{re.escape(where)}\s*=") if where else 0
        problems.append(Problem(name, line, 0, where, first["msg"], errors.BadValue(expected=WHOLE)))
    return None


def problems_of_sms(sms: Mapping[str, SmsLanguage], tables: dict[str, Table[Any]]) -> Iterator[Problem]:  # Any: rows of schemas
    """Yield what is wrong between the sentences, the languages and the numbers that they name; and what fits no message."""
    languages = {placed.row.code for placed in tables["languages"].rows}
    numbers = {f"{{hotline.{placed.row.code}}}": placed.row.number for placed in tables["hotlines"].rows}
    for language, one in sms.items():
        name = f"{SMS_FOLDER}/{language}.toml"
        if language not in languages:
            yield Problem(name, 0, 0, "", language, errors.UnknownReference(file="languages.csv"))
        for key, said in one.says.items():
            for named in named_in(said):
                if str(named) not in numbers:
                    yield Problem(name, 0, 0, key, str(named), errors.PlaceholderUnknown(example=EXAMPLE))
                said = said.replace(str(named), numbers.get(str(named), ""))
            length = length_of(said)
            if not length.fits:
                yield Problem(name, 0, 0, key, f"{said[:30]}…", errors.ShortTooLong(most=length.most, count=length.count))
