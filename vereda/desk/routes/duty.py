"""Turno: roster, hand-over, plan of patrols, agreements, volunteers."""

from __future__ import annotations

from django.urls import URLPattern

routes: list[URLPattern] = []
