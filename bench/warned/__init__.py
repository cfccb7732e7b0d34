"""Invented years of people met a day, with caravans planted in them: what an early warning is held against."""
