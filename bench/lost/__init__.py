"""A world of its own in which people get lost, walk as they like and are searched for: for `bench/rescue_value.py`."""
