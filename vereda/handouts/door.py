"""The names of handouts that faces may use."""

from __future__ import annotations

from vereda.handouts.audio import Audio, audio
from vereda.handouts.contact import A_SHEET, SHEETS_MOST, code_of, contact_cards
from vereda.handouts.contact import texts as texts_of_card
from vereda.handouts.drawing import Symbols, each_topic, pdf, picture
from vereda.handouts.errors import SiteIsSample, SiteMissing
from vereda.handouts.lookups import Chosen, Panel, chosen, chosen_best, every_topic
from vereda.handouts.naming import pdf_name, topic_name
from vereda.handouts.recordings import Recording, playable, recording_of
from vereda.handouts.rules.sites import address_of, is_sample, site_of
from vereda.handouts.words import Handout, Ink

__all__ = [
    "A_SHEET",
    "SHEETS_MOST",
    "Audio",
    "Chosen",
    "Handout",
    "Ink",
    "Panel",
    "Recording",
    "SiteIsSample",
    "SiteMissing",
    "Symbols",
    "address_of",
    "audio",
    "chosen",
    "chosen_best",
    "code_of",
    "contact_cards",
    "each_topic",
    "every_topic",
    "is_sample",
    "pdf",
    "pdf_name",
    "picture",
    "playable",
    "recording_of",
    "site_of",
    "texts_of_card",
    "topic_name",
]
