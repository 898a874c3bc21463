"""What leaves as a file through the command line is on record, whether it arrives or not."""


def test_an_export_that_is_not_written_leaves_nothing_but_its_line_in_the_audit(at):
    line = at("set up")
    before = line.dump()
    answer = line("stats", "--year", "2025", "--out", ".")
    assert (answer.code, answer.out) == (3, "")
    assert "没有写成" in answer.err
    after = line.dump()
    assert len(after.pop("audit")) == len(before.pop("audit")) + 1
    assert after == before
