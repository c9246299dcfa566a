"""PyLD expands the JSON-LD: everything in it has a name in the world, and selectors select our words.

The context is a part of the recommendation's own, since no test may ask the network for it.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from annotator.project import Project
from tests.interop.seen import kept, seen

HERE = Path(__file__).parent
OA = "http://www.w3.org/ns/oa#"


def loader(url: str, _options: object) -> dict[str, Any]:
    assert url == "http://www.w3.org/ns/anno.jsonld"
    document = json.loads((HERE / "anno-context.json").read_text(encoding="utf-8"))
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": document,
    }


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return {*value, *(key for each in value.values() for key in keys(each))}
    return {key for each in value for key in keys(each)} if isinstance(value, list) else set()


def one(node: dict[str, Any], name: str) -> Any:
    (found,) = node[f"{OA}{name}"]
    return found.get("@value", found.get("@id"))


def test_everything_expands_and_selects_the_same_characters(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "it.jsonld"
    project.export(path, "web-annotation")
    document = json.loads(path.read_text(encoding="utf-8"))
    (collection,) = jsonld.expand(document, {"documentLoader": loader})
    assert all(key.startswith(("@", "http", "urn:annotator:terms:")) for key in keys(collection))
    compact = jsonld.compact(collection, document["@context"], {"documentLoader": loader})
    assert keys(document) - {"@context"} <= keys(compact), "a name without a meaning is dropped"
    (page,) = collection["http://www.w3.org/ns/activitystreams#first"]
    (items,) = page["http://www.w3.org/ns/activitystreams#items"]
    found: dict[str, list[tuple[str, int, int, str]]] = {}
    for annotation in items["@list"]:
        (label, *_) = (
            one(body, "hasSource") for body in annotation[f"{OA}hasBody"] if f"{OA}hasSource" in body
        )
        for target in annotation[f"{OA}hasTarget"]:
            policy = one(target, "hasSource").removeprefix("urn:annotator:policy:")
            if f"{OA}hasSelector" in target:
                (state,) = target[f"{OA}hasState"]
                assert state["@type"] == [f"{OA}State"]
                quote, position = sorted(
                    target[f"{OA}hasSelector"], key=lambda each: each["@type"], reverse=True
                )
                start, end = one(position, "start"), one(position, "end")
                name = label.removeprefix("urn:annotator:label:")
                found.setdefault(policy, []).append((name, int(start), int(end), one(quote, "exact")))
    for policy in project.policies():
        assert sorted(found.get(policy.id, [])) == seen(kept(project, policy.id, "web-annotation"))


@pytest.mark.slow
def test_it_is_a_graph_of_triples(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "it.jsonld"
    project.export(path, "web-annotation", project.policies()[:1])
    document = json.loads(path.read_text(encoding="utf-8"))
    graph = jsonld.to_rdf(document, {"documentLoader": loader})["@default"]
    whose = {each["subject"]["value"] for each in graph if each["object"]["value"] == f"{OA}Annotation"}
    assert len(whose) == len(project.annotations(project.policies()[0].id))
