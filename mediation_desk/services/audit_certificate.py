"""The certificate of a verification (核验证明): a short text to print, sign and put on file."""

from mediation_desk.clock import CHINA
from mediation_desk.services.audit_rows import AuditReport


def certificate(report: AuditReport, office: str) -> str:
    """Return what was verified when, with which result; every fault has its own line."""
    lines = [
        "审计核验证明",
        "",
        f"单位：{office}",
        f"核验时间：{report.at.astimezone(CHINA):%Y-%m-%d %H:%M}（北京时间）",
        f"审计记录：{report.lines} 条",
        f"变更记录：{report.changes} 条",
        f"数据：{report.rows} 行",
        f"材料的文件：{report.files} 份",
        f"核对的备份锚点：{report.anchors} 个",
        f"末条校验值：第 {report.head_seq} 条  {report.head_hash}",
        "",
        f"结果：{report.sentence}",
        *(f"{number}. {fault}" for number, fault in enumerate(report.faults, 1)),
        "",
        "核验人（签名）：                    日期：",
    ]
    return "\n".join(lines) + "\n"
