"""The facts of a number that people are given: corrected, rung. One subject is one number of the pack, by its code."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import StringConstraints

from vereda.guidance.entries.text import Line
from vereda.logbook.schema import Day, Payload

HotlineCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)]
Number = Annotated[str, StringConstraints(pattern=r"^\+?[0-9](?:[ -]?[0-9]){1,17}$")]


class _OfHotline(Payload):
    subject_kind: ClassVar[str] = "hotline"
    from_devices: ClassVar[bool] = False
    hotline: HotlineCode


class NumberCorrected(_OfHotline):
    """The number is another one, or is answered at other hours. Every text that names it by its code is right from now on."""

    kind: ClassVar[str] = "guidance.number_corrected"
    number: Number
    international: Number | None = None
    hours: Annotated[str, StringConstraints(max_length=80)] = ""
    languages: Annotated[str, StringConstraints(max_length=80)] = ""
    source: Annotated[str, StringConstraints(min_length=1, max_length=600)]
    source_read_on: Day


class NumberRung(_OfHotline):
    """Somebody rang a number on the day of the entry. What was rung of an old number says nothing of a new one."""

    kind: ClassVar[str] = "guidance.number_rung"
    number: Number
    answered: bool
    reviewer: Line
    office: Line


NUMBER_KINDS = (NumberCorrected, NumberRung)
