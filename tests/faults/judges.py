"""What must hold of a home after whatever happened to it."""

import zipfile
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select

from mediation_desk.errors import AppError
from mediation_desk.storage import (
    attachments,
    audit,
    backup,
    backup_files,
    comparison,
    keys,
)
from mediation_desk.storage.contents import logical_hash, verify
from mediation_desk.storage.database import Database
from mediation_desk.storage.raw import Mode, look_into
from mediation_desk.storage.tables.cases import dispute
from mediation_desk.storage.tables.papers import issued_paper
from tests.faults import scenarios
from tests.faults.harness import Run, Tally

Judge = Callable[[Path, Run, Tally], None]


def key_of(home: Path) -> bytes:
    """Return the data key of a home without accounts."""
    return keys.unlock_open(home / "office.key").key


def unsound(home: Path, *, logged: bool = True) -> str:
    """Open a home as the program does at its next start; return what is wrong with it, or "".

    `logged` is false of rows that were put in past the journal.
    """
    try:
        scenarios.opened(home).close()
    except AppError as error:
        return f"does not open: {error}"
    left = [file.name for file in home.rglob("*") if file.name.startswith(".writing-")]
    left += [file.name for file in home.rglob("*.partial*")]
    left += [name for name in ("office.next", "office.ready") if (home / name).exists()]
    if left:
        return f"left behind: {left}"
    db = Database(home / "office.mdesk", key_of(home))
    try:
        db.look(verify)
        with db.read() as connection:
            fault = audit.verify(connection).fault
            if fault is not None:
                return fault.sentence
            differences = comparison.compare(connection) if logged else ()
            if differences:
                return str(differences[0])
        return _files_wrong(home, db)
    except AppError as error:
        return str(error)
    finally:
        db.close()


def _files_wrong(home: Path, db: Database) -> str:
    """Return what is wrong with the attachments: one that has no whole file, a file of nobody's."""
    folder = home / "attachments"
    names = db.look(attachments.in_rows)
    broken = [name for name in names if not attachments.proved(folder, name)]
    if broken:
        return f"attachments not whole: {broken}"
    # Beside an older store that is kept, nobody's files may be that one's.
    strays = [] if any(home.glob("kept/*/office.mdesk")) else attachments.strangers(folder, names)
    return f"attachments of nobody: {strays}" if strays else ""


def cases_in(home: Path) -> dict[str, str]:
    """Return every case's id and state."""
    db = Database(home / "office.mdesk", key_of(home))
    try:
        with db.read() as connection:
            return dict(connection.execute(select(dispute.c.id, dispute.c.state)).all())
    finally:
        db.close()


def is_sound(home: Path, run: Run, tally: Tally, *, logged: bool = True) -> bool:
    """Count a run; note a bug, and whatever is wrong with the home at its next start."""
    tally.tried += 1
    if run.bugs:
        tally.undetected += 1
        tally.notes.append(run.bugs[0].strip().splitlines()[-1])
    wrong = unsound(home, logged=logged)
    if wrong:
        tally.corrupt += 1
        tally.notes.append(wrong)
    return not wrong


def saves(home: Path, run: Run, tally: Tally) -> None:
    """Everything acknowledged is there, whole; everything else is there whole or not at all."""
    if is_sound(home, run, tally):
        cases = cases_in(home)
        lost = [one for one in run.acked("case") if one not in cases]
        lost += [one for one in run.acked("accepted") if cases.get(one) != "accepted"]
        tally.lost += len(lost)


def backups(template: Path) -> Judge:
    """Every backup is whole, the one acknowledged is there, none of the older ones has gone."""
    older = {one.file.name for one in backup.listed(template / "backups")}

    def judge(home: Path, run: Run, tally: Tally) -> None:
        if not is_sound(home, run, tally):
            return
        whole = backup.listed(home / "backups")
        names = {one.file.name for one in whole}
        tally.lost += len((older | set(run.acked("backup"))) - names)
        tally.corrupt += sum(not _is_whole(one, key_of(home)) for one in whole)
        known = {
            file
            for one in whole
            for file in (one.file, one.key_file, one.list_file, one.manifest_file)
        } | {backup_files.folder_of(one.folder, one.manifest.device) for one in whole}
        strays = set((home / "backups").iterdir()) - known
        tally.corrupt += len(strays)
        tally.notes += [f"stray {file.name}" for file in strays]

    return judge


