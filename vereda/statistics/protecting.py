"""A table as it may leave the house: from the facts of an installation to protected cells. The exact ones stay in here."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from vereda.statistics import rules
from vereda.statistics.lookups import catalogue, here, refresh


def protected(
    asked: rules.Question, told: Collection[rules.Key], *, sensitive: Collection[str] = ()
) -> Mapping[rules.Key, int | None]:
    """Return some cells of a table and of its margins by their codes; None: withheld.

    told       which, 'TOTAL' where a dimension is added up: nothing else of the table is told, so these alone are held together
    sensitive  codes whose cells have the higher threshold
    Of how young or how fine they may be the caller decides.
    """
    # Ibis takes half a second to import: not at every start.
    from vereda.statistics.cells import cells
    from vereda.statistics.disclosure import protect
    from vereda.statistics.reading import facts_in

    months = rules.months(asked.from_on, asked.to_on)
    refresh(asked.country, months=months)
    facts = facts_in(here().paths(asked.country, months))
    found = [one for one in cells(asked, facts, catalogue(asked.country), sensitive=sensitive) if one.codes in told]
    return {one.codes: one.value for one in protect(found)}
