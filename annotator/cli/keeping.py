"""The verbs that keep a project: check, backup, restore."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.desk import Desk, ExitCode, counted, echo_table, one_line, say
from annotator.problems import BadInputError

if TYPE_CHECKING:
    from annotator.domain import Reviewer
    from annotator.store.backup import Backup, Difference
    from annotator.store.check import Report
    from annotator.store.repair import Repaired

WHYS = {
    "daily": "once a day",
    "asked": "asked for",
    "migration": "before the change to a new version",
    "restore": "before a restore",
}
LISTED = 10


@click.command()
@click.option("--repair", is_flag=True, help="Make it anew from what can be saved; the damaged file is kept.")
@click.option("--json", "as_json", is_flag=True, help="What was found, as a JSON object.")
@click.pass_obj
def check(desk: Desk, repair: bool, as_json: bool) -> None:
    """Check that the project is what was written: the file, the texts, each mark, against the whole history.

    Nothing is changed, and whoever works on it does not wait. Exits with 5 if it is damaged. With --repair it
    is then made anew from its history and from what else can be read; the damaged file stays beside it, and
    what could not be saved is told.

    \b
    annotator check
    annotator --project client.annotator check --repair
    """
    from annotator.store.check import check as look

    path = desk.existing()
    report = look(path)
    repaired = None
    if repair and not report.sound:
        from annotator.store.repair import repair as make_anew

        for defect in report.defects if not as_json else ():
            say(one_line(defect.sentence))
        repaired = make_anew(path)
    if as_json:
        _echo_json(report, repaired)
    elif repaired is not None:
        for sentence in repaired.lost:
            click.echo(one_line(sentence))
        say(f"Repaired ({_numbers(repaired.saved)}). The damaged file is kept: {repaired.kept}")
    else:
        for defect in report.defects:
            click.echo(f"{defect.kind}: {one_line(defect.sentence)} [{one_line(defect.where)}]")
        if report.sound:
            say(f"All is as it was written ({_numbers(report.looked)}).")
        else:
            say("Restore a backup (annotator restore), or have it repaired: annotator check --repair")
    if not report.sound and repaired is None:
        raise click.exceptions.Exit(ExitCode.DAMAGED)


def _numbers(of: Mapping[str, int]) -> str:
    return ", ".join(f"{what}: {number:,}" for what, number in of.items())


def _echo_json(report: "Report", repaired: "Repaired | None") -> None:
    import json
    from dataclasses import asdict

    found = {"path": str(report.path), "sound": report.sound, "looked": report.looked}
    found["defects"] = [asdict(each) for each in report.defects]
    found["repaired"] = None if repaired is None else {**asdict(repaired), "kept": str(repaired.kept)}
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


@click.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Keep it there instead."
)
@click.pass_obj
def backup(desk: Desk, output: Path | None) -> None:
    """Keep the project as it is now, verified, beside its other backups.

    Prints where it is. One is made by itself before an act when the last is a day old; `annotator restore
    --list` lists all. With -o it becomes a file of its own, which is kept for good and replaces none.

    \b
    annotator backup
    annotator --project client.annotator backup -o /media/stick/client.annotator
    """
    from annotator import places
    from annotator.store import backup as backups

    with desk.project() as project:
        path = project.path
        if output is not None:
            backups.write(path, output)
            click.echo(output)
            return
        made = backups.make(path, why=backups.ASKED)
    click.echo(made.path)
    say(f"Kept {_held(made)}.")
    kind = places.network(path)
    if kind:
        say(f"{path} is in a network folder ({kind}): a backup is made every hour in which it has changed.")


@click.command()
@click.argument("which", required=False)
@click.option("--list", "listing", is_flag=True, help="List the backups, and do nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def restore(desk: Desk, which: str | None, listing: bool, yes: bool) -> None:
    """Make the project what it was when a backup was made.

    WHICH is a number as --list shows them, or a file. Without it, the newest backup is taken that was not
    made before a restore; 1 is the newest of all, and right after a restore takes that back. First it says
    what would go and what would come back, and asks. What is there now is kept as a backup, or as a file
    beside where it is damaged.

    \b
    annotator restore --list
    annotator restore 2
    annotator --project client.annotator restore /media/stick/client.annotator
    """
    from annotator.store import backup as backups

    path = desk.place()
    known = backups.backups_of(path)
    if listing:
        _list(known)
        return
    chosen = _chosen(known, which, path)
    differs = backups.difference(path, chosen)
    say(f"The backup of {_time(chosen.at)} ({WHYS.get(chosen.why, chosen.why)}) holds {_held(chosen)}.")
    for line in _told(differs):
        say(line)
    if differs == backups.Difference():
        say("The project is as it was then: there is nothing to restore.")
        raise click.exceptions.Exit(ExitCode.NOTHING)
    if not yes:
        click.confirm("Restore it?", abort=True, err=True)
    restored = backups.restore(path, chosen, reviewer=_reviewer(desk))
    say(f"Restored the backup of {_time(chosen.at)}.")
    if restored.kept is not None:
        say(f"What was there before is kept: {restored.kept}")


def _reviewer(desk: Desk) -> "Reviewer":
    from annotator.domain import Reviewer
    from annotator.intake import new_id
    from annotator.profile import tidy_name
    from annotator.times import now

    return Reviewer(new_id(), tidy_name(desk.name()), now())


def _chosen(known: list["Backup"], which: str | None, path: Path) -> "Backup":
    from annotator.store.backup import RESTORE, backup_at

    if which is not None and not which.isdecimal():
        return backup_at(Path(which))
    if not known:
        raise BadInputError(f"There is no backup of {path} yet. Name the file that you want to restore.")
    if which is None:
        return next((each for each in known if each.why != RESTORE), known[0])
    number = int(which)
    if not 1 <= number <= len(known):
        raise BadInputError(f"There is no backup {number}: annotator restore --list shows which there are.")
    return known[number - 1]


def _list(known: list["Backup"]) -> None:
    if not known:
        say("No backups yet. One is made before an act when the last is a day old, and by: annotator backup")
        raise click.exceptions.Exit(ExitCode.NOTHING)
    table = [["", "MADE (UTC)", "POLICIES", "TAGS", "ISSUES", "ACTS", "MB", "WHY", "FILE"]]
    for number, each in enumerate(known, 1):
        counts = [str(count) for count in (each.policies, each.tags, each.flags, each.events)]
        why = WHYS.get(each.why, each.why)
        table.append([str(number), _time(each.at), *counts, f"{each.size / 1e6:.1f}", why, str(each.path)])
    echo_table(table, right={0, 2, 3, 4, 5, 6})


def _held(backup: "Backup") -> str:
    parts = (
        counted(backup.policies, "policy", "policies"),
        counted(backup.tags, "tag", "tags"),
        counted(backup.flags, "issue", "issues"),
    )
    return f"{parts[0]}, {parts[1]} and {parts[2]}"


def _told(differs: "Difference") -> list[str]:
    """What a restore would do, in lines."""
    if differs.damaged:
        return [one_line(differs.damaged), "So nobody can say what differs."]
    lines = []
    if differs.gone:
        lines.append(f"What was done since {_time(differs.since)} would be gone: {_acts(differs.gone)}.")
    if differs.back:
        lines.append(f"What is not in the project any more would come back: {_acts(differs.back)}.")
    for words, titles in (
        ("Policies that would be gone", differs.added),
        ("Policies that would come back", differs.missing),
    ):
        if titles:
            lines.append(f"{words}: {_few(titles)}.")
    for policy in differs.policies[:LISTED]:
        counts = ((policy.gone, "gone"), (policy.back, "back"), (policy.changed, "as it was then"))
        marks = ", ".join(f"{counted(count, 'mark', 'marks')} {what}" for count, what in counts if count)
        lines.append(f"  {one_line(policy.title)}: {marks}")
    if len(differs.policies) > LISTED:
        lines.append(f"  and {len(differs.policies) - LISTED} more policies")
    return lines


def _acts(by: Mapping[str, int]) -> str:
    return ", ".join(
        f"{counted(count, 'act', 'acts')} of {one_line(name) if name else 'the program itself'}"
        for name, count in by.items()
    )


def _few(titles: tuple[str, ...]) -> str:
    more = len(titles) - LISTED
    shown = ", ".join(f"“{one_line(each)}”" for each in titles[:LISTED])
    return shown + (f" and {more} more" if more > 0 else "")


def _time(at: str) -> str:
    return at[:16].replace("T", " ")
