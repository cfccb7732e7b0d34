"""Accounts, devices, who may see what and for which purpose, who read what."""
