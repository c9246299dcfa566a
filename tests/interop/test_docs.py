"""docs/EXPORT.md names the versions that the locks have."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMES = {
    "PyLD": "pyld",
    "sarif-pydantic": "sarif-pydantic",
    "spaCy": "spacy",
    "dkpro-cassis": "dkpro-cassis",
    "label-studio-sdk": "label-studio-sdk",
    "server of Label Studio": "label-studio",
    "doccano": "doccano",
    "pyrefiqda": "pyrefiqda",
    "Taguette": "taguette",
    "medkit": "medkit-lib",
    "conllu": "conllu",
    "bconv": "bconv",
    "openpyxl": "openpyxl",
    "python-docx": "python-docx",
}


@pytest.mark.parametrize("name", NAMES)
def test_what_opens_an_export_is_named_with_its_version(name: str) -> None:
    locks = "".join(path.read_text("utf-8") for path in (ROOT / "requirements").glob("*.txt"))
    versions = set(re.findall(rf"^{NAMES[name]}==(\S+)", locks, re.MULTILINE))
    table = (
        (ROOT / "docs" / "EXPORT.md").read_text("utf-8").partition("### Opened by")[2].partition("\n## ")[0]
    )
    said = set(re.findall(rf"{name} (\d[\d.]*\d)", table))
    assert said
    assert said <= versions
