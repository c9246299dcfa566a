"""Opens dialogs and pop-ups. Each is imported when it is first wanted: the window starts without them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from annotator.domain import AnnotationId, Flag
from annotator.gui.open_policy import bounds, is_suggestion

if TYPE_CHECKING:
    from annotator.gui.exporting import Exported
    from annotator.gui.session import Session
    from annotator.gui.window import MainWindow

PROJECT_FILES = "*.annotator"
PopUp = TypeVar("PopUp", bound=QWidget)


class Dialogs(QObject):
    """One method for each; the command table names them."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._pop_ups: dict[Callable[..., QWidget], QWidget] = {}
        self._exported: Exported | None = None

    def _kept(self, make: "Callable[[Session, QWidget], PopUp]") -> PopUp:
        """The one pop-up of its kind, made when it is first wanted."""
        if make not in self._pop_ups:
            self._pop_ups[make] = make(self._session, self._window)
        return cast("PopUp", self._pop_ups[make])

    def _run(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()
        self._window.activateWindow()
        self._window.pane.setFocus()

    # Marks

    def offer_tags(self, selection: QRect) -> None:
        """The pop-up beside words that were selected with the mouse."""
        from annotator.gui.views.tag_popup import TagPopup  # noqa: PLC0415 - see above, as everywhere here

        if TagPopup not in self._pop_ups:
            made = self._kept(TagPopup)
            made.find_asked.connect(self.label)
            made.flag_asked.connect(self.flag)
            made.note_asked.connect(self.note)
        self._kept(TagPopup).offer(selection, self._window.pane.viewport())

    def label(self) -> None:
        self._label(whole=False)

    def label_whole(self) -> None:
        self._label(whole=True)

    def _label(self, *, whole: bool) -> None:
        from annotator.gui.views.pickers import LabelPicker  # noqa: PLC0415

        if whole or self._has_words():
            self._kept(LabelPicker).open(whole=whole)

    def flag(self) -> None:
        """Flag the selection; without one, open the issue at the caret. The words of a suggestion that F8
        went to are no selection of one's own.
        """
        session = self._session
        focused, words = session.focused, session.words()
        suggestion = session.active if is_suggestion(session.active) else None
        stepped_to = suggestion is not None and words in bounds(suggestion.spans)
        if isinstance(focused, Flag) and (words is None or stepped_to):
            self.edit_flag(focused.id)
        else:
            self._flag(whole=False)

    def flag_whole(self) -> None:
        self._flag(whole=True)

    def _flag(self, *, whole: bool) -> None:
        from annotator.gui.views.pickers import FlagPicker  # noqa: PLC0415

        if whole or self._has_words():
            self._kept(FlagPicker).open(whole=whole)

    def edit_flag(self, flag: AnnotationId) -> None:
        from annotator.gui.views.flag_editor import FlagEditor  # noqa: PLC0415

        self._run(FlagEditor(self._session, flag, self._window))

    def relabel(self, annotation: AnnotationId) -> None:
        from annotator.gui.views.pickers import RelabelPicker  # noqa: PLC0415

        self._kept(RelabelPicker).open_for(annotation)

    def note(self) -> None:
        focused = self._session.focused
        if focused is None:
            self._session.notice.emit(
                self.tr("Tag or flag the words first, then press M for a note on them.")
            )
            return
        if is_suggestion(focused):
            self._session.notice.emit(
                self.tr("Accept the suggestion first, with A, or Enter to edit it; then it can carry a note.")
            )
            return
        from annotator.gui.views.note_editor import NoteEditor  # noqa: PLC0415

        pane = self._window.pane
        self._kept(NoteEditor).open_for(focused.id, pane.selection_rect(), pane.viewport())

    def _has_words(self) -> bool:
        if self._session.words() is None:
            self._session.notice.emit(self.tr("Select words first, or press S for the sentence."))
            return False
        return True

    def policy_details(self) -> None:
        policy = self._session.policy
        if policy is None:
            self._session.notice.emit(self.tr("Open a policy first."))
            return
        from annotator.gui.views.policy_details import PolicyDetails  # noqa: PLC0415

        self._run(PolicyDetails(self._session, policy, self._window))

    # Going places

    def palette(self) -> None:
        from annotator.gui.views.palette import CommandPalette  # noqa: PLC0415

        palette = CommandPalette(self._window.actions_, self._window.settings, self._window)
        palette.closed.connect(palette.deleteLater)
        palette.project_chosen.connect(self._window.open_project)
        palette.open()

    def go_to_policy(self) -> None:
        from annotator.gui.views.pickers import PolicyPicker  # noqa: PLC0415

        self._kept(PolicyPicker).open()

    def keys(self) -> None:
        from annotator.gui.views.shortcut_sheet import ShortcutSheet  # noqa: PLC0415

        self._run(ShortcutSheet(self._window.actions_, self._window))

    # Projects, files

    def new_project(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("New project"),
            str(self._session.review.path.parent / self.tr("Untitled.annotator")),
            self.tr("Projects ({pattern})").format(pattern=PROJECT_FILES),
        )
        if not name:
            return
        path = Path(name) if Path(name).suffix else Path(name).with_suffix(".annotator")
        if path.exists():
            self._session.problem.emit(
                self.tr("“{name}” is there already: open it, or choose another name.").format(name=path.name)
            )
            return
        self._window.open_project(path)

    def open_project(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open project"),
            str(self._session.review.path.parent),
            self.tr("Projects ({pattern});;All files (*)").format(pattern=PROJECT_FILES),
        )
        if name:
            self._window.open_project(Path(name))

    def import_files(self) -> None:
        from annotator.text.readers import SUFFIXES  # noqa: PLC0415

        names, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Import policies"),
            "",
            self.tr("Policies ({patterns});;All files (*)").format(
                patterns=" ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
            ),
        )
        if names:
            self._window.importer.start([Path(name) for name in names])

    def import_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Import a folder of policies"))
        if name:
            self._window.importer.start([Path(name)])

    def import_annotations(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import annotations"))
        if name:
            self._adopt(Path(name))

    def import_annotations_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Import a folder of annotations"))
        if name:
            self._adopt(Path(name))

    def _adopt(self, path: Path) -> None:
        self._session.leaving.emit()
        from annotator.gui.views.adopt_dialog import AdoptDialog  # noqa: PLC0415

        dialog = AdoptDialog(self._session, path, self._window)
        dialog.importing.connect(self._window.scans.stop)
        self._run(dialog)
        if dialog.began:
            self._window.scans.new()
        outcome = dialog.adopted or dialog.restored
        if outcome is not None and outcome.unplaced:
            self.unplaced()

    def unplaced(self) -> None:
        """The marks that wait for their place; the list stays beside the text."""
        from annotator.gui.views.unplaced_dialog import UnplacedDialog  # noqa: PLC0415

        if UnplacedDialog not in self._pop_ups:
            made = self._kept(UnplacedDialog)
            made.find_asked.connect(self._window.find_bar.look_for)
            self._window.closed.connect(made.close)
        dialog = self._kept(UnplacedDialog)
        dialog.show()
        dialog.activateWindow()

    def export(self) -> None:
        self._session.leaving.emit()
        from annotator.gui.views.export_dialog import ExportDialog  # noqa: PLC0415

        dialog = ExportDialog(self._session, self._window, self._exported)
        self._run(dialog)
        if dialog.outcome is None:
            return
        self._exported = dialog.outcome
        if dialog.outcome.left_out:
            from annotator.gui.views.exported import ExportedDialog  # noqa: PLC0415

            self._run(ExportedDialog(dialog.outcome, self._window))

    def report(self) -> None:
        self._session.leaving.emit()
        from annotator.gui.views.report_dialog import ReportDialog  # noqa: PLC0415

        self._run(ReportDialog(self._session, self._window))

    # The rest

    def edit_labels(self) -> None:
        from annotator.gui.views.label_editor import LabelEditor  # noqa: PLC0415

        self._run(LabelEditor(self._session, self._window))

    def rules(self, rule: str = "") -> None:
        """All rules, or the page of one. What was switched on again is looked for when it is closed."""
        from annotator.gui.views.rules_dialog import RulesDialog  # noqa: PLC0415

        dialog = RulesDialog(self._session, self._window, rule)
        self._run(dialog)
        if dialog.changed:
            self._window.scans.new()

    def coverage(self) -> None:
        """What the open policy says of all that the law asks for; it stays beside the text."""
        from annotator.gui.views.coverage_dialog import CoverageDialog  # noqa: PLC0415

        if CoverageDialog not in self._pop_ups:
            self._window.closed.connect(self._kept(CoverageDialog).close)
        dialog = self._kept(CoverageDialog)
        dialog.show()
        dialog.activateWindow()

    def reviewer(self) -> None:
        name = self.ask_name()
        if name and self._session.sign_in(name) is not None:
            self._session.notice.emit(
                self.tr("From now on your marks carry the name {name}.").format(name=name)
            )

    def ask_name(self) -> str:
        from annotator.gui.views.reviewer_dialog import ask_name  # noqa: PLC0415

        reviewer = self._session.review.reviewer
        above = QApplication.activeModalWidget() or self._window
        name = ask_name(above, reviewer.name if reviewer is not None else "")
        above.activateWindow()
        return name

    def about(self) -> None:
        from annotator.gui.views.about import About  # noqa: PLC0415

        self._run(About(self._window))
