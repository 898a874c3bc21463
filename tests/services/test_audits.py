"""The auditor reads who did what, and proves in one go that nobody altered anything."""

from datetime import timedelta

import pytest

from mediation_desk.app import Desk
from mediation_desk.clock import FixedClock
from mediation_desk.services.audit_rows import AuditFilters
from mediation_desk.services.evidence_rows import EvidenceDraft, Incoming
from mediation_desk.services.history_words import ActionKind
from tests.conftest import NOON
from tests.factories import mediating, photo, registered, set_up


def behind_the_back(desk: Desk, statement: str) -> None:
    with desk._context.db.write() as connection:
        connection.exec_driver_sql(statement)


def test_the_lines_name_cases_by_number_and_never_by_content(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    lines = desk.audits.lines(AuditFilters())
    assert [line.action for line in lines] == ["指派调解员", "受理", "登记", "建立单位"]
    assert [line.about for line in lines] == [case.number, case.number, case.number, "单位"]
    assert [line.changes > 0 for line in lines] == [True] * 4
    assert "邻样" not in repr(lines)


def test_the_lines_can_be_narrowed_and_paged(desk: Desk, clock: FixedClock) -> None:
    committee = set_up(desk)
    mediating(desk, committee)
    clock.set(NOON + timedelta(days=1))
    registered(desk, committee)
    assert len(desk.audits.lines(AuditFilters(kind=ActionKind.INTAKE))) == 3
    assert len(desk.audits.lines(AuditFilters(since=NOON + timedelta(hours=1)))) == 1
    assert len(desk.audits.lines(AuditFilters(until=NOON + timedelta(hours=1)))) == 4
    assert desk.audits.lines(AuditFilters(actor="没有这个人")) == ()
    first = desk.audits.lines(AuditFilters(), limit=2)
    rest = desk.audits.lines(AuditFilters(before=first[-1].seq))
    assert [line.seq for line in (*first, *rest)] == [5, 4, 3, 2, 1]
    assert desk.audits.actors() == ("测试员",)


def test_a_whole_store_is_said_to_be_whole(desk: Desk) -> None:
    mediating(desk, set_up(desk))
    assert "没有备份可对照" in desk.audits.verify().sentence
    desk.backups.run()
    seen: list[tuple[int, int]] = []
    report = desk.audits.verify(lambda *step: seen.append(step))
    assert report.whole
    assert "全部核对无误；1 份备份的锚点都在。" in report.sentence
    assert (report.lines, report.head_seq) == (6, 6)
    assert seen
    assert desk.audits.lines(AuditFilters(), limit=1)[0].action == "审计核验"


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE party SET phone = '139' WHERE position = 1", "001号 的当事人"),
        ("UPDATE dispute SET facts = '改'", "001号 的案件"),
        ("DELETE FROM assignment", "不见了"),
        ("UPDATE meta SET value = '1' WHERE name = 'counter'", "计数被改小"),
    ],
)
def test_altered_data_is_named_by_its_case(desk: Desk, statement: str, sentence: str) -> None:
    mediating(desk, set_up(desk))
    behind_the_back(desk, statement)
    report = desk.audits.verify()
    assert not report.whole
    assert report.journal == ()
    assert sentence in report.data[0]
    assert "邻样" not in repr(report)


def test_an_altered_file_of_the_same_size_is_named_by_its_case(desk: Desk) -> None:
    case = mediating(desk, set_up(desk))
    desk.evidence.add(case.id, [Incoming("欠条.jpg", data=photo())], EvidenceDraft())
    assert (desk.audits.verify().files, desk.audits.verify().whole) == (1, True)
    (file,) = (desk.paths.data / "attachments").iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert desk.evidence.rows(case.id)[0].trouble == ""
    report = desk.audits.verify()
    assert report.broken == (f"{case.number} 的一份材料的文件被改动或已损坏。",)
    assert report.broken[0] in desk.audits.certificate(report)
    assert "欠条" not in repr(report)


def test_an_altered_audit_is_named_from_its_first_line(desk: Desk) -> None:
    mediating(desk, set_up(desk))
    behind_the_back(desk, "UPDATE audit SET actor = '别人' WHERE seq = 3")
    report = desk.audits.verify()
    assert report.journal == ("审计记录被改动：第 3 条起（内容与校验值不符）。",)
    assert report.lines == 2


def test_a_tail_that_was_cut_is_found_by_the_backup_made_before(desk: Desk) -> None:
    mediating(desk, set_up(desk))
    desk.backups.run()
    behind_the_back(
        desk, "DELETE FROM change WHERE seq > (SELECT last_change FROM audit WHERE seq = 2)"
    )
    behind_the_back(desk, "DELETE FROM audit WHERE seq > 2")
    report = desk.audits.verify()
    assert report.journal == ()
    assert "第 3 条起不见了" in report.cut[0]


def test_stopping_a_verification_writes_nothing(desk: Desk) -> None:
    set_up(desk)

    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        desk.audits.verify(stop)
    assert [line.action for line in desk.audits.lines(AuditFilters())] == ["建立单位"]
