"""Where things are: what ships with the program, and what the reviewer makes.

``ANNOTATOR_HOME`` names one folder for all that the reviewer makes, for a portable copy and for tests.
Nothing here makes a folder.
"""

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def _shipped(folder: str) -> Path:
    """Inside the package once installed, beside it in a checkout."""
    installed = _PACKAGE / folder
    return installed if installed.is_dir() else _PACKAGE.parent / folder


def _home() -> Path | None:
    home = os.environ.get("ANNOTATOR_HOME")
    return Path(home).expanduser().absolute() if home else None


def resources() -> Path:
    """Taxonomies, schemas, icons."""
    return _shipped("resources")


def corpus() -> Path:
    """The policies that ship, and their manifest.json."""
    return _shipped("corpus")


def data_folder() -> Path:
    """Where projects live unless the reviewer puts them elsewhere: on Linux ``~/.local/share/annotator``."""
    return _home() or platformdirs.user_data_path("annotator", appauthor=False)


def default_project() -> Path:
    """The project that opens when none is named."""
    return data_folder() / "Policies.annotator"


def log_file() -> Path:
    """What went wrong, for whoever is asked to help: ``~/.local/state/annotator/log/annotator.log``."""
    return (_home() or platformdirs.user_log_path("annotator", appauthor=False)) / "annotator.log"
