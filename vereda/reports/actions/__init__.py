"""Writing of reports: each level signs, asks, answers and corrects; operations; switches."""
