"""The exemplars room."""
