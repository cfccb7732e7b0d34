"""What a sheet is: its serial number, its boxes in their order, and what became of it. Pure."""
