"""Telephone numbers of our own people, and texts that came in."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from vereda.logbook.schema import Demand, FieldClass, FreeText, OfThePost, Strict
from vereda.messages.words import Warned

Account = Annotated[str, StringConstraints(max_length=64)]


class Telephone(Strict):
    """A number, and whose it is where that is no account (the duty of headquarters). Sealed."""

    number: str = Field(min_length=4, max_length=20)
    name: str = Field(default="", max_length=80)


class NumberKept(OfThePost):
    """A number of somebody of ours. Written again on the same subject it is corrected.

    account  whose it is; '': told in the box
    warned   steps of an alarm at which it gets a message
    """

    kind: ClassVar[str] = "messages.number_kept"
    subject_kind: ClassVar[str] = "staff_number"
    demands: ClassVar[Demand] = Demand("K10", "write", "group_users")
    boxes: ClassVar = {FieldClass.IDENTITY: Telephone}
    account: Account = ""
    warned: list[Warned] = Field(default_factory=list, max_length=3)


class NumberWithdrawn(OfThePost):
    kind: ClassVar[str] = "messages.number_withdrawn"
    subject_kind: ClassVar[str] = "staff_number"
    demands: ClassVar[Demand] = Demand("K10", "write", "group_users")


class TextReceived(OfThePost):
    """A text message came that raised no alarm. account: of ours who wrote it; '': a number that nobody here knows."""

    kind: ClassVar[str] = "messages.text_received"
    subject_kind: ClassVar[str] = "text"
    boxes: ClassVar = {FieldClass.IDENTITY: Telephone, FieldClass.FREE_TEXT: FreeText}
    account: Account = ""


class TextHandled(OfThePost):
    """Somebody read it and did what was to be done; the first one stands."""

    kind: ClassVar[str] = "messages.text_handled"
    subject_kind: ClassVar[str] = "text"


NUMBER_KINDS = (NumberKept, NumberWithdrawn)
TEXT_KINDS = (TextReceived, TextHandled)
