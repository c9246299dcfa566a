"""What is wrong with a regular expression, and where, in words."""

import re

from PySide6.QtCore import QCoreApplication

from annotator.text.expressions import NOT_RUNNING, TOO_DEEP, TOO_LARGE, TOO_LONG, Answer

CONTEXT = "expressions"


def _(words: str) -> str:
    """Marks words for the translators; they are translated when they are shown."""
    return words


WHOLE = {
    TOO_LONG: _(
        "This expression takes too long in this policy, so nothing is shown of what it found."
        " Make it simpler."
    ),
    TOO_LARGE: _(
        "This expression takes too much memory in this policy, so nothing is shown of what it found."
        " Make it simpler."
    ),
    TOO_DEEP: _("This expression has too many groups within groups. Make it simpler."),
    NOT_RUNNING: _(
        "Regular expressions cannot be looked for, since the process that does it does not start. Plain words"
        " can. Close other programs and try again."
    ),
    "look-behind requires fixed-width pattern": _(
        "What stands in “(?<=…)” or “(?<!…)” must always be of the same length: no *, + or ? in it."
    ),
}
"""By the whole of what is said of an expression; these have no place in it."""
PARTS = (
    ("missing ), unterminated", _("the group that begins here is not closed by “)”.")),
    (
        "unbalanced parenthesis",
        _("no group is open that this could close. For the sign itself, write “\\)”."),
    ),
    (
        "unterminated character set",
        _("what begins here is not closed by “]”. For the sign itself, write “\\[”."),
    ),
    (
        "nothing to repeat",
        _("there is nothing before it to repeat. For the sign itself, write “\\” before it."),
    ),
    ("multiple repeat", _("what is before it is repeated already.")),
    ("min repeat greater", _("the first number is greater than the second.")),
    ("bad character range", _("a range goes from the lower sign to the higher one.")),
    ("bad escape (end of pattern)", _("a sign is missing after it. For “\\” itself, write “\\\\”.")),
    ("bad escape \\p", _("this means nothing here. For any letter, write “[^\\W\\d_]”.")),
    ("bad escape", _("this means nothing here.")),
    ("incomplete escape", _("digits are missing here.")),
    ("undefined character name", _("there is no sign of this name.")),
    ("unknown extension ?<", _("a group with a name is written “(?P<name>…)” here.")),
    ("unknown extension", _("this kind of group is not known here.")),
    ("unexpected end of pattern", _("the group that begins before it is not complete.")),
    ("unknown group name", _("there is no group of this name.")),
    ("invalid group reference", _("there is no group with this number.")),
    ("cannot refer to an open group", _("this refers to the group that it stands in.")),
    ("redefinition of group name", _("there is a group of this name before.")),
    ("global flags not at the start", _("this has to stand at the very start.")),
)
"""By how Python begins what it says; these have a place."""


def problem_words(expression: str, answer: Answer) -> str:
    """A sentence on an answer that has a problem."""
    if whole := WHOLE.get(answer.problem):
        return _translated(whole)
    what = next((words for start, words in PARTS if answer.problem.startswith(start)), "")
    said = _translated(what) if what else _translated(_("“{words}”.")).format(words=answer.problem)
    if answer.at is None:
        return _translated(_("This is not a regular expression: {what}")).format(what=said)
    sign = re.match(r"\\?.|", expression[answer.at :], re.DOTALL)
    if sign is None or not sign[0]:
        return _translated(_("At the end: {what}")).format(what=said)
    return _translated(_("Character {n}, “{sign}”: {what}")).format(n=answer.at + 1, sign=sign[0], what=said)


def _translated(words: str) -> str:
    return QCoreApplication.translate(CONTEXT, words)
