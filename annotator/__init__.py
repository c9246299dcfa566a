"""Review policies offline: read, tag clauses, flag issues, export what others consume."""

__version__ = "0.1.0"
