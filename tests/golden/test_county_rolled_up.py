"""The demo county's year reported township by township adds up to the county's own table."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mediation_desk.app import Desk, build, make_demo
from mediation_desk.clock import FixedClock
from mediation_desk.domain.statistics import Basis
from mediation_desk.paths import find
from mediation_desk.services.demo import YEAR_END
from mediation_desk.services.rollup_rows import Wanted
from mediation_desk.services.statistics import CASE_ANNUAL
from tests.services.counted_office import invented_office

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    paths = find(tmp_path_factory.mktemp("county"))
    make_demo(paths, county=True)
    opened = build(paths, FixedClock(YEAR_END))
    yield opened
    opened.close()


def test_the_places_of_the_county_add_up_to_its_year(county: Desk, tmp_path: Path) -> None:
    statistics = county.statistics
    year = statistics.period("2025")
    whole = statistics.table(CASE_ANNUAL, period=year)
    places = [row.unit for row in whole.rows if row.level == 1]
    with invented_office(tmp_path / "above") as above:
        rollup = above.desk.rollup
        for unit in places:
            table = statistics.table(CASE_ANNUAL, period=year, unit=unit)
            report_id = county.reports.submit(table, "市司法局").id
            rollup.receive(county.report_files.file(report_id, "上报"))
        found = rollup.rollup(Wanted(CASE_ANNUAL, year, Basis.DATES))
        assert found.table is not None
        assert [leaf.key for leaf in found.table.leaves] == [leaf.key for leaf in whole.leaves]
        assert found.table.total.values == whole.total.values
        assert (found.table.value("cases"), found.table.value("success")) == (2868, 2856)
        assert len(rollup.lines(found, "cases", found.table.total)) == 2868
        assert len(found.lines) == len(places)
