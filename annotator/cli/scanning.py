"""The verbs that look for what is wrong, without a project: scan, rules."""

import contextlib
import datetime
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.desk import Desk, ExitCode, counted, echo_table, one_line, say

if TYPE_CHECKING:
    from annotator.detection.corpus import Form, Found, Report, Request, Sum
    from annotator.detection.rule import Rule
    from annotator.domain import RuleSetting

SEVERITIES = ("info", "low", "medium", "high")
"""In rising order."""
LONGEST_QUOTE = 160


@dataclass(frozen=True, slots=True)
class _Told:
    """A report as it is printed, and what the last word needs of it."""

    text: str
    severities: Counter[str]
    size: int
    problem: str


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl", "sarif"]),
    default="text",
    help="Lines for a person, a JSON object a line, or SARIF 2.1.0 for other tools.",
)
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "never"]),
    default="info",
    show_default=True,
    help="Exit with 1 if anything of this severity or a higher one is found.",
)
@click.option("--tier", type=click.Choice(["sure", "maybe"]), help="Only what is sure, or only what may be.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, metavar="N", help="Scan with N processes.")
@click.option(
    "--rules", "names", metavar="NAME,…", help="Only these rules or families; `annotator rules` lists them."
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Judge as on this day; without it, as today.",
)
@click.option("--encoding", metavar="NAME", help="How the files are written, if not UTF-8: cp1252, utf-16, …")
@click.option("--cluster", "address", metavar="ADDRESS", help="Scan on the Dask cluster of this scheduler.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="With --cluster: where the findings go, as Parquet.",
)
@click.option(
    "--text-field", metavar="NAME", help="With --cluster: which column or field is the text [text]."
)
@click.option("--id-field", metavar="NAME", help="With --cluster: which one says what a text is called.")
def scan(
    *,
    paths: tuple[str, ...],
    form: str,
    fail_on: str,
    tier: str | None,
    jobs: int,
    names: str | None,
    as_of: datetime.datetime | None,
    encoding: str | None,
    address: str | None,
    **cluster: Any,
) -> None:
    """Find what is wrong in files and in folders with all that is in them; - is plain text by standard input.

    Files end with .txt, .md, .html, .docx or .pdf.

    No project is needed and none is touched. What cannot be read is named on stderr, the rest is scanned.
    Findings come in the order of the files, each file's as soon as it is done.

    \b
    annotator scan policy.txt
    annotator scan policies/ --format jsonl --jobs 4 > findings.jsonl
    annotator scan policies/ --rules drafting,masked-email --tier sure --fail-on medium
    annotator scan shards/*.parquet --text-field body --cluster tcp://10.0.0.5:8786 -o findings/
    """
    request = _request(names, tier, as_of, encoding)
    if address is None:
        if any(cluster.values()):
            raise click.UsageError("--output, --text-field and --id-field go with --cluster.")
        done = _write(paths, request, _form(form), jobs)
    else:
        if cluster["output"] is None or form != "text" or jobs != 1:
            raise click.UsageError(
                "--cluster writes Parquet, to -o FOLDER; --format and --jobs do not apply."
            )
        done = _on_cluster(address, paths, request, told_day=as_of is not None, **cluster)
    _finish(done, fail_on)


def _on_cluster(
    address: str,
    paths: Sequence[str],
    request: "Request",
    *,
    told_day: bool,
    output: Path,
    text_field: str | None,
    id_field: str | None,
) -> "Sum":
    from annotator.detection.cluster import Fields, scan_on

    fields = Fields(text_field or "text", id_field or "")

    def advance(done: int, total: int) -> None:
        if sys.stderr.isatty():
            click.echo(f"\r{done:,} of {counted(total, 'part', 'parts')}", nl=done == total, err=True)

    done = scan_on(address, paths, output, request, fields=fields, told_day=told_day, progress=advance)
    for problem in done.problems:
        say(problem)
    return done


def _request(
    names: str | None, tier: str | None, as_of: datetime.datetime | None, encoding: str | None
) -> "Request":
    from annotator.detection.corpus import Request, rules_named
    from annotator.detection.rules import RULES
    from annotator.text.readers import parse

    if encoding is not None:
        parse("", b"", encoding)
    ids = rules_named(filter(None, names.split(","))) if names is not None else None
    wanted = [rule.id for rule in RULES if tier in {None, rule.tier} and (ids is None or rule.id in ids)]
    day = as_of.date() if as_of else datetime.date.today()  # noqa: DTZ011 - the reviewer's own day
    return Request(day, tuple(wanted), encoding)


def _form(name: str) -> "Form":
    if name == "text":
        from annotator.detection.corpus import Form

        return Form("text", _as_text)
    from annotator.exchange.findings import FORMS

    return FORMS[name]


def _write(paths: Sequence[str], request: "Request", form: "Form", jobs: int) -> "Sum":
    from annotator.detection.corpus import Sum, reports, sources
    from annotator.detection.scan import chosen

    done = Sum()
    texts = sources(paths, sys.stdin.buffer.read)
    click.echo(form.opening(chosen(request.rules)), nl=False)
    between = ""
    with contextlib.closing(reports(texts, request, partial(_tell, form.piece), jobs=jobs)) as told:
        for each in told:
            if each.text:
                click.echo(between + each.text, nl=False)
                between = form.between
            if each.problem:
                say(each.problem)
                done.refuse(each.problem)
            else:
                done.texts += 1
            done.size += each.size
            done.severities += each.severities
    click.echo(form.closing(done.problems), nl=False)
    return done


def _tell(piece: Callable[["Report"], str], report: "Report") -> _Told:
    severities = Counter(found.severity.value for found in report.found)
    return _Told(piece(report), severities, report.size, report.problem)


def _finish(done: "Sum", fail_on: str) -> None:
    found = ", ".join(f"{done.severities[each]} {each}" for each in reversed(SEVERITIES))
    unread = f"; {done.unread} could not be read" if done.unread else ""
    findings = counted(done.severities.total(), "finding", "findings")
    say(f"Scanned {counted(done.texts, 'text', 'texts')}: {findings} ({found}){unread}.")
    if done.unread:
        raise click.exceptions.Exit(ExitCode.PROBLEM)
    if fail_on != "never" and any(done.severities[each] for each in SEVERITIES[SEVERITIES.index(fail_on) :]):
        raise click.exceptions.Exit(ExitCode.FOUND)


def _as_text(report: "Report") -> str:
    """As compilers do, so that editors jump to the place; below, the words in question."""
    return "".join(_told(found) for found in report.found)


def _told(found: "Found") -> str:
    perhaps = " (maybe)" if found.tier == "maybe" else ""
    place = f"{one_line(found.file)}:{found.line}:{found.column}"
    told = f"{place}: {found.severity} [{found.rule}] {one_line(found.message)}{perhaps}\n"
    if not found.whole:
        told += f"    “{_shortened(found.quote)}”\n"
    if found.other is not None:
        told += f"    “{_shortened(found.other[2])}”\n"
    if found.suggestion:
        told += f"    rather: “{_shortened(found.suggestion)}”\n"
    return told


def _shortened(words: str) -> str:
    """Both ends of what is long."""
    half = LONGEST_QUOTE // 2
    shown = words if len(words) <= LONGEST_QUOTE else f"{words[:half].rstrip()} … {words[-half:].lstrip()}"
    return one_line(shown)


@click.command()
@click.argument("rule", required=False)
@click.option("--family", metavar="NAME", help="Only the rules of this family.")
@click.option("--json", "as_json", is_flag=True, help="All that the table says, as a JSON array.")
@click.option("--on/--off", default=None, help="Switch the rule on or off in the project.")
@click.option(
    "--severity", type=click.Choice(SEVERITIES), help="What it finds in the project matters so much."
)
@click.pass_obj
def rules(
    desk: Desk,
    /,
    *,
    rule: str | None,
    family: str | None,
    as_json: bool,
    on: bool | None,
    severity: str | None,
) -> None:
    """List the rules, or explain one: why it matters, what it finds, what it leaves alone.

    With --project, tell how they are set there. --on, --off and --severity set a rule in the project, which
    only `suggest` and the window heed.

    \b
    annotator rules
    annotator rules masked-email
    annotator --project client.annotator rules hedged-wording --off
    """
    from annotator.detection.corpus import rules_named
    from annotator.detection.rules import RULES
    from annotator.detection.scan import chosen

    if on is not None or severity is not None:
        _set(desk, rule, on, severity)
        return
    wanted = [name for name in (rule, family) if name is not None]
    listed = chosen(rules_named(wanted)) if wanted else list(RULES)
    settings = _settings(desk)
    if as_json:
        import json

        rows = [_row(each, settings.get(each.id)) for each in listed]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif rule is not None and len(listed) == 1:
        _explain(listed[0], settings.get(rule))
    else:
        _list(listed, settings)


def _set(desk: Desk, rule: str | None, on: bool | None, severity: str | None) -> None:
    from annotator.domain import Severity

    if rule is None:
        raise click.UsageError("Say which rule: annotator rules RULE --off")
    with desk.review() as review:
        event = review.set_rule(rule, on=on, severity=Severity(severity) if severity else None)
    say(f"{one_line(event.title)}." if event else "It is set so already.")
    if event is None:
        raise click.exceptions.Exit(ExitCode.NOTHING)


def _settings(desk: Desk) -> "Mapping[str, RuleSetting]":
    """How rules are set in the project, if one is named."""
    if desk.chosen is None:
        return {}
    with desk.project() as project:
        return project.rule_settings()


def _list(listed: "Sequence[Rule]", settings: "Mapping[str, RuleSetting]") -> None:
    table = [("RULE", "TYPE", "SEVERITY", "TIER", "LANGUAGES", "WHAT IS WRONG")]
    for rule in listed:
        languages = ",".join(sorted(rule.languages)) or "any"
        severity = _severity(rule, settings.get(rule.id))
        table.append((rule.id, rule.issue, severity, rule.tier.value, languages, rule.title))
    echo_table(table)


def _severity(rule: "Rule", setting: "RuleSetting | None") -> str:
    if setting is None or (setting.on and setting.severity is None):
        return rule.severity.value
    return f"{setting.severity}, set" if setting.on else "off"


def _family(rule: "Rule") -> str:
    from annotator.detection.rules import FAMILIES

    return next(name for name, members in FAMILIES.items() if rule in members)


def _row(rule: "Rule", setting: "RuleSetting | None") -> dict[str, object]:
    on = setting is None or setting.on
    severity = rule.severity if setting is None else setting.severity or rule.severity
    return {
        "id": rule.id,
        "version": rule.version,
        "family": _family(rule),
        "type": rule.issue,
        "severity": severity.value,
        "on": on,
        "tier": rule.tier.value,
        "languages": sorted(rule.languages),
        "title": rule.title,
        "why": rule.why,
        "hits": list(rule.hits),
        "misses": list(rule.misses),
    }


def _explain(rule: "Rule", setting: "RuleSetting | None") -> None:
    languages = ", ".join(sorted(rule.languages)) or "any language"
    click.echo(f"{rule.id} (version {rule.version}): {rule.title}\n")
    click.echo(f"{_family(rule)} · {rule.issue} · {_severity(rule, setting)} · {rule.tier} · {languages}\n")
    click.echo(f"{rule.why}\n")
    for title, examples in (("Finds, between ⟦ and ⟧", rule.hits), ("Leaves alone", rule.misses)):
        click.echo(f"{title}:")
        for example in examples:
            click.echo("\n".join(f"    {one_line(line)}".rstrip() for line in example.splitlines()) + "\n")
