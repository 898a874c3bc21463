"""An invented dispute with something for every field, to show what a form looks like."""

from datetime import date

from mediation_desk.clock import local
from mediation_desk.documents.facts import (
    AgentFacts,
    AgreementFacts,
    CaseFacts,
    ClauseFacts,
    CommitteeFacts,
    DueFacts,
    EndFacts,
    InvitedFacts,
    PartyFacts,
    SessionFacts,
)
from mediation_desk.domain.codes import Origin, PartyKind, Side


def sample_facts() -> CaseFacts:
    """Return the sample; every name is invented and every page says 演示数据."""
    return CaseFacts(
        number="（2025）示例人调字第001号",
        committee=CommitteeFacts("示例镇人民调解委员会", "示例", "示例镇示例路1号", "000-0000000"),
        parties=(_applicant(), _respondent()),
        title="样甲与示例合作社合同纠纷",
        type_label="合同纠纷",
        source_label="当事人申请",
        source_group="application",
        origin=Origin.APPLICATION,
        facts="示例合作社租用样甲承包地三亩，欠付一年租金1,500元，双方多次协商未果。",
        disputed_matters="欠付租金的数额和支付时间。",
        requests=("请求示例合作社支付租金1,500元。",),
        occurred_on=date(2025, 3, 1),
        place="示例镇样板村",
        registered_on=date(2025, 3, 3),
        accepted_on=date(2025, 3, 4),
        registrar="例登记",
        mediators=("例主办", "例协办"),
        recorder="例记录",
        session=_session(),
        agreement=_agreement(),
        end=_end(),
        demo=True,
    )


def _applicant() -> PartyFacts:
    return PartyFacts(
        Side.APPLICANT,
        PartyKind.NATURAL,
        "样甲",
        sex_label="男",
        ethnicity="汉族",
        born_on=date(1967, 6, 1),
        age=57,
        id_number="（公民身份号码）",
        occupation="务农",
        phone="000-0000001",
        address="示例镇样板村三组12号",
    )


def _respondent() -> PartyFacts:
    return PartyFacts(
        Side.RESPONDENT,
        PartyKind.LEGAL,
        "示例合作社",
        phone="000-0000002",
        address="示例镇样板村",
        credit_code="（统一社会信用代码）",
        legal_representative="例理事",
        legal_representative_title="理事长",
        agents=(AgentFacts("委托代理人", "例代理", "职员", authority_label="特别授权"),),
    )


def _session() -> SessionFacts:
    day = date(2025, 3, 10)
    return SessionFacts(
        1,
        local(day, 9),
        local(day, 11),
        "示例镇人民调解委员会调解室",
        "租金纠纷",
        ("样甲", "示例合作社"),
        invited=(InvitedFacts("例邻居", "样板村", "邻居"),),
        record="调解员核对身份，告知权利义务。\n双方陈述经过，调解员逐项核对账目。",
        result="达成协议",
    )


def _agreement() -> AgreementFacts:
    return AgreementFacts(
        reached_on=date(2025, 3, 10),
        facts="示例合作社租用样甲承包地三亩，欠付2024年度租金1,500元。",
        disputed_matters="欠付租金的数额和支付时间。",
        responsibility="示例合作社承担付款责任。",
        clauses=(
            ClauseFacts(
                1,
                "示例合作社向样甲支付租金。",
                "示例合作社",
                "样甲",
                1500_00,
                "2025年4月10日前",
                "银行转账",
                "示例镇",
            ),
            ClauseFacts(2, "双方就本次纠纷再无其他争议。"),
        ),
        performance_manner="银行转账",
        performance_deadline="2025年4月10日前",
        performance_place="示例镇",
        amount_fen=1500_00,
        copies=3,
        performance_label="未到期",
    )


def _end() -> EndFacts:
    return EndFacts(
        outcome_label="达成书面协议",
        effect_on=date(2025, 3, 10),
        dues=(DueFacts("支付租金。", date(2025, 4, 10), 1500_00, date(2025, 4, 8)),),
        court="示例县人民法院",
        confirm_safe_on=date(2025, 4, 9),
        terminated_on=date(2025, 3, 20),
        termination_label="分歧过大",
        remedies=("可以向人民法院起诉。",),
        refusal_reason="人民法院已经受理。",
        closed_on=date(2025, 5, 12),
    )
