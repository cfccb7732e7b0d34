"""Messages as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "vereda.messages"
    label = "texts"  # django.contrib.messages has the other word
    verbose_name = "mensajes"
