"""What the phone and other nodes speak to: /sync/v1."""
