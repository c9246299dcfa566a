"""Commands to the program that makes a page, in the double braces in which others leave fields."""

from annotator.detection.lazy import lazy

_COMMAND = lazy(
    r"\{\{\{?[-~\s]{0,3}(?:[#/^!$]|else\b|\.[A-Z]"
    r"|(?:site|page|config|section|theme|post|layout|paginator|include|metadata)(?:\.[a-z]\w{0,40}){1,4}"
    r"(?=[\s|}-])"
    r"|[a-z][\w.:]{0,60}\((?:\)|[^{}()\n]{0,80}[='\".,$])"
    r"|(?:[^{}'\"\n]{0,80}[ (,:|])?['\"])"
)
"""A block and its end, a setting of the site or the page, a function with its brackets, words in quotes."""
_BRACED = lazy(r"\{\{[^{}\n]{0,80}\}\}")


def is_command(braced: str) -> bool:
    """Whether words in double braces, given with these, are for a program, and no fact to be filled in."""
    return _COMMAND.match(braced) is not None


def without_braced(words: str) -> str:
    """Words without what stands in double braces among them, and without the braces."""
    return _BRACED.sub("", words) if "{{" in words else words
