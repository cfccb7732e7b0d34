"""What can be given: items of the stock at a distribution, services at a reception; with the service that each counts as."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from vereda.countries.door import Pack, services_of
from vereda.gatherings.words import What


class Item(NamedTuple):
    """Something to give. service: '' where giving it counts as nothing."""

    code: str
    label_es: str
    label_en: str
    symbol: str
    service: str


def items_of(chosen: Pack, what: What, group: str, on: date) -> dict[str, Item]:
    """Return what may be offered on a local day, in the order of the pack."""
    if what == What.DISTRIBUTION:
        rows = sorted((row for row in chosen.supply_items.values() if row.holds_on(on)), key=lambda row: (row.order, row.code))
        return {row.code: Item(row.code, row.label_es, row.label_en, row.symbol, row.service or "") for row in rows}
    given = services_of(chosen, group, on)
    return {row.code: Item(row.code, row.label_es, row.label_en, row.symbol, row.code) for row in given}


def service_of(chosen: Pack, what: str) -> dict[str, str]:
    """Return the service that each item counts as, of items that ended too: what was counted stays counted."""
    if what == What.DISTRIBUTION:
        return {row.code: row.service or "" for row in chosen.supply_items.values()}
    return {code: code for code in chosen.services}
