"""Run by the Python of Label Studio: its SDK validates each task of an export, regions and all.

``LabelInterface.validate_task`` cannot be given annotations: in 2.1.2 it calls its own check without them. So
it is given the data, and the checks for annotations and predictions those.
"""

import json
import sys
from pathlib import Path


def main(folder: Path) -> None:
    """Ends with an error where a task does not fit the labelling configuration."""
    from label_studio_sdk.label_interface import LabelInterface

    interface = LabelInterface((folder / "labelling-config.xml").read_text(encoding="utf-8"))
    for task in json.loads((folder / "tasks.json").read_text(encoding="utf-8")):
        fits = [
            interface.validate_task({"data": task["data"]}),
            *map(interface.validate_annotation, task["annotations"]),
            *map(interface.validate_prediction, task["predictions"]),
        ]
        if not all(fits):
            sys.exit(f"{task['data']['title']}: {fits}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
