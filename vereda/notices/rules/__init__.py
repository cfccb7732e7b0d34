"""Decisions about notices and the risk map: values in, values out."""
