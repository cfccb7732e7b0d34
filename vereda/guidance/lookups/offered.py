"""Topics that another module offers beside those of the pack: what a danger notice says is a text of the same library.

They are written, checked and withdrawn as all texts are, and stand in the queue of the reviewers. `library` leaves them out: who
offers a topic says where and until when it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vereda.countries.door import Topic

type Offer = Callable[[str, str], Mapping[str, Topic]]
"""Country and code, '' for all, to topics by code; those that are over too, so that their texts stay readable."""

_offers: list[Offer] = []


def offer_topics(offer: Offer) -> None:
    """Take a source of topics, once."""
    if offer not in _offers:
        _offers.append(offer)


def offered(country: str, code: str = "") -> dict[str, Topic]:
    """Return the topics that other modules offer, by code. code: that one alone."""
    return {name: topic for offer in _offers for name, topic in offer(country, code).items()}
