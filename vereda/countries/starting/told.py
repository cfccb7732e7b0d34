"""What is told to people in a new country: the few topics that name nothing of another one, as drafts that nobody reviewed."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from re import Pattern
from typing import Any

from ..pack import SMS_FOLDER, TEXTS_FOLDER
from ..texts import Named, named_in
from ..words import Status, Terrain, TopicKind
from .answers import TO_FILL_EN
from .taking import Cells, rows_of

EMERGENCY = "emergencias"
LANGUAGES = ("spa", "eng")
TELLS = (TopicKind.NUMBER, TopicKind.DANGER, TopicKind.CALL, TopicKind.KEPT)
CALL = {
    "spa": f"En una emergencia llame al {{hotline.{EMERGENCY}}}.",
    "eng": f"In an emergency call {{hotline.{EMERGENCY}}}.",
}
"""At what hours somebody answers there, and in which language, nobody has asked yet."""
ON_GROUND = {"train": Terrain.RAILWAY}
"""Dangers that are there on one ground only; heat and rivers are in every country here."""
LINKS = ("right_code", "hazards", "hotline", "service", "deadline")
TOLD = ("title", "short", "spoken", "full")
DRAFT = (f'source = "taken over from pack {{model}}; {TO_FILL_EN}"', f'status = "{Status.DRAFTED.value}"')

type Parts = Mapping[str, Any]  # Any: TOML as read


def topics(model: Path, names: Pattern[str], terrain: Collection[str]) -> tuple[dict[str, str], list[Cells]]:
    """Return the files of texts by language, and the rows of topics.csv: only what is written in every language taken.

    terrain  ground of the first group; a danger that belongs to another ground is left out
    """
    written = {language: tomllib.loads((model / TEXTS_FOLDER / f"{language}.toml").read_text("utf-8")) for language in LANGUAGES}
    rows = [row for row in rows_of(model / "topics.csv") if _is_of_all(row, written, names) and _is_of(row, terrain)]
    codes = [row["code"] for row in rows]
    files = {language: _language(language, parts, codes, model.name, names) for language, parts in written.items()}
    return files, [_topic(row, model.name) for row in rows]


def _is_of_all(row: Cells, written: Mapping[str, Parts], names: Pattern[str]) -> bool:
    """Say whether a topic can be told in any country: no law, no place, no number but the one of emergencies, no name."""
    if row["kind"] not in TELLS or row["right_code"] or row["service"] or row["states"] or row["valid_to"]:
        return False
    if row["kind"] == TopicKind.NUMBER and row["code"] != EMERGENCY:
        return False
    if row["kind"] == TopicKind.DANGER and row["safety_core"] != "true":
        return False
    told = [parts.get(row["code"], {}).get("short", "") for parts in written.values()]
    heads = (row[name] for name in ("label_es", "label_en", "covers_es", "covers_en"))
    return all(told) and all(_is_clean(text, names) for text in (*told, *heads))


def _is_of(row: Cells, terrain: Collection[str]) -> bool:
    return row["symbol"] not in ON_GROUND or ON_GROUND[row["symbol"]] in terrain


def _is_clean(text: str, names: Pattern[str]) -> bool:
    return not names.search(text) and all(found == Named("hotline", EMERGENCY) for found in named_in(text))


def _topic(row: Cells, model: str) -> Cells:
    links = dict.fromkeys((*LINKS, "valid_from"), "") | ({"hotline": EMERGENCY} if row["code"] == EMERGENCY else {})
    return row | links | {"status": Status.DRAFTED.value, "source": f"taken over from pack {model}; {TO_FILL_EN}"}


def _language(language: str, parts: Parts, codes: list[str], model: str, names: Pattern[str]) -> str:
    lines = ["# Drafts taken over from another country: read each one again for this one. Nobody reviewed them: all is preview."]
    lines += ["", f"name = {_quoted(parts['name'])}"]
    for code in codes:
        told = dict.fromkeys(TOLD[1:], CALL[language]) if code == EMERGENCY else parts[code]
        # A sentence that names the other country gives way to the short text, which names nothing.
        said = {name: told[name] if _is_clean(told[name], names) else told["short"] for name in TOLD if name in told}
        lines += ["", f"[{code}]", *(f"{name} = {_quoted(text)}" for name, text in said.items())]
        lines += [line.format(model=model) for line in DRAFT]
    return "\n".join(lines) + "\n"


def sms(model: Path, names: Pattern[str]) -> dict[str, str]:
    """Return how people ask by text message, by language, where no sentence names anything of the model."""
    files = ((path.stem, tomllib.loads(path.read_text("utf-8"))) for path in sorted((model / SMS_FOLDER).glob("*.toml")))
    return {language: _sms(parts, model.name) for language, parts in files if _is_clean(" ".join(parts["says"].values()), names)}


def _sms(parts: Parts, model: str) -> str:
    lines = [*(line.format(model=model) for line in DRAFT), "", "[words]"]
    lines += [f"{asks} = [{', '.join(_quoted(word) for word in words)}]" for asks, words in parts["words"].items()]
    lines += ["", "[says]", *(f"{name} = {_quoted(said)}" for name, said in parts["says"].items())]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a text as TOML writes it on one line, which is as JSON does."""
    return json.dumps(text, ensure_ascii=False)
