"""Tests of reports of missing persons."""
