"""The package handed over to an archive (移交包): the dossier, the original files, what they are.

A .zip that any program opens: 卷宗.pdf, the files as they came in under 材料/, 说明.json with what
an archive files it by, and the SHA-256 of everything, in the form `sha256sum -c` checks.
"""

import json
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mediation_desk import __version__
from mediation_desk.documents.dossier_facts import DossierFacts
from mediation_desk.services.dossier_rows import BoundDossier
from mediation_desk.services.evidence_rows import EvidenceRow
from mediation_desk.services.rows import CaseDetail

PDF, FACTS, SUMS = "卷宗.pdf", "说明.json", "校验.sha256"


def package(
    case: CaseDetail,
    covers: DossierFacts,
    made: BoundDossier,
    files: Sequence[tuple[EvidenceRow, bytes]],
    lost: Sequence[str],
) -> bytes:
    """Return the package; the same dossier and files give the same bytes.

    `lost` names the files that could not be read.
    """
    inside = {PDF: made.data}
    for number, (row, data) in enumerate(files, start=1):
        inside[f"材料/{number:02d}-{row.file_name}"] = data
    told = _facts(case, made, files)
    told |= _covers(case, covers) | {"要核对的": list(made.doubtful), "没有收入的文件": list(lost)}
    facts = json.dumps(told, ensure_ascii=False, indent=1)
    inside[FACTS] = facts.encode()
    sums = [f"{sha256(data).hexdigest()}  {name}\n" for name, data in inside.items()]
    inside[SUMS] = "".join(sums).encode()
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, data in inside.items():
            archive.writestr(ZipInfo(name), data, ZIP_DEFLATED)
    return stream.getvalue()


def _covers(case: CaseDetail, covers: DossierFacts) -> dict[str, object]:
    """Return who mediated, who compiled and checked it, and how long it is kept."""
    agreed = case.agreement.reached_on if case.agreement else None
    return {
        "人民调解员": list(dict.fromkeys(one.mediator_name for one in case.assignments)),
        "达成协议日期": _day(agreed),
        "终止调解日期": _day(case.terminated_on),
        "保管期限": covers.retention,
        "立卷人": covers.compiled_by,
        "立卷日期": _day(covers.compiled_on),
        "检查人": covers.checked_by,
        "检查日期": _day(covers.checked_on),
        "卷宗情况说明": covers.note,
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _facts(
    case: CaseDetail,
    made: BoundDossier,
    files: Sequence[tuple[EvidenceRow, bytes]],
) -> dict[str, object]:
    return {
        "格式": "调解台移交包 1",
        "程序版本": __version__,
        "卷号": case.number,
        "卷名": case.title,
        "调委会": case.committee_name,
        "纠纷类型": case.type_label,
        "受理日期": _day(case.accepted_on),
        "结案日期": _day(case.closed_on),
        "页数": made.numbered,
        "目录": [
            {"文书名称": one.label, "页号": one.pages, "备注": one.note} for one in made.entries
        ],
        "缺少的必备材料": list(made.missing),
        "材料": [
            {
                "名称": row.name,
                "归入": row.slot_label,
                "来源": row.source,
                "复印件": row.is_copy,
                "收集时间": _day(row.collected_on),
                "证明对象": row.proves,
                "页数": row.pages,
                "字节数": row.size,
                "SHA-256": row.sha256,
            }
            for row, _ in files
        ],
    }
