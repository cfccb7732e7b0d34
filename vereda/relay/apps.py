"""The relay as a Django app: it tells the logbook which posts there are, and bundles what goes to other countries."""

from __future__ import annotations

from django.apps import AppConfig


class RelayConfig(AppConfig):
    name = "vereda.relay"
    label = "relay"
    verbose_name = "enlace con la central"

    def ready(self) -> None:
        """Register the posts of this headquarters, and what modules have for other countries."""
        from vereda.logbook.door import posts_by
        from vereda.relay.between import offer
        from vereda.relay.serving import posts

        posts_by(posts)
        offer()
