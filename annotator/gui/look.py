"""Dresses the application in a theme: palette and style sheet for all that is not the page itself."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from annotator import places
from annotator.gui import theme as themes
from annotator.gui.settings import Settings
from annotator.gui.theme import Theme

FOLLOW = "desktop"


class Look(QObject):
    """The theme that was chosen, or the desktop's."""

    changed = Signal(object)
    """The ``Theme`` that is worn now."""

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self.choice = settings.text("look/theme", FOLLOW)
        self.theme = self._wanted()
        dress(self.theme)
        QApplication.styleHints().colorSchemeChanged.connect(self._refresh)

    def follow_desktop(self, _on: bool = True) -> None:  # noqa: FBT001, FBT002 - as a menu switch calls it
        self._choose(FOLLOW)

    def light(self, _on: bool = True) -> None:  # noqa: FBT001, FBT002
        self._choose(themes.LIGHT.name)

    def dark(self, _on: bool = True) -> None:  # noqa: FBT001, FBT002
        self._choose(themes.DARK.name)

    def high_contrast(self, _on: bool = True) -> None:  # noqa: FBT001, FBT002
        self._choose(themes.HIGH_CONTRAST.name)

    def _choose(self, name: str) -> None:
        self.choice = name
        self._settings.put("look/theme", name)
        self._refresh()

    def _refresh(self) -> None:
        self.theme = self._wanted()
        dress(self.theme)
        self.changed.emit(self.theme)

    def _wanted(self) -> Theme:
        named = (theme for theme in themes.THEMES if theme.name == self.choice)
        return next(named, None) or themes.desktop_theme()


def dress(theme: Theme) -> None:
    """Put the theme on every window of the application."""
    QApplication.setPalette(palette(theme))
    application = QApplication.instance()
    if isinstance(application, QApplication):
        colours = {name: getattr(theme, name) for name in STYLE_COLOURS}
        icons = (places.resources() / "icons").as_posix()
        ground = "dark" if theme.dark else "light"
        application.setStyleSheet(STYLE.format(**colours, icons=icons, ground=ground))


def palette(theme: Theme) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Base: theme.panel,
        QPalette.ColorRole.AlternateBase: theme.hover,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Button: theme.raised,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.BrightText: theme.danger,
        QPalette.ColorRole.Highlight: theme.selection,
        QPalette.ColorRole.HighlightedText: theme.selection_ink,
        QPalette.ColorRole.Accent: theme.accent,
        QPalette.ColorRole.Link: theme.link,
        QPalette.ColorRole.LinkVisited: theme.link,
        QPalette.ColorRole.ToolTipBase: theme.raised,
        QPalette.ColorRole.ToolTipText: theme.ink,
        QPalette.ColorRole.Light: theme.raised,
        QPalette.ColorRole.Midlight: theme.hover,
        QPalette.ColorRole.Mid: theme.border,
        QPalette.ColorRole.Dark: theme.border,
        QPalette.ColorRole.Shadow: theme.border,
    }
    worn = QPalette()
    for role, colour in roles.items():
        worn.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        worn.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return worn


