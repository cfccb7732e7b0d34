"""The names of the demonstration that the command line uses."""

from __future__ import annotations

from vereda.demo.errors import AlreadyThere, NoFigures, NotEmpty, YearNotOver
from vereda.demo.first_days import fill
from vereda.demo.plans import Plan, Question, planned
from vereda.demo.years import Written, write_year

__all__ = [
    "AlreadyThere",
    "NoFigures",
    "NotEmpty",
    "Plan",
    "Question",
    "Written",
    "YearNotOver",
    "fill",
    "planned",
    "write_year",
]
