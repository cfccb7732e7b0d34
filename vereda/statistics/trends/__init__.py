"""Series of months with what explains them, forecasts that have been tried, and the early warning of a post's supplies. Pure."""

from vereda.statistics.trends.explained import Explained, Step, explained
from vereda.statistics.trends.foreseen import Month, Trend, foreseen
from vereda.statistics.trends.rises import Rise, Watch, rises, watched
from vereda.statistics.trends.series import Series, last_whole, month_after, months_from, moved_days, series, why_not
from vereda.statistics.trends.supply import Supply, rounded, supply
from vereda.statistics.trends.tried import AHEAD, Score, Tried, tried
from vereda.statistics.trends.ways import Way

__all__ = [
    "AHEAD",
    "Explained",
    "Month",
    "Rise",
    "Score",
    "Series",
    "Step",
    "Supply",
    "Trend",
    "Tried",
    "Watch",
    "Way",
    "explained",
    "foreseen",
    "last_whole",
    "month_after",
    "months_from",
    "moved_days",
    "rises",
    "rounded",
    "series",
    "supply",
    "tried",
    "watched",
    "why_not",
]
