"""A trustworthy knowledge graph from messy Chinese documents about county education."""

__version__ = "0.1.0"
