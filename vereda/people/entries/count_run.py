"""That this country takes part in a count of several: who agreed, how much was sent, that it was closed. Ids and counts only."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from vereda.logbook.schema import Day, Demand, OfThePost

COUNT_RUN = "count_run"
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Country = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Cell = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,20}$")]
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]


class OfCountRun(OfThePost):
    """What is written of a run, at headquarters; the subject is the run, under the id that all of its countries use."""

    subject_kind: ClassVar[str] = COUNT_RUN
    demands: ClassVar[Demand] = Demand("K8", "approve")
    from_posts: ClassVar[bool] = False


class CountRunAgreed(OfCountRun):
    """One person says yes to these terms. Two of them, and this country takes part. terms: their digest."""

    kind: ClassVar[str] = "people.count_run_agreed"
    terms: Digest
    countries: list[Country] = Field(min_length=2, max_length=12)
    cells: list[Cell] = Field(default_factory=list, max_length=3)
    from_on: Day
    to_on: Day


class CountRunSent(OfCountRun):
    """Tokens of so many records were made for the unit. whole: of them, with a given name and a surname that are not rare."""

    kind: ClassVar[str] = "people.count_run_sent"
    terms: Digest
    records: Count
    whole: Count


class CountRunClosed(OfCountRun):
    """The key of the run was destroyed here.

    is_counted   the unit gave a result;  total: low, estimate, high, where it could be told
    unit_closed  the unit's paper says that its tokens are destroyed too
    """

    kind: ClassVar[str] = "people.count_run_closed"
    is_counted: bool = False
    total: list[Count] = Field(default_factory=list, max_length=3)
    cells: Count = 0
    hidden: Count = 0
    unit_closed: bool = False


KINDS = (CountRunAgreed, CountRunSent, CountRunClosed)
