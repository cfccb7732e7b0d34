"""The names of the relay that faces may use."""

from __future__ import annotations

from vereda.relay.bundle import MOST_BYTES, Brought, write_bundle
from vereda.relay.calling import Ask
from vereda.relay.certificate import Certificate, certificate_here, install_certificate, is_due, make_certificate, paths
from vereda.relay.equal import digests_of_post, digests_of_subjects
from vereda.relay.errors import (
    CertificateWrong,
    FileDamaged,
    FileNotKnown,
    FileNotOurs,
    GroupUnknown,
    HeadquartersOther,
    LineDown,
    NotAPost,
    NothingToCarry,
    PostRevoked,
)
from vereda.relay.joining import join as join_headquarters
from vereda.relay.joining import leave
from vereda.relay.loop import start_loop
from vereda.relay.photos import take_photo
from vereda.relay.post import Headquarters, Post, is_post, this_post
from vereda.relay.rounds import Done, Standing, how_it_stands, relay_round, seal_own_now
from vereda.relay.series import read_codes
from vereda.relay.serving import (
    Asking,
    asking,
    back,
    demand_headquarters,
    entries,
    greet,
    join,
    listing,
    lost,
    members,
    phones_made_at,
    posts,
    revoke_post,
)
from vereda.relay.taking import read_brought, take_up

__all__ = [
    "MOST_BYTES",
    "Ask",
    "Asking",
    "Brought",
    "Certificate",
    "CertificateWrong",
    "Done",
    "FileDamaged",
    "FileNotKnown",
    "FileNotOurs",
    "GroupUnknown",
    "Headquarters",
    "HeadquartersOther",
    "LineDown",
    "NotAPost",
    "NothingToCarry",
    "Post",
    "PostRevoked",
    "Standing",
    "asking",
    "back",
    "certificate_here",
    "demand_headquarters",
    "digests_of_post",
    "digests_of_subjects",
    "entries",
    "greet",
    "how_it_stands",
    "install_certificate",
    "is_due",
    "is_post",
    "join",
    "join_headquarters",
    "leave",
    "listing",
    "lost",
    "make_certificate",
    "members",
    "paths",
    "phones_made_at",
    "posts",
    "read_brought",
    "read_codes",
    "relay_round",
    "revoke_post",
    "seal_own_now",
    "start_loop",
    "take_photo",
    "take_up",
    "this_post",
    "write_bundle",
]
