"""The facts of editions: what was proposed for publication, what was published, what a revision changed. Written at headquarters.

The numbers stand in the edition's own files, which these facts name by their SHA-256. No person is in either.
"""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.logbook.schema import Code, Payload
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


KINDS = (EditionProposed, EditionPublished, EditionRevised)
