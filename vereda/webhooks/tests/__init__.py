"""Tests of webhooks and of keys that read what they carry."""
