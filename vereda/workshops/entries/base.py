"""What the facts of workshops are made of. All are written at headquarters or at the desk of a host group, by no phone."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import StringConstraints

from vereda.countries.door import Role
from vereda.logbook.schema import Demand, Payload, Strict

LINE_MOST, TEXT_MOST = 200, 2000  # [signs]
ThingCode = Annotated[str, StringConstraints(min_length=1, max_length=24, pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")]
Iso = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Lang = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Hour = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Digest = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")]  # '' where nothing was read
Line = Annotated[str, StringConstraints(min_length=1, max_length=LINE_MOST, strip_whitespace=True)]
LineIf = Annotated[str, StringConstraints(max_length=LINE_MOST, strip_whitespace=True)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=TEXT_MOST, strip_whitespace=True)]

Institution = Role
"""What an institution does; its name stands beside."""


class Said(Strict):
    """Words in the two languages of reports."""

    es: Text
    en: Text

    def of(self, lang: str) -> str:
        return self.en if lang == "en" else self.es


class OfWorkshops(Payload):
    """A fact of a workshop, a visit or somebody who comes.

    field         what it writes in the folded state: a name, and the fields of the payload that tell one from another
    is_milestone  the first stands
    """

    from_devices: ClassVar[bool] = False
    demands: ClassVar[Demand | None] = Demand("K10", "write", "workshops")
    field: ClassVar[tuple[str, ...]]
    is_milestone: ClassVar[bool] = False
