"""The two facts of a complaint: that one came, sealed; and what the outside body says of it, signed.

What is sealed stands in the body of the entry and in no box: a box has a key here, and whoever has it can read, or throw the key
away. No phone and no post writes either: the signature of a phone would tell who complained, the name of a post of whom.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from vereda.logbook.schema import Payload

COMPLAINT = "complaint"
Base64 = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]*={0,2}$")]


class OfComplaints(Payload):
    """What the machine of headquarters writes: nobody is its author."""

    subject_kind: ClassVar[str] = COMPLAINT
    from_devices: ClassVar[bool] = False


class ComplaintCame(OfComplaints):
    """One came. It is dated on the first of its month.

    number  one more than the last: a gap would show
    key     fingerprint of the body's keys; sealed: what only it opens [base64]
    """

    kind: ClassVar[str] = "complaints.came"
    number: Annotated[int, Field(ge=1)]
    month: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}$")]
    key: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    sealed: Annotated[Base64, Field(max_length=100_000)]


class BodySaid(OfComplaints):
    """The outside body answered, closed it, or both. The latest says how it stands. signature: with the body's own key."""

    kind: ClassVar[str] = "complaints.body_said"
    sealed: Annotated[Base64, Field(max_length=100_000)] = ""
    closes: bool
    signature: Annotated[Base64, Field(max_length=100)]


KINDS = (ComplaintCame, BodySaid)
