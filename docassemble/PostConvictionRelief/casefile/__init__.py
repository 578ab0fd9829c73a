"""The casefile room."""
