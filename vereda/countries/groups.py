"""The groups of a pack by code. The practice of a group is answered too, and is none of them: it is in no list and no count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vereda.practice import is_practice, real_of

from .rows import Group

SHOWN = "SIMULACRO · "


class Groups(dict[str, Group]):
    """A mapping of code to group; asked for a group's shadow code, it answers with the group's own row under a loud name."""

    def __init__(self, groups: Mapping[str, Group]) -> None:
        super().__init__(groups)
        self._shadows: dict[str, Group] = {}

    def __missing__(self, code: str) -> Group:
        if code not in self:
            raise KeyError(code)
        if code not in self._shadows:
            row = self[real_of(code)]
            self._shadows[code] = row.model_copy(update={"code": code, "name": f"{SHOWN}{row.name}"})
        return self._shadows[code]

    def __contains__(self, code: object) -> bool:
        if isinstance(code, str) and is_practice(code):
            code = real_of(code)
        return super().__contains__(code)

    def get(self, code: str, default: Any = None) -> Any:  # Any: as of any mapping
        """Return a group, or the practice of one; else the default."""
        return self[code] if code in self else default  # noqa: SIM401  it would ask itself
