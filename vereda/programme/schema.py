"""The names of programmes that need no database: their facts and words."""

from __future__ import annotations

from vereda.programme.entries import (
    ActivitySet,
    BudgetLine,
    ClaimMade,
    Counted,
    Evidence,
    Figure,
    GrantSet,
    IndicatorSet,
    IndicatorWorded,
    OfProgramme,
    Opened,
    Part,
    PartnerSet,
    ResultSet,
    Said,
    Spent,
    TargetSet,
    ValueReported,
)
from vereda.programme.words import (
    About,
    Adding,
    Dimension,
    ForWhom,
    Kind,
    Level,
    Section,
    Stands,
    Status,
    Thing,
    Unit,
    Why,
)

__all__ = [
    "About", "ActivitySet", "Adding", "BudgetLine", "ClaimMade", "Counted", "Dimension", "Evidence", "Figure", "ForWhom",
    "GrantSet", "IndicatorSet", "IndicatorWorded", "Kind", "Level", "OfProgramme", "Opened", "Part", "PartnerSet", "ResultSet",
    "Said", "Section", "Spent", "Stands", "Status", "TargetSet", "Thing", "Unit", "ValueReported", "Why",
]  # fmt: skip
