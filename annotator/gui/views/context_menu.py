"""What can be done at a place in the text."""

from PySide6.QtWidgets import QMenu, QWidget

from annotator.domain import Flag
from annotator.gui.actions import Actions
from annotator.gui.menus import Menu
from annotator.gui.open_policy import is_suggestion
from annotator.gui.session import Session


def context_menu(session: Session, actions: Actions, parent: QWidget) -> QMenu:
    """The commands for the words that are selected and the annotation at the caret.

    Those that could not act are greyed while the menu is up; a key that is pressed later tells why instead.
    """
    menu = Menu(parent=parent)
    words, chosen, focused = session.words(), session.chosen, session.focused
    suggested = is_suggestion(focused)
    decisions = ("suggestion.accept", "suggestion.dismiss", "suggestion.edit") if suggested else ()
    offered = {
        **dict.fromkeys(decisions, True),
        "mark.label": words is not None,
        "mark.flag": words is not None or isinstance(focused, Flag),
        "mark.note": focused is not None and not suggested,
        "span.extend": words is not None and chosen is not None,
        "span.counterpart": words is not None and isinstance(chosen, Flag),
        "mark.remove": focused is not None and not suggested,
        "words.copy": session.selection[0] < session.selection[1],
    }
    for command, possible in offered.items():
        action = actions[command]
        allowed = actions.allows(command)
        action.setEnabled(possible and allowed)
        menu.aboutToHide.connect(lambda action=action, allowed=allowed: action.setEnabled(allowed))
        menu.addAction(action)
        if decisions and command == decisions[-1]:
            menu.addSeparator()
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
