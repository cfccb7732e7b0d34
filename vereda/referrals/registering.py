"""What referrals offer to the logbook: their fold, and how long their words are kept."""

from __future__ import annotations

from vereda.logbook.door import SubjectFold, kept_as_long_as, register
from vereda.referrals import tables
from vereda.referrals.entries import place as place_entries
from vereda.referrals.entries import referral as entries
from vereda.referrals.lookups.referrals import kept_too_long
from vereda.referrals.models import Place, Referral
from vereda.referrals.rules import place as place_rules
from vereda.referrals.rules import referral as rules


def offer_all() -> None:
    """Offer referrals. All that is sealed in one goes with its person, and with its encounter."""
    register(
        SubjectFold(
            subject_kind=entries.REFERRAL,
            kinds=entries.KINDS,
            start=rules.start,
            step=rules.step,
            fold_version=2,  # 2: mark of the receiver
            models=(Referral,),
            project=tables.referral,
            linked=rules.persons_of,
            goes_with=rules.persons_of,
        )
    )
    register(
        SubjectFold(
            subject_kind=place_entries.PLACE,
            kinds=place_entries.KINDS,
            start=place_rules.start,
            step=place_rules.step,
            fold_version=2,  # 2: the telephone that the place itself said
            models=(Place,),
            project=tables.place,
        )
    )
    kept_as_long_as("referrals", kept_too_long)
