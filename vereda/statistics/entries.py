"""The facts of editions: what was proposed, published or sent back, what a revision changed; and what an office had counted by
hand before. Written at headquarters.

The numbers of an edition stand in its own files, which these facts name by their SHA-256. No person is in either.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.logbook.schema import Code, Payload, Strict
from vereda.statistics.words import Origin

EDITION = "edition"
WHY_MOST = 1000  # [signs]
Period = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2]))?$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Number = Annotated[int, Field(ge=0, le=10_000_000)]
Revision = Annotated[int, Field(ge=1, le=10_000)]
Why = Annotated[str, StringConstraints(min_length=1, max_length=WHY_MOST)]


class OfEditions(Payload):
    """What headquarters writes about an edition; no phone and no post does.

    period   '2011-12', or '2011' of a year
    content  SHA-256 of the draft that is proposed, or of the manifest that is published; it names every file by its own
    """

    subject_kind: ClassVar[str] = EDITION
    from_devices: ClassVar[bool] = False

    period: Period


class EditionProposed(OfEditions):
    """Somebody asks that these very tables be published: as the first, or as a revision that says why."""

    kind: ClassVar[str] = "statistics.edition_proposed"
    revision: Revision
    content: Digest
    as_of_block: Number
    cells: Number
    withheld: Number
    changed: Number = 0
    why: Why | None = None


class EditionPublished(OfEditions):
    """An edition stands from now on, by a second person; or what others printed was copied, which nobody protects.

    origin, series, printed_in  whose numbers; of the press: the name of the series, and where it was printed
    proposal                    the entry that a second person says yes to; None: what others printed
    """

    kind: ClassVar[str] = "statistics.edition_published"
    origin: Origin = Origin.OWN
    series: Code | None = None
    printed_in: Annotated[str, StringConstraints(max_length=500)] = ""
    proposal: UUID | None = None
    content: Digest
    as_of_block: Number = 0
    cells: Number
    withheld: Number = 0


class EditionRevised(OfEditions):
    """A numbered revision stands from now on beside the editions before it, which stay as they are. changed: how many cells."""

    kind: ClassVar[str] = "statistics.edition_revised"
    origin: Origin = Origin.OWN
    series: Code | None = None
    printed_in: Annotated[str, StringConstraints(max_length=500)] = ""
    revision: Revision
    proposal: UUID | None = None
    content: Digest
    as_of_block: Number = 0
    cells: Number
    withheld: Number = 0
    changed: Number
    why: Why


class EditionRefused(OfEditions):
    """A second person says no to what was proposed, and why: nothing is published, and the next proposal shows it."""

    kind: ClassVar[str] = "statistics.edition_refused"
    proposal: UUID
    why: Why


class EditionWithdrawn(OfEditions):
    """Who proposed takes it back before anybody said yes."""

    kind: ClassVar[str] = "statistics.edition_withdrawn"
    proposal: UUID
    why: Why | None = None


KINDS = (EditionProposed, EditionPublished, EditionRevised, EditionRefused, EditionWithdrawn)


PAST_YEAR = "past_year"
Year = Annotated[int, Field(ge=1950, le=2100)]


class PastSeries(Strict):
    """Twelve months of one series, January first; None: not told. by '': everybody, and then no code."""

    by: Literal["", "nationality", "state", "category"] = ""
    code: Annotated[str, StringConstraints(max_length=40)] = ""
    months: Annotated[list[Number | None], Field(min_length=12, max_length=12)]


class PastTold(Payload):
    """What the office had counted by hand in a year, before it counted here: people met, or attentions of a category.

    It stands beside what is counted and in no bulletin, edition or report. A later statement of the year takes the place of an
    earlier one. source: whose sheets these were.
    """

    kind: ClassVar[str] = "statistics.past_told"
    subject_kind: ClassVar[str] = PAST_YEAR
    from_devices: ClassVar[bool] = False

    year: Year
    source: Annotated[str, StringConstraints(min_length=1, max_length=400)]
    series: list[PastSeries] = Field(min_length=1, max_length=400)


class PastWithdrawn(Payload):
    """A year that was told is no longer shown."""

    kind: ClassVar[str] = "statistics.past_withdrawn"
    subject_kind: ClassVar[str] = PAST_YEAR
    from_devices: ClassVar[bool] = False

    year: Year


PAST_KINDS = (PastTold, PastWithdrawn)
