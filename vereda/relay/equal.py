"""Whether a post and headquarters hold the same: one digest a subject, over its state and what screens read of it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from vereda.access.door import access_subjects
from vereda.exchange.door import practice_subjects
from vereda.guidance.door import library_subjects
from vereda.logbook.door import Ours, digests_of, subjects_of
from vereda.notices.door import notice_subjects
from vereda.relay.post import this_post
from vereda.surveys.door import form_subjects


def known_besides(country: str, group: str) -> frozenset[UUID]:
    """Return what a post knows beside its own records: who works there, the library, notices, practices, forms."""
    texts = library_subjects(country) | notice_subjects(country) | practice_subjects(country) | form_subjects(country)
    return frozenset(access_subjects(country, group) | texts)


def digests_of_subjects(country: str, group: str) -> Mapping[str, str]:
    """Return the digest of each subject that the post of a group may hold, as this node holds it."""
    return digests_of(subjects_of(Ours(country=country, group=group, also=known_besides(country, group))))


def digests_of_post() -> Mapping[str, str]:
    """Return the digests of all that this post may hold."""
    here = this_post()
    return digests_of_subjects(here.country, here.group)
