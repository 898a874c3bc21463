"""The demo office's records beside the sessions: visits, an investigation, a receipt, more."""

from collections.abc import Mapping
from datetime import date

from mediation_desk.clock import local
from mediation_desk.domain.codes import Sex
from mediation_desk.services.record_drafts import (
    DeliveryDraft,
    InvestigationDraft,
    ReceiptDraft,
    SupplementDraft,
    UrgingDraft,
    VisitDraft,
)
from mediation_desk.services.records import RecordService

WRITER = "调样甲"

VISITS: Mapping[str, VisitDraft] = {
    "2": VisitDraft(
        date(2025, 6, 5), "call", "邻样东", "full", "satisfied", "no", "no",
        measures="到现场看过，排水口已移到沟渠一侧，下雨后院内没有积水。", visited_by=WRITER,
    ),
    "5": VisitDraft(
        date(2025, 3, 24), "phone", "工样一", "full", "fair", "no", "no",
        measures="工资已经到账。提醒以后干活先签书面约定。", visited_by=WRITER,
    ),
    "7": VisitDraft(
        date(2025, 10, 15), "call", "流样一", "partial", "fair", "no", "yes",
        hidden_note="几户担心第二期到时付不出。", measures="已告知合作社按期筹款，到期前再去一次。",
        visited_by="调样乙", next_on=date(2026, 1, 5),
    ),
}  # fmt: skip
ASKED = InvestigationDraft(
    held_at=local(date(2025, 10, 17), 15),
    place="示例镇工地",
    name="证样工",
    sex=Sex.MALE,
    age=43,
    occupation="瓦工",
    record="问：出事时你在哪里？\n答：在一楼递砖，听见响声抬头才看到人掉下来。\n"
    "问：脚手架是谁搭的？\n答：雇样主叫人搭的，没有护栏。",
    investigators="调样甲、调样乙",
    recorded_by="调样乙",
)
SENT = DeliveryDraft(
    papers="人民调解协议书 1 份",
    recipient="雇样主",
    method="in_person",
    sent_on=date(2025, 10, 20),
    received_on=date(2025, 10, 20),
    received_by="雇样主",
    delivered_by=WRITER,
)
PAID = ReceiptDraft(
    received_on=date(2025, 11, 20),
    payer="雇样主",
    payee="亡样子",
    method="transfer",
    amount_fen=14_000_000,
    purpose="第二期赔偿款",
    note="银行回单附卷。",
)
URGED = UrgingDraft(
    date(2025, 12, 22), "phone", "雇样主", answer="材料款没有收回，元旦后付。",
    promised_on=date(2026, 1, 10), urged_by=WRITER,
)  # fmt: skip
LATER = SupplementDraft(
    date(2025, 8, 20), "邻样西来电：两家已合资把沟渠铺上水泥。", recorded_by=WRITER
)


def fill_records(records: RecordService, ids: Mapping[str, str]) -> None:
    """Write the records of the demo's cases, which `ids` names by their codes."""
    for code, visit in VISITS.items():
        records.visit(ids[code], visit)
    records.investigate(ids["8"], ASKED)
    records.deliver(ids["8"], SENT)
    records.receive(ids["8"], PAID)
    records.urge(ids["8"], URGED)
    records.supplement(ids["2"], LATER)
