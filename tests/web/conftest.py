from .without_a_server import Visit  # noqa: F401 (docassemble is prepared before it is imported)
