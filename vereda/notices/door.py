"""The names of notices that other modules may use."""

from __future__ import annotations

from vereda.notices.actions import Told, Where, change_notice, end_notice, give_notice, preview_file, set_notice
from vereda.notices.consulting import Consulted, consult, kept
from vereda.notices.lookups.ahead import Ahead, dangers_ahead, states_of
from vereda.notices.lookups.files import CapFile, files_of
from vereda.notices.lookups.notices import (
    NoticeTold,
    called,
    lacking,
    notice,
    notices,
    of_state,
    over,
    standing,
    symbol_of,
    texts_of,
    told_in,
    where_said,
)
from vereda.notices.lookups.proposals import Proposal, proposal, proposals
from vereda.notices.lookups.risk import RiskMap, map_text, risk_map, risk_png, risk_svg
from vereda.notices.lookups.subjects import notice_subjects
from vereda.notices.lookups.topics import map_topic
from vereda.notices.models import DangerNotice
from vereda.notices.reading.deaths import ATTRIBUTION
from vereda.notices.rules.area import corners
from vereda.notices.rules.notice import comes, holds, is_over, subject_of, topic_of
from vereda.notices.words import CALLED, AreaBy, NoticeKind, Origin

__all__ = [
    "ATTRIBUTION",
    "CALLED",
    "Ahead",
    "AreaBy",
    "CapFile",
    "Consulted",
    "DangerNotice",
    "NoticeKind",
    "NoticeTold",
    "Origin",
    "Proposal",
    "RiskMap",
    "Told",
    "Where",
    "called",
    "change_notice",
    "comes",
    "consult",
    "corners",
    "dangers_ahead",
    "end_notice",
    "files_of",
    "give_notice",
    "holds",
    "is_over",
    "kept",
    "lacking",
    "map_text",
    "map_topic",
    "notice",
    "notice_subjects",
    "notices",
    "of_state",
    "over",
    "preview_file",
    "proposal",
    "proposals",
    "risk_map",
    "risk_png",
    "risk_svg",
    "set_notice",
    "standing",
    "states_of",
    "subject_of",
    "symbol_of",
    "texts_of",
    "told_in",
    "topic_of",
    "where_said",
]
