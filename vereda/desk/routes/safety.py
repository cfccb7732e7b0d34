"""Seguridad: officer in danger, radio, incidents, closed areas, clearances, interference, points."""

from __future__ import annotations

from django.urls import URLPattern

routes: list[URLPattern] = []
