"""The facts of a text: written whole, checked by a second person, withdrawn. One subject is one topic in one language.

So saving one language cannot touch another. A text is public and nothing of it is sealed. It is written at headquarters' node
alone: a stolen desk of a post must not change what the whole country is told.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from vereda.guidance.words import FULL_SIGNS, SHORT_SIGNS, SPOKEN_SIGNS
from vereda.logbook.schema import Day, Payload

TopicCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{3}$")]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


class _OfText(Payload):
    subject_kind: ClassVar[str] = "guidance_text"
    from_devices: ClassVar[bool] = False
    topic: TopicCode
    language: Language


class TextWritten(_OfText):
    """A whole version. based_on: the version that its author had before him, '' where there was none.

    A version is named by what it says (`rules.text.version_of`): the same words are the same version wherever they stand.
    """

    kind: ClassVar[str] = "guidance.text_written"
    title: Annotated[str, StringConstraints(max_length=80)] = ""
    short: Annotated[str, StringConstraints(min_length=1, max_length=SHORT_SIGNS)]
    spoken: Annotated[str, StringConstraints(min_length=1, max_length=SPOKEN_SIGNS)]
    full: Annotated[str, StringConstraints(min_length=1, max_length=FULL_SIGNS)]
    source: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    article: Annotated[str, StringConstraints(max_length=600)] = ""
    based_on: Version | None = None


class TextChecked(_OfText):
    """Somebody read the source and the version and answers for it by name. Counts for whoever did not write it.

    until  last day on which the check is good; at most 12 months after the source was read, however late it says
    """

    kind: ClassVar[str] = "guidance.text_checked"
    version_id: Version
    reviewer: Line
    office: Line
    source_read_on: Day
    until: Day


class TextWithdrawn(_OfText):
    """Nothing of it is shown any more, at once. versions: those that were here; writing it anew brings it back."""

    kind: ClassVar[str] = "guidance.text_withdrawn"
    reason: Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]
    versions: list[Version] = Field(min_length=1, max_length=400)


TEXT_KINDS = (TextWritten, TextChecked, TextWithdrawn)
