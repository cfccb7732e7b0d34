"""The code by which a caller asks whether an alert is still open."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from vereda.logbook.schema import FieldClass, OfThePost, Strict


class CodeKey(Strict):
    """The key of a code's digest [hexadecimal]. Sealed with the alert, so that a code ends when the alert is erased."""

    key: str = Field(min_length=64, max_length=64, pattern=r"^[0-9a-f]+$")


class CallerCodeGiven(OfThePost):
    """A caller got a code. Nobody can read it again: what is kept is its beginning and a keyed digest of the whole.

    begins  first four digits, by which the entry is found
    digest  HMAC-SHA256 of the twelve digits under the sealed key [hexadecimal]
    """

    kind: ClassVar[str] = "rescue.caller_code_given"
    subject_kind: ClassVar[str] = "alert"
    boxes: ClassVar = {FieldClass.CONTACT: CodeKey}
    begins: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


KINDS = (CallerCodeGiven,)
