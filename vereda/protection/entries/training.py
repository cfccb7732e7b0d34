"""Who was trained to ask about signs of trafficking: a mark of an account, given and taken by who trains."""

from __future__ import annotations

from typing import ClassVar

from vereda.logbook.schema import Code, Day, Demand, Payload

MARK = "screener"


class OfTraining(Payload):
    """Written at headquarters alone."""

    subject_kind: ClassVar[str] = MARK
    from_devices: ClassVar[bool] = False
    demands: ClassVar[Demand | None] = Demand("K10", "write", "courses")


class ScreenerTrained(OfTraining):
    """An account was trained to screen, and may until a day."""

    kind: ClassVar[str] = "protection.screener_trained"
    account: Code
    until_on: Day


class ScreenerStopped(OfTraining):
    """It may not any more."""

    kind: ClassVar[str] = "protection.screener_stopped"
    account: Code


KINDS = (ScreenerTrained, ScreenerStopped)
