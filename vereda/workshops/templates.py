"""Templates of workshops: their sessions, with where each comes from. Pure; the list is `data/templates.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pydantic import Field

from vereda.logbook.schema import Strict
from vereda.workshops.entries.base import Said
from vereda.workshops.entries.workshop import MaterialSet, SessionSet
from vereda.workshops.errors import TemplateUnknown

LIST = Path(__file__).with_name("data") / "templates.toml"


class Template(Strict):
    """A workshop to begin from. source, status: as the list of facts has them."""

    code: str
    name: Said
    purpose: Said
    days: int = Field(ge=1, le=60)
    source: str
    status: str
    note: Said
    sessions: list[SessionSet]
    materials: list[MaterialSet]


@cache
def templates() -> dict[str, Template]:
    """Return the templates by code."""
    found = tomllib.loads(LIST.read_text(encoding="utf-8"))["template"]
    return {one.code: one for one in (Template.model_validate(told) for told in found)}


def template(code: str) -> Template:
    """Return one of them. Raises TemplateUnknown."""
    if code not in templates():
        raise TemplateUnknown
    return templates()[code]
