"""The packet room."""