def _is_whole(one: backup.Backup, key: bytes) -> bool:
    try:
        backup.check(one)
        look_into(one.file, key, verify)
    except AppError:
        return False
    files = backup_files.folder_of(one.folder, one.manifest.device)
    needed = set(one.list_file.read_text("ascii").split())
    listed = look_into(one.file, key, attachments.known) == needed
    return listed and all(attachments.proved(files, name) for name in needed)


def restores(template: Path, *, replay: bool) -> Judge:
    """The cases are those of before or those of after; acknowledged means after."""
    before = set(cases_in(template))
    (only,) = backup.listed(template / "backups")
    ids = look_into(only.file, key_of(template), _case_ids)
    after = before if replay else ids
    content = sha256((template / "office.mdesk").read_bytes()).digest()

    def judge(home: Path, run: Run, tally: Tally) -> None:
        if not is_sound(home, run, tally):
            return
        found = set(cases_in(home))
        tally.lost += found != after if run.acked("restored") else found not in (before, after)
        kept = [file.read_bytes() for file in home.glob("kept/*/office.mdesk")]
        if run.acked("restored") or found == ids:
            tally.lost += content not in (sha256(one).digest() for one in kept)

    return judge


def _case_ids(raw) -> set[str]:
    return {row[0] for row in raw.execute("SELECT id FROM dispute")}


def exports(old: bytes, target: Path) -> Judge:
    """The file is the old one or a whole new one; acknowledged means the new one."""

    def judge(home: Path, run: Run, tally: Tally) -> None:
        if not is_sound(home, run, tally):
            return
        is_old = target.read_bytes() == old
        if run.acked("exported"):
            tally.lost += is_old
        tally.corrupt += not is_old and not zipfile.is_zipfile(target)

    return judge


def papers(home: Path, run: Run, tally: Tally) -> None:
    """Every paper's bytes are those that were issued; the one acknowledged is there."""
    if not is_sound(home, run, tally):
        return
    db = Database(home / "office.mdesk", key_of(home))
    with db.read() as connection:
        rows = connection.execute(select(issued_paper)).all()
    db.close()
    tally.corrupt += sum(sha256(row.content).hexdigest() != row.sha256 for row in rows)
    tally.lost += len(set(run.acked("paper")) - {row.id for row in rows})


def evidence(home: Path, run: Run, tally: Tally) -> None:
    """Every file is whole and belongs to a row; the one acknowledged is there."""
    if is_sound(home, run, tally):
        query = "SELECT id FROM evidence"
        found = look_into(
            home / "office.mdesk", key_of(home), lambda raw: raw.execute(query).fetchall()
        )
        tally.lost += len(set(run.acked("evidence")) - {row[0] for row in found})


def upgrades(template: Path, rows: Iterable[str]) -> Judge:
    """The store is at the old schema, unchanged, or at the new one with every row."""
    key = key_of(template)
    before = look_into(template / "office.mdesk", key, logical_hash)
    counted = look_into(template / "office.mdesk", key, lambda raw: _counts(raw, rows))

    def judge(home: Path, run: Run, tally: Tally) -> None:
        file = home / "office.mdesk"
        if look_into(file, key, _schema, Mode.READ) == "0001":
            tally.lost += look_into(file, key, logical_hash, Mode.READ) != before
        if is_sound(home, run, tally, logged=False):
            tally.lost += look_into(file, key, lambda raw: _counts(raw, rows)) != counted

    return judge


def _schema(raw) -> str:
    return str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def _counts(raw, tables: Iterable[str]) -> list[int]:
    return [raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables]
