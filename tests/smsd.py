"""Gammu's daemon as a process of its own: `python smsd.py CONFIGURATION`. It is the one inside python-gammu."""

from __future__ import annotations

import sys

import gammu.smsd

if __name__ == "__main__":
    gammu.smsd.SMSD(sys.argv[1]).MainLoop()
