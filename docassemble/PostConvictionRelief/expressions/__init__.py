"""The expressions room."""
