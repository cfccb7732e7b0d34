"""All writing: one door for desk, phone, import and other nodes."""