STYLE_COLOURS = (
    "window", "panel", "raised", "hover", "border", "ink", "muted", "page",
    "accent", "accent_ink", "focus", "selection", "selection_ink",
)  # fmt: skip
STYLE = """
QMainWindow {{ background: {window}; }}
QMainWindow::separator {{ background: {border}; width: 1px; height: 1px; }}
QMainWindow::separator:hover {{ background: {accent}; }}
QMenuBar {{ background: {window}; padding: 2px 6px; }}
QMenuBar::item {{ padding: 5px 10px; border-radius: 5px; background: transparent; }}
QMenuBar::item:selected {{ background: {hover}; }}
QMenu {{ background: {raised}; border: 1px solid {border}; padding: 5px; }}
QMenu::item {{ padding: 6px 28px 6px 24px; border-radius: 4px; color: {ink}; }}
QMenu::item:selected {{ background: {selection}; color: {selection_ink}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {border}; margin: 5px 8px; }}
QMenu::indicator {{ left: 6px; }}
QToolTip {{ background: {raised}; color: {ink}; border: 1px solid {border}; padding: 6px 8px; }}
QStatusBar {{ background: {window}; border-top: 1px solid {border}; }}
QStatusBar::item {{ border: none; }}
QLineEdit, QPlainTextEdit, QComboBox {{
    background: {raised}; color: {ink}; border: 1px solid {border}; border-radius: 6px; padding: 4px 7px;
    selection-background-color: {selection}; selection-color: {selection_ink};
    placeholder-text-color: {muted};
}}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 1px solid {focus}; }}
QComboBox:disabled {{ color: {muted}; background: {window}; border: 1px solid {hover}; }}
QComboBox::drop-down {{ border: none; width: 22px; }}
QComboBox::down-arrow {{ image: url("{icons}/chevron-down.svg"); width: 12px; height: 12px; }}
QRadioButton {{ spacing: 7px; }}
QRadioButton::indicator {{
    width: 14px; height: 14px; border: 1px solid {muted}; border-radius: 8px; background: {raised};
}}
QRadioButton::indicator:checked {{
    width: 6px; height: 6px; border: 5px solid {accent}; background: {accent_ink};
}}
QRadioButton::indicator:focus {{ border-color: {focus}; }}
QRadioButton:focus, QCheckBox:focus {{ color: {focus}; }}
QCheckBox {{ spacing: 7px; }}
QCheckBox::indicator, QTreeView::indicator {{
    width: 13px; height: 13px; border: 1px solid {muted}; border-radius: 3px; background: {raised};
}}
QCheckBox::indicator:checked, QTreeView::indicator:checked {{
    border-color: {accent}; background: {accent}; image: url("{icons}/tick-{ground}.svg");
}}
QCheckBox::indicator:focus {{ border-color: {focus}; }}
QCheckBox::indicator:disabled {{ border-color: {border}; background: {window}; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {border}; padding: 3px; }}
QPushButton, QToolButton {{
    background: {raised}; color: {ink}; border: 1px solid {border}; border-radius: 6px; padding: 5px 12px;
}}
QToolButton {{ padding: 3px 7px; }}
QPushButton:hover, QToolButton:hover {{ background: {hover}; }}
QPushButton:focus, QToolButton:focus {{ border: 1px solid {focus}; }}
QPushButton:default, QPushButton:checked, QToolButton:checked {{
    background: {accent}; color: {accent_ink}; border: 1px solid {accent};
}}
QPushButton:disabled, QToolButton:disabled {{
    background: {window}; color: {muted}; border: 1px solid {hover};
}}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QToolButton[flat="true"] {{ background: transparent; border: 1px solid transparent; }}
QToolButton[flat="true"]:hover {{ background: {hover}; }}
QToolButton[flat="true"]:focus {{ border: 1px solid {focus}; }}
QListView::item {{ padding: 4px 8px; }}
QListView, QTableView, QTreeView {{ background: {panel}; border: none; outline: none; }}
QHeaderView {{ background: {panel}; border: none; }}
#writtenPage {{ background: {panel}; border: none; }}
QHeaderView::section {{
    background: {panel}; color: {muted}; border: none; border-bottom: 1px solid {border}; padding: 5px 8px;
}}
QTableView::item, QTreeView::item {{ padding: 4px 8px; border: none; }}
QTableView::item:selected, QTreeView::item:selected {{ background: {selection}; color: {selection_ink}; }}
QTabBar::tab {{ color: {muted}; padding: 6px 4px; margin-right: 14px; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {ink}; border-bottom: 2px solid {accent}; }}
QTabBar::tab:focus {{ color: {accent}; }}
QProgressBar {{ background: {hover}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
QScrollBar::handle {{ background: {border}; border-radius: 4px; margin: 2px; min-height: 28px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
#panelTitle {{ color: {muted}; font-weight: 600; }}
#panel, #dockTitle {{ background: {panel}; }}
#policyHeader, #findBar, #hints, #readOnlyBar {{ background: {page}; border-bottom: 1px solid {border}; }}
#hints, #readOnlyBar {{ background: {raised}; }}
#policyTitle {{ font-weight: 600; font-size: 15px; }}
#muted, #nothing {{ color: {muted}; }}
#nothing {{ background: {page}; }}
#undoBar {{ background: {ink}; border-radius: 8px; }}
#undoBar QLabel {{ color: {page}; }}
#undoBar QPushButton {{ background: transparent; color: {page}; border: 1px solid {muted}; }}
#undoBar QPushButton:focus {{ border: 1px solid {page}; }}
"""
