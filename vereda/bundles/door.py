"""The names of what goes between countries that faces, and modules with material of their own, may use.

propose(card, heard="4f2a ...", by=alma, at=now); confirm(subject, heard="4f2a ...", by=adriana, at=now)   # two persons
content = give(subject, way=Way.FILE, by=by, at=now).content; take(content, way=Way.FILE, by=by, at=now)    # twice is once
register(Content(kind="practice", version=1, title=lazy("Buena práctica"), give=practices_of, check=checked))
"""

from __future__ import annotations

from vereda.bundles import line
from vereda.bundles.actions import handed as acts
from vereda.bundles.actions.giving import Given, give, recalls
from vereda.bundles.actions.handed import crossing_draft
from vereda.bundles.actions.taking import RECALL, REFERRAL, WORD, Taken, take
from vereda.bundles.actions.trust import check_card, confirm, propose, revoke
from vereda.bundles.contents import Content, kinds, register
from vereda.bundles.errors import CardUnknown, FileNotWritten, FingerprintDiffers, HandedGone, PersonMissing
from vereda.bundles.line import deliver_waiting
from vereda.bundles.lookups import handed, partners, tables
from vereda.bundles.lookups.partners import Lying, PostAbroad
from vereda.bundles.lookups.tables import Told
from vereda.bundles.models import Crossing, Exchanged, Handed, Partner
from vereda.bundles.rules import card as cards
from vereda.bundles.rules.bundle import MOST_BYTES, OPEN_DAYS
from vereda.bundles.rules.card import Card, spaced
from vereda.bundles.words import Direction, RevokedFor, Standing, Way

__all__ = [
    "MOST_BYTES",
    "OPEN_DAYS",
    "RECALL",
    "REFERRAL",
    "WORD",
    "Card",
    "CardUnknown",
    "Content",
    "Crossing",
    "Direction",
    "Exchanged",
    "FileNotWritten",
    "FingerprintDiffers",
    "Given",
    "Handed",
    "HandedGone",
    "Lying",
    "Partner",
    "PersonMissing",
    "PostAbroad",
    "RevokedFor",
    "Standing",
    "Taken",
    "Told",
    "Way",
    "acts",
    "cards",
    "check_card",
    "confirm",
    "crossing_draft",
    "deliver_waiting",
    "give",
    "handed",
    "kinds",
    "line",
    "partners",
    "propose",
    "recalls",
    "register",
    "revoke",
    "spaced",
    "tables",
    "take",
]
