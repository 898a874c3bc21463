"""The package handed over to an archive (移交包): the dossier, the original files, what they are.

A .zip that any program opens: 卷宗.pdf, the files as they came in under 材料/, 说明.json with what
an archive files it by, and the SHA-256 of everything, in the form `sha256sum -c` checks.
"""

import json
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mediation_desk import __version__
from mediation_desk.services.dossier_rows import BoundDossier
from mediation_desk.services.evidence_rows import EvidenceRow
from mediation_desk.services.rows import CaseDetail

PDF, FACTS, SUMS = "卷宗.pdf", "说明.json", "校验.sha256"


def package(
    case: CaseDetail,
    retention: str,
    made: BoundDossier,
    files: Sequence[tuple[EvidenceRow, bytes]],
) -> bytes:
    """Return the package; the same dossier and files give the same bytes."""
    inside = {PDF: made.data}
    for number, (row, data) in enumerate(files, start=1):
        inside[f"材料/{number:02d}-{row.file_name}"] = data
    facts = json.dumps(_facts(case, retention, made, files), ensure_ascii=False, indent=1)
    inside[FACTS] = facts.encode()
    sums = [f"{sha256(data).hexdigest()}  {name}\n" for name, data in inside.items()]
    inside[SUMS] = "".join(sums).encode()
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, data in inside.items():
            archive.writestr(ZipInfo(name), data, ZIP_DEFLATED)
    return stream.getvalue()


def _facts(
    case: CaseDetail,
    retention: str,
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
        "受理日期": case.accepted_on.isoformat() if case.accepted_on else "",
        "结案日期": case.closed_on.isoformat() if case.closed_on else "",
        "保管期限": retention,
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
                "字节数": row.size,
                "SHA-256": row.sha256,
            }
            for row, _ in files
        ],
    }
