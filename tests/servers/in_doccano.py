"""Run by the Python of doccano: its own importer reads a file into its database, its own exporter writes it.

Arguments: the file to import, the file to write. ``DOCCANO_HOME`` is where its database is.
"""

import shutil
import sys
import uuid
import zipfile
from pathlib import Path


def main(source: Path, target: Path) -> None:
    """Into an empty project that allows spans to overlap, and out again."""
    import backend.cli  # noqa: F401 - puts doccano's packages on the path, and names its settings
    import django

    django.setup()
    from data_export.celery_tasks import export_dataset
    from data_import.datasets import load_dataset
    from data_import.pipeline.catalog import create_file_format
    from data_import.pipeline.readers import FileName
    from django.contrib.auth.models import User
    from django.core import management
    from projects.models import ProjectType, SequenceLabelingProject

    management.call_command("migrate", verbosity=0)
    management.call_command("create_roles", verbosity=0)
    user = User.objects.create(username=uuid.uuid4().hex)
    project = SequenceLabelingProject.objects.create(
        name="it",
        created_by=user,
        project_type=ProjectType.SEQUENCE_LABELING,
        allow_overlapping=True,
        collaborative_annotation=True,
    )
    files = [FileName(full_path=str(source), generated_name=source.name, upload_name=source.name)]
    dataset = load_dataset("SequenceLabeling", create_file_format("JSONL"), files, project)
    dataset.save(user, batch_size=1000)
    if dataset.errors:
        sys.exit("\n".join(str(each.dict()) for each in dataset.errors))
    packed = Path(export_dataset(project_id=project.id, file_format="JSONL"))
    with zipfile.ZipFile(packed) as archive, archive.open("all.jsonl") as said, target.open("wb") as out:
        shutil.copyfileobj(said, out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
