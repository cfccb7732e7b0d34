"""Writing first aid. An opening comes as drafts: a face records it with the service that its encounter holds."""
