"""doccano's own importer and exporter, on a database of its own: what went in comes out."""

import os
import subprocess
from pathlib import Path

from annotator.exchange import FORMATS, doccano
from annotator.project import Project
from tests.exchange.test_formats import compared
from tests.servers import in_doccano
from tests.servers.tools import needs, python

pytestmark = needs("doccano")


def test_what_doccano_takes_it_gives_back(project: Project, tmp_path: Path) -> None:
    ours, theirs = tmp_path / "it.jsonl", tmp_path / "back.jsonl"
    project.export(ours, "doccano")
    home = os.environ | {"HOME": str(tmp_path), "DOCCANO_HOME": str(tmp_path / "home")}
    subprocess.run([python("doccano"), in_doccano.__file__, ours, theirs], env=home, cwd=tmp_path, check=True)
    foreign = doccano.take(theirs)
    assert foreign.notes == ()
    compared(project, foreign, FORMATS["doccano"].loses)
