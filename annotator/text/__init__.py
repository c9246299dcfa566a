"""Bytes become one canonical text that never changes again."""
