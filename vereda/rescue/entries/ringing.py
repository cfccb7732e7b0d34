"""An alert that nobody read went on to the next."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from vereda.logbook.schema import OfThePost
from vereda.rescue.words import RingStep


class AlertRang(OfThePost):
    """Nobody had read the alert, and it rang the next. Written by the machine.

    at_post  whether the machine of the post did it; else that of headquarters
    numbers  how many numbers a text message was queued for; 0: none is kept, or there is no gateway
    """

    kind: ClassVar[str] = "rescue.alert_rang"
    subject_kind: ClassVar[str] = "alert"
    step: RingStep
    at_post: bool = False
    numbers: Annotated[int, Field(ge=0, le=1000)] = 0


KINDS = (AlertRang,)
