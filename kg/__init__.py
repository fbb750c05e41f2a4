"""foigraph: a linked-data knowledge graph of what police forces disclose about surveillance."""

__version__ = "0.1.0"
