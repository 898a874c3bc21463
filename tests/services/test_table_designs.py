"""Tables an office designs: checked, counted with the present figures, kept, exchanged as files."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from mediation_desk.domain.design_checks import check
from mediation_desk.domain.design_figures import Figure, Narrow
from mediation_desk.domain.own_tables import Across, Counted, OwnTable
from mediation_desk.domain.statistics import Rows
from mediation_desk.domain.table_designs import (
    Condition,
    DesignColumn,
    TableDesign,
    Target,
    from_tree,
    to_tree,
)
from mediation_desk.errors import InvalidInput, NotFound
from mediation_desk.services.statistics_rows import StatisticsTable
from tests.services.counted_office import Office, invented_office
from tests.services.recount import Fact

BASE = Fact(1, "neighbour", "own_initiative", "simple", 2, date(2025, 3, 3), lead=0)
CASES = (
    BASE,
    replace(BASE, kind="neighbour.noise", unit=0),
    replace(BASE, kind="migrant_wages", source="court"),
    replace(BASE, kind="labour_other", difficulty="major", parties=5),
    replace(BASE, kind="old_type", source="old_source", difficulty="old_level"),
)


def of_types(key: str, label: str, *codes: str) -> DesignColumn:
    return DesignColumn(
        key, label, ("受理", "按类型"), Figure.CASES, (Condition(Narrow.TYPE, codes),)
    )


DESIGN = TableDesign(
    "县里要的类型表",
    Rows.UNITS,
    (
        DesignColumn("all", "合计", ("受理",), Figure.CASES),
        of_types("noise", "噪声", "neighbour.noise"),
        of_types("labour", "劳动争议", "migrant_wages", "labour_other"),
        DesignColumn("both", "噪声和劳动", ("受理",), sums=("noise", "labour")),
        DesignColumn("money", "金额", (), Figure.AMOUNT),
        DesignColumn("sweeps", "排查", (), Figure.SWEEPS),
    ),
)
MAPPED = TableDesign(
    "按省里类型",
    Rows.MAP,
    (
        DesignColumn("all", "受理", (), Figure.CASES),
        DesignColumn("people", "当事人", (), Figure.PARTIES),
    ),
    (
        Target("邻里", ("neighbour",)),
        Target("噪声", ("neighbour.noise",)),
        Target("劳动争议", ("migrant_wages", "labour_other")),
    ),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with invented_office(tmp_path_factory.mktemp("office")) as made:
        made.enter(CASES)
        yield made


@pytest.fixture
def key(office: Office) -> Iterator[str]:
    made = office.desk.table_designs.save(DESIGN).id
    yield made
    if made in {one.key for one in office.desk.statistics.tables()}:
        office.desk.own_tables.remove(made)


def figures(table: StatisticsTable) -> dict[str, object]:
    return dict(zip((one.key for one in table.leaves), table.total.values, strict=True))


def opened(office: Office, table: StatisticsTable) -> None:
    """Hold every figure of cases against the list it opens."""
    for row in (*table.rows, table.total):
        for leaf, value in zip(table.leaves, row.values, strict=True):
            if leaf.unit_label == "件":
                assert len(office.desk.statistics.cases_in(table, leaf.key, row)) == value


def test_columns_sums_and_what_no_column_lists_are_counted_and_open_their_cases(
    office: Office, key: str
) -> None:
    table = office.desk.statistics.table(key, period=office.desk.statistics.period("2025"))
    assert figures(table) == {
        "all": 5,
        "noise": 1,
        "labour": 2,
        "noise_unlisted": 2,
        "both": 3,
        "money": 0,
        "sweeps": 0,
    }
    assert [(one.label, one.left, one.right) for one in table.broken][-1] == (
        "按类型各栏之和＝合计",
        3,
        5,
    )
    opened(office, table)
    report = office.desk.reports.submit(table, "县司法局").id
    office.desk.own_tables.remove(key)
    assert office.desk.reports.show(report) == table


def test_a_map_of_types_makes_the_rows_and_what_it_lacks_has_a_row(office: Office) -> None:
    preview = office.desk.table_designs.preview(MAPPED, office.desk.statistics.period("2025"))
    told = {row.label: row.values for row in preview.rows}
    assert told == {"邻里": (1, 2), "噪声": (1, 2), "劳动争议": (2, 7), "未分类": (1, 2)}
    assert preview.total.values == (5, 13)
    saved = office.desk.table_designs.save(MAPPED).id
    table = office.desk.statistics.table(saved, period=preview.period)
    opened(office, table)
    assert office.desk.statistics.workbook(saved, period=preview.period)
    office.desk.own_tables.remove(saved)


def changed(key: str, **changes: object) -> Callable[[TableDesign], TableDesign]:
    def change(design: TableDesign) -> TableDesign:
        columns = (replace(one, **changes) if one.key == key else one for one in design.columns)
        return replace(design, columns=tuple(columns))

    return change


def mapped(*targets: Target) -> Callable[[TableDesign], TableDesign]:
    return lambda design: replace(design, targets=targets)


FAULTS: dict[str, Callable[[TableDesign], TableDesign]] = {
    "起个名字": lambda design: replace(design, title=""),
    "还没有一栏": lambda design: replace(design, columns=()),
    "看表的人分不清": changed("labour", label="噪声"),
    "不认识的纠纷类型“no.such”": changed(
        "noise", conditions=(Condition(Narrow.TYPE, ("no.such",)),)
    ),
    "一项也没有选": changed("noise", conditions=(Condition(Narrow.TYPE, ()),)),
    "互相矛盾": changed(
        "noise",
        conditions=(
            Condition(Narrow.TYPE, ("neighbour",)),
            Condition(Narrow.TYPE, ("contract",)),
        ),
    ),
    "没有预防效果": changed("noise", conditions=(Condition(Narrow.EFFECT, ("crime",)),)),
    "循环相加：噪声和劳动→噪声和劳动": changed("both", sums=("noise", "both")),
    "已经不在表里": changed("both", sums=("noise", "gone")),
    "两栏以上": changed("both", sums=("noise",)),
    "请只加同一种": changed("both", sums=("noise", "money")),
    "（同一栏）": changed("both", sums=("noise", "noise")),
    "有重复（如“噪声扰民”）": changed(
        "labour", conditions=(Condition(Narrow.TYPE, ("neighbour",)),)
    ),
    "不能按纠纷类型分行": lambda design: replace(design, rows=Rows.TYPES),
    "还没有填对照": lambda design: replace(design, rows=Rows.MAP),
    "“邻里”同时归入“甲”和“乙”": mapped(Target("甲", ("neighbour",)), Target("乙", ("neighbour",))),
    "两类同名": mapped(Target("甲", ("neighbour",)), Target("甲", ("contract",))),
}


@pytest.mark.parametrize("reason", FAULTS)
def test_a_design_that_cannot_be_is_refused_with_the_reason(office: Office, reason: str) -> None:
    designs = office.desk.table_designs
    assert designs.check(DESIGN).faults == ()
    design = FAULTS[reason](DESIGN)
    assert any(reason in one for one in designs.check(design).faults)
    with pytest.raises(InvalidInput, match=reason.replace("（", ".").replace("）", ".")):
        designs.save(design)
    with pytest.raises(InvalidInput):
        designs.preview(design, office.desk.statistics.period("2025"))


def test_a_circle_through_several_sums_is_found(office: Office) -> None:
    one = DesignColumn("one", "甲", sums=("two", "noise"))
    two = DesignColumn("two", "乙", sums=("one", "labour"))
    design = replace(DESIGN, columns=(*DESIGN.columns, one, two))
    faults = office.desk.table_designs.check(design).faults
    assert "合计栏“甲”循环相加：甲→乙→甲，算不出来。" in faults


def test_a_retired_code_is_refused_and_an_incomplete_map_is_told(office: Office) -> None:
    desk = office.desk
    options = desk.table_designs.options()
    types = [replace(one, retired=one.code == "tourism") for one in options[Narrow.TYPE]]
    design = changed("noise", conditions=(Condition(Narrow.TYPE, ("tourism",)),))(DESIGN)
    assert any("停用" in one for one in check(design, {**options, Narrow.TYPE: types}).faults)
    (told,) = desk.table_designs.check(MAPPED).notices
    assert told.startswith("还有15个类型没有归入任何一类（婚姻家庭、")
    assert "未分类" in told
    whole = tuple(Target(one.label, (one.code,)) for one in desk.reference.types.level1())
    assert desk.table_designs.check(replace(MAPPED, targets=whole)).notices == ()


def test_every_version_is_kept_and_taken_again_and_a_save_can_be_undone(
    office: Office, key: str
) -> None:
    designs, undo = office.desk.table_designs, office.desk.undo
    second = replace(DESIGN, columns=DESIGN.columns[:2])
    designs.save(second, key)
    assert [one.version for one in designs.versions(key)] == [2, 1]
    assert designs.versions(key)[1].design == DESIGN
    undo.undo(undo.last().write_id)
    assert designs.show(key) == DESIGN
    assert [one.version for one in designs.versions(key)] == [1]
    with pytest.raises(NotFound):
        designs.show("own:nobody")


def test_a_simple_own_table_opens_as_a_design(office: Office) -> None:
    desk = office.desk
    simple = desk.own_tables.save(
        OwnTable("简单表", Rows.UNITS, Across.DIFFICULTY, Counted.CASES)
    ).id
    period = desk.statistics.period("2025")
    before = desk.statistics.table(simple, period=period)
    design = desk.table_designs.show(simple)
    desk.table_designs.save(design, simple)
    assert desk.statistics.table(simple, period=period) == before
    desk.own_tables.remove(simple)


def test_a_definition_goes_to_another_county_and_back_with_what_it_changes(
    office: Office, key: str, tmp_path
) -> None:
    designs = office.desk.table_designs
    file = designs.export_file(key)
    assert designs.look_into_file(file).differences == ()
    with invented_office(tmp_path / "other") as other:
        new = other.desk.table_designs.look_into_file(file)
        assert (new.key, new.faults, new.design) == ("", (), DESIGN)
        assert new.differences[0] == "新表：县里要的类型表，各行是调解组织"
        taken = other.desk.table_designs.take_file(file).id
        assert other.desk.table_designs.show(taken) == DESIGN
        changed_there = changed("labour", label="劳资")(DESIGN)
        other.desk.table_designs.save(replace(changed_there, note="新口径"), taken)
        back = other.desk.table_designs.export_file(taken)
    assert designs.look_into_file(back).differences == (
        "附注：（空） → 新口径",
        "修改栏：受理/按类型/劳动争议（纠纷类型为拖欠农民工工资、其他劳动争议的：统计时段内受理的纠纷件数）"
        " → 受理/按类型/劳资（纠纷类型为拖欠农民工工资、其他劳动争议的：统计时段内受理的纠纷件数）",
        "修改栏：受理/噪声和劳动（噪声＋劳动争议） → 受理/噪声和劳动（噪声＋劳资）",
    )
    assert designs.take_file(back).id == key
    assert designs.show(key).note == "新口径"


def spoilt(change: Callable[[dict], object]) -> bytes:
    tree = {"format": "mediation-desk table 1", "id": "x1", "table": to_tree(DESIGN)}
    change(tree)
    return json.dumps(tree).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda tree: tree.update(format="other"),
        lambda tree: tree.update(macro="run"),
        lambda tree: tree.update(id=7),
        lambda tree: tree["table"].update(sql="drop table dispute"),
        lambda tree: tree["table"]["columns"][1].update(formula="=1+1"),
        lambda tree: tree["table"]["columns"][1]["conditions"][0].update(op="like"),
        lambda tree: tree["table"]["columns"][1]["conditions"][0].update(narrow="id_number"),
        lambda tree: tree["table"]["columns"][0].update(figure="secret"),
        lambda tree: tree["table"].update(rows="people"),
        lambda tree: tree["table"].update(columns="all"),
        lambda tree: tree["table"].update(title="甲" * 300),
        lambda tree: tree["table"]["columns"][0].update(path=[["x"]]),
    ],
)
def test_a_file_with_anything_unknown_is_refused_and_changes_nothing(
    office: Office, change: Callable[[dict], object]
) -> None:
    designs, before = office.desk.table_designs, office.desk.statistics.tables()
    for take in (designs.look_into_file, designs.take_file):
        with pytest.raises(InvalidInput, match="没有导入"):
            take(spoilt(change))
    assert office.desk.statistics.tables() == before


def test_a_file_whose_design_has_faults_is_shown_with_them_and_not_taken(office: Office) -> None:
    file = spoilt(lambda tree: tree["table"]["columns"][3].update(sums=["noise", "both"]))
    assert "循环相加" in office.desk.table_designs.look_into_file(file).faults[0]
    with pytest.raises(InvalidInput, match="循环相加"):
        office.desk.table_designs.take_file(file)


def test_a_design_is_read_as_it_was_written() -> None:
    for design in (DESIGN, MAPPED):
        assert from_tree(json.loads(json.dumps(to_tree(design)))) == design
