"""Series of months with what explains them, forecasts that have been tried, and the early warning of a post's supplies. Pure."""

from vereda.statistics.trends.backtests import AHEAD, Score, Tried, tried
from vereda.statistics.trends.months import Series, last_whole, month_after, months_from, moved_days, series, why_not
from vereda.statistics.trends.reasons import Explained, Step, explained
from vereda.statistics.trends.supplies import Supply, rounded, supply
from vereda.statistics.trends.trend import Month, Trend, foreseen
from vereda.statistics.trends.watch import Rise, Watch, rises, watched
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
