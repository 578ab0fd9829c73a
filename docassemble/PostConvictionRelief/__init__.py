"""Document assembly and court forms for California immigrant post-conviction relief."""

__version__ = "0.1.0"
