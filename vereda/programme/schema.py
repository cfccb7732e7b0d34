"""The names of programmes that need no database: their facts and words."""

from __future__ import annotations

from vereda.programme.entries import (
    ActivitySet,
    AggregateReceived,
    BudgetLine,
    CellCited,
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
    Rate,
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
    "About", "ActivitySet", "Adding", "AggregateReceived", "BudgetLine", "CellCited", "ClaimMade", "Counted", "Dimension",
    "Evidence", "Figure", "ForWhom", "GrantSet", "IndicatorSet", "IndicatorWorded", "Kind", "Level", "OfProgramme", "Opened",
    "Part", "PartnerSet", "Rate", "ResultSet", "Said", "Section", "Spent", "Stands", "Status", "TargetSet", "Thing", "Unit",
    "ValueReported", "Why",
]  # fmt: skip
