"""Some cells of a table as they may leave the house: for what is told of them alone, without the rest of their table."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from vereda.statistics import lookups, rules
from vereda.statistics.disclosure import protect


def protected(
    asked: rules.Question, told: Collection[rules.Key], *, sensitive: Collection[str] = ()
) -> Mapping[rules.Key, int | None]:
    """Return some cells of a table and of its margins by their codes; None: withheld.

    told       which, 'TOTAL' where a dimension is added up: nothing else of the table is told, so these alone are held together
    sensitive  codes whose cells have the higher threshold
    Of how young or how fine they may be the caller decides.
    """
    found, _block, _on = lookups.cells(asked, sensitive=sensitive)
    return {one.codes: one.value for one in protect([one for one in found if one.codes in told])}
