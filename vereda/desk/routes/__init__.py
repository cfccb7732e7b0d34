"""The routes of each area of a post's day; urls.py puts them together."""
