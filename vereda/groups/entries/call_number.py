"""The facts of the number that a migrant may ring: kept, rung by a second person, tried each day, taken off.

It stands in clear: it is there to be given to anybody, and is nobody's own. Each act names the number that it is about, so that
what was tried of an old number says nothing of a new one.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import StringConstraints

from vereda.logbook.schema import Demand, OfThePost

Number = Annotated[str, StringConstraints(pattern=r"^\+?[0-9]{3,15}$")]


class _OfTheNumber(OfThePost):
    subject_kind: ClassVar[str] = "call_number"


class CallNumberKept(_OfTheNumber):
    """The number of the group. Written again, it is another one, and begins anew."""

    kind: ClassVar[str] = "groups.call_number_kept"
    demands: ClassVar[Demand] = Demand("K10", "write", "group_users")
    number: Number


class CallNumberVerified(_OfTheNumber):
    """Another person rang it and the group answered. Counts for whoever did not keep it, and as long as the rule says."""

    kind: ClassVar[str] = "groups.call_number_verified"
    demands: ClassVar[Demand] = Demand("K1", "write", "post")
    number: Number


class CallNumberTested(_OfTheNumber):
    """The day's test call was answered; when, says the entry."""

    kind: ClassVar[str] = "groups.call_number_tested"
    number: Number


class CallNumberWithdrawn(_OfTheNumber):
    """It is given to nobody any more."""

    kind: ClassVar[str] = "groups.call_number_withdrawn"
    demands: ClassVar[Demand] = Demand("K10", "write", "group_users")


CALL_NUMBER_KINDS = (CallNumberKept, CallNumberVerified, CallNumberTested, CallNumberWithdrawn)
