"""What a restore brought back and what it lost, by case number, as rows and as text to print."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from mediation_desk.services.backup_rows import moment
from mediation_desk.services.history_words import action_of
from mediation_desk.services.recovery_rows import Restored, SavedAgain
from mediation_desk.storage.backup import Manifest
from mediation_desk.storage.hashing import restored
from mediation_desk.storage.replay import Outcome
from mediation_desk.storage.restore import Prepared
from mediation_desk.storage.tables.cases import dispute


def summary(manifest: Manifest, outcomes: Sequence[Outcome]) -> str:
    """Return what the audit line of a restore says."""
    lost = sum(bool(one.why_lost) for one in outcomes)
    again = f"；重做 {len(outcomes) - lost} 次保存，丢失 {lost} 次" if outcomes else ""
    return f"{manifest.name}{again}"


def saved_again(
    prepared: Prepared, outcomes: Sequence[Outcome], *, titles: bool
) -> list[SavedAgain]:
    """Return each save in words, its case found in the restored store or in the save itself.

    What changed nothing (signing in, a backup) is no loss to anybody and not listed. Titles name
    people: who may not read cases gets the numbers.
    """
    told = [one for one in outcomes if one.changes or one.audit is None]
    with prepared.opened() as db, db.read() as connection:
        return [_in_words(connection, one, titles=titles) for one in told]


def report(done: Restored, manifest: Manifest, why: str, now: datetime, *, replay: bool) -> str:
    """Return the text to print."""
    lines = [
        "数据恢复报告",
        f"恢复时间：{moment(now)}",
        f"恢复原因：{why or '由人选择恢复到以前的状态。'}",
        f"使用的备份：{manifest.name}（{moment(manifest.made_at)}，"
        f"案件 {manifest.counts.get('dispute', 0)} 件）",
        f"原来的文件没有删除，保存在：{done.kept}",
    ]
    if replay:
        lines += [
            f"备份之后的修改，已找回 {len(done.recovered)} 次保存：",
            *_listed(done.recovered),
            f"没有找回 {len(done.lost)} 次保存，请对照纸质材料补录：",
            *_listed(done.lost),
        ]
    else:
        lines.append("备份之后的修改不在恢复的数据里，需要时请对照纸质材料补录。")
    if not done.end_known:
        lines.append("受损数据的末尾读不出来，最后几次保存可能不在上面两张表里，请核对。")
    if done.lost_files:
        lines.append(
            f"有 {done.lost_files} 份卷内材料的文件在备份和本机里都没有完好的，请用原件重新扫描。"
        )
    return "\n".join(lines) + "\n"


def _listed(saves: Sequence[SavedAgain]) -> list[str]:
    if not saves:
        return ["　　（无）"]
    return [
        f"　　{moment(one.at) if one.at else '时间不明'}　{one.about}　{one.action}"
        + (f"　{one.actor}" if one.actor else "")
        + (f"——{one.why_lost}" if one.why_lost else "")
        for one in saves
    ]


def _in_words(connection: Connection, outcome: Outcome, *, titles: bool) -> SavedAgain:
    line = outcome.audit
    at = (line or {}).get("at") or next((one["at"] for one in outcome.changes), None)
    return SavedAgain(
        at=datetime.fromisoformat(at) if at else None,
        actor=line["actor"] if line else "",
        action=action_of(line["action"]).label if line else "保存",
        about=_about(connection, outcome, titles=titles),
        why_lost=outcome.why_lost,
    )


def _about(connection: Connection, outcome: Outcome, *, titles: bool) -> str:
    """Return the case by number and title, whatever is known of it."""
    ids = {line["aggregate_id"] for line in outcome.changes}
    if outcome.audit:
        ids.add(outcome.audit["subject_id"])
    query = select(dispute.c.number, dispute.c.title).where(dispute.c.id.in_(ids))
    found = [(row.number, row.title) for row in connection.execute(query)]
    if not found:
        found = [(made.get("number", ""), made.get("title", "")) for made in _made(outcome)]
    named = [f"{number or '（未编号）'}{'　' + title if titles else ''}" for number, title in found]
    return "、".join(dict.fromkeys(named)) or "（不属于案件）"


def _made(outcome: Outcome) -> list[dict[str, Any]]:
    return [
        restored(line["after"])
        for line in outcome.changes
        if line["table_name"] == dispute.name and line["field"] == "*" and line["after"]
    ]
