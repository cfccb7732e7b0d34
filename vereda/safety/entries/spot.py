"""Where something was, as coarse as it may stand in clear. What is finer is sealed."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from vereda.logbook.schema import Strict
from vereda.places.schema import is_coarse

Area = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]*$")]
Said = Annotated[str, StringConstraints(max_length=80)]


def _coarse(cell: str) -> str:
    if cell and not is_coarse(cell):
        raise ValueError("an H3 cell of resolution 5 is expected")
    return cell


class CoarsePlace(Strict):
    """State, municipality and H3 cell of resolution 5; `kind` as in encounters. All may be unknown."""

    kind: Annotated[str, StringConstraints(max_length=16, pattern=r"^[a-z_]*$")] = "unknown"
    state: Area = Field(default="", max_length=8)
    municipality: Area = Field(default="", max_length=16)
    h3_5: Annotated[str, AfterValidator(_coarse)] = ""
