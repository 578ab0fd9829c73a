from object_store import seaweedfs, store  # noqa: F401 - fixtures
