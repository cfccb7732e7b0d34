"""What is offered to the logbook, and the public material of the house."""

from __future__ import annotations

from vereda.bundles import tables
from vereda.bundles.entries import handed as handed_entries
from vereda.bundles.entries import partner as partner_entries
from vereda.bundles.lookups.handed import kept_too_long
from vereda.bundles.models import Crossing, Exchanged, Handed, Partner
from vereda.bundles.public import offer_own
from vereda.bundles.rules import handed as handed_rules
from vereda.bundles.rules import partner as partner_rules
from vereda.logbook.door import SubjectFold, kept_as_long_as, register


def offer_all() -> None:
    """Offer installations, referrals on their way, persons who came, and what is public."""
    register(
        SubjectFold(
            subject_kind=partner_entries.PARTNER,
            kinds=partner_entries.KINDS,
            start=partner_rules.start,
            step=partner_rules.step,
            models=(Partner, Exchanged),
            project=tables.partner,
        )
    )
    register(
        SubjectFold(
            subject_kind=handed_entries.CROSSING,
            kinds=handed_entries.CROSSING_KINDS,
            start=handed_rules.start,
            step=handed_rules.step_crossing,
            models=(Crossing,),
            project=tables.crossing,
        )
    )
    register(
        SubjectFold(
            subject_kind=handed_entries.HANDED,
            kinds=handed_entries.HANDED_KINDS,
            start=handed_rules.start,
            step=handed_rules.step_handed,
            models=(Handed,),
            project=tables.handed,
        )
    )
    kept_as_long_as("handed", kept_too_long)
    offer_own()
