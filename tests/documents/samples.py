"""Invented disputes as facts: the ones of the demo office whose papers are hard to set."""

from datetime import date
from pathlib import Path

from mediation_desk.clock import local
from mediation_desk.documents.facts import (
    AgentFacts,
    AgreementFacts,
    CaseFacts,
    ClauseFacts,
    CommitteeFacts,
    InvitedFacts,
    PartyFacts,
    SessionFacts,
)
from mediation_desk.domain.codes import Form, Origin, PartyKind, Side

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
FONTS = RESOURCES / "fonts"
TEMPLATES = RESOURCES / "templates"

TOWN = CommitteeFacts("泾县示例镇人民调解委员会", "泾示")
VILLAGE = CommitteeFacts("泾县示例镇样板村人民调解委员会", "泾示样")


def person(side: Side, name: str, id_number: str = "", **more: object) -> PartyFacts:
    values: dict[str, object] = {
        "sex_label": "男",
        "ethnicity": "汉族",
        "age": 2025 - int(id_number[6:10]) if id_number else None,
        "occupation": "务农",
        "phone": "000-0563001",
        "address": "安徽省泾县示例镇样板村三组12号",
        **more,
    }
    return PartyFacts(side, PartyKind.NATURAL, name, id_number=id_number, **values)  # type: ignore[arg-type]


def traffic() -> CaseFacts:
    """Case 6: three parties with an insurer."""
    insurer = PartyFacts(
        Side.RESPONDENT,
        PartyKind.LEGAL,
        "示例财产保险泾县支公司",
        credit_code="91341823MA8YYYY07B",
        address="安徽省泾县示例镇示例路1号",
        phone="000-0563009",
        legal_representative="保样理",
        legal_representative_title="经理",
        agents=(
            AgentFacts(
                "委托代理人", "理样赔", "公司职员", phone="000-0563010", authority_label="特别授权"
            ),
        ),
    )
    return CaseFacts(
        number="（2025）泾示人调字第006号",
        committee=TOWN,
        title="车样甲与车样乙等道路交通事故纠纷",
        type_label="道路交通事故纠纷",
        source_label="公安机关移送",
        origin=Origin.APPLICATION,
        facts="2025年2月10日车样甲与车样乙相撞。",
        requests=("请求赔偿医疗费、误工费等各项损失31,030.50元。",),
        parties=(
            person(Side.APPLICANT, "车样甲", "341823195609309105", sex_label="女"),
            person(Side.RESPONDENT, "车样乙", "341823199002149254", occupation="个体工商户"),
            insurer,
        ),
        mediators=("调样甲", "调样乙"),
        recorder="调样丙",
        agreement=traffic_agreement(),
        demo=True,
    )


def traffic_agreement() -> AgreementFacts:
    return AgreementFacts(
        reached_on=date(2025, 4, 18),
        facts="2025年2月10日7时30分许，车样甲骑电动自行车沿示例镇示例路由东向西行驶，与车样乙驾驶的小型客车发生碰撞，"
        "致车样甲受伤、电动自行车损坏。车样甲住院治疗15天。各项损失合计31,030.50元：医疗费18,430.50元，"
        "住院伙食补助费750元，营养费900元，误工费7,200元，护理费2,250元，交通费300元，车辆损失1,200元。",
        disputed_matters="赔偿总额；交强险限额以外部分的分担；车样乙已垫付的8,000元如何返还。",
        responsibility="交警部门认定车样乙承担事故主要责任，车样甲承担次要责任；超出交强险的部分按70%与30%分担。",
        clauses=(
            ClauseFacts(
                1,
                "示例财产保险泾县支公司在交强险限额内赔偿车样甲。",
                "示例财产保险泾县支公司",
                "车样甲",
                2240635,
                "收到齐全单证后10个工作日内",
                "银行转账",
            ),
            ClauseFacts(
                2,
                "示例财产保险泾县支公司将车样乙已垫付款项中的余额返还车样乙。",
                "示例财产保险泾县支公司",
                "车样乙",
                654365,
                "收到齐全单证后10个工作日内",
                "银行转账",
            ),
            ClauseFacts(
                3,
                "超出交强险的2,080.50元，由车样乙承担70%即1,456.35元（已从垫付款中支付），其余624.15元由车样甲自行承担。",
            ),
            ClauseFacts(4, "各方就本次事故再无其他争议。"),
        ),
        performance_manner="银行转账，以转账凭证为准",
        performance_deadline="保险公司收到齐全单证后10个工作日内",
        performance_place="泾县示例镇",
        amount_fen=3103050,
        copies=4,
    )


