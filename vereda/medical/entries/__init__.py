"""The facts of first aid: one record for one person who was cared for. All that tells of health stands in boxes."""