def drainage() -> CaseFacts:
    """Case 2: an oral agreement between neighbours."""
    return CaseFacts(
        number="（2025）泾示样人调口字第011号",
        committee=VILLAGE,
        title="邻样东与邻样西邻里纠纷",
        type_label="邻里纠纷",
        source_label="调委会主动调解",
        origin=Origin.INITIATIVE,
        facts="邻样东家排水口朝向邻样西家菜地，雨后积水淹没菜苗，双方发生争执。",
        disputed_matters="排水口是否移位，材料费由谁承担。",
        parties=(
            person(Side.APPLICANT, "邻样东", "341823196805179074"),
            person(Side.RESPONDENT, "邻样西", "341823197108209092"),
        ),
        mediators=("调样丙",),
        recorder="",
        session=SessionFacts(
            1,
            local(date(2025, 5, 14), 9),
            local(date(2025, 5, 14), 11),
            "样板村田边",
            "排水纠纷",
            ("邻样东", "邻样西"),
            record="双方陈述经过。\n调解员查看现场。",
            result="达成口头协议",
        ),
        agreement=AgreementFacts(
            form=Form.ORAL,
            reached_on=date(2025, 5, 14),
            clauses=(
                ClauseFacts(1, "邻样东在三日内将排水口移至沟渠一侧。"),
                ClauseFacts(2, "材料费160元由双方各承担80元。", amount_fen=16000),
            ),
            performance_manner="邻样东自行施工",
            performance_deadline="2025年5月17日前",
            amount_fen=16000,
        ),
        demo=True,
    )


def households(count: int = 12) -> CaseFacts:
    """Case 7: a cooperative and its many lessors."""
    areas = ("4.2", "3.8", "5.0", "2.6", "3.1", "4.5", "3.3", "4.0", "3.9", "4.6", "3.7", "3.8")
    digits = "一二三四五六七八九十"
    names = ["流样" + (digits[i] if i < 10 else "十" + digits[i % 10]) for i in range(count)]
    ids = {0: "341823195806209293", 1: "341823196303159495"}
    lessors = tuple(
        person(Side.APPLICANT, name, ids.get(i, ""), is_representative=i in ids)
        for i, name in enumerate(names)
    )
    cooperative = PartyFacts(
        Side.RESPONDENT,
        PartyKind.OTHER,
        "示样种植专业合作社",
        credit_code="93341823MA7YYYY05Q",
        address="安徽省泾县示例镇样板村",
        legal_representative="合样社",
        legal_representative_title="理事长",
    )
    shares = "，".join(f"{n}{a}亩" for n, a in zip(names, areas, strict=False))
    return CaseFacts(
        number="（2025）泾示人调字第012号",
        committee=TOWN,
        type_label="合同纠纷",
        facts="合作社欠付2024年度土地流转费。",
        parties=(*lessors, cooperative),
        mediators=("调样甲", "调样乙"),
        recorder="调样丙",
        agreement=lease(count, shares),
        demo=True,
    )


def lease(count: int, shares: str) -> AgreementFacts:
    return AgreementFacts(
        facts=f"合作社流转{count}户土地共46.5亩（{shares}），每亩每年500元，欠付2024年度流转费23,250元。",
        disputed_matters="欠付流转费的数额与支付时间。",
        clauses=(
            ClauseFacts(
                1,
                "合作社向十二户支付第一期流转费。",
                "示样种植专业合作社",
                "流样一等十二户",
                1325000,
                "2025年9月30日前",
                "银行转账",
            ),
            ClauseFacts(
                2,
                "合作社向十二户支付第二期流转费。",
                "示样种植专业合作社",
                "流样一等十二户",
                1000000,
                "2025年12月20日前",
                "银行转账",
            ),
        ),
        performance_manner="银行转账",
        performance_deadline="分两期，2025年12月20日前付清",
        copies=count + 2,
    )


def invited_elder() -> InvitedFacts:
    """A neighbour who was asked to take part."""
    return InvitedFacts("田样老", "样板村", "邻居")
