import time
from pathlib import Path

import pytest

from mediation_desk.domain.regions import RegionTable

PATH = Path(__file__).parents[2] / "resources" / "reference" / "regions.tsv"


@pytest.fixture(scope="module")
def regions() -> RegionTable:
    return RegionTable(PATH.read_text(encoding="utf-8"))


def test_the_county_and_its_neighbours_are_known(regions: RegionTable) -> None:
    names = {code: regions.find(code).name for code in ("341823", "341821", "341824", "341825")}
    assert names == {
        "341823": "泾县",
        "341821": "郎溪县",
        "341824": "绩溪县",
        "341825": "旌德县",
    }
    assert regions.full_name("341823") == "安徽省宣城市泾县"


def test_a_county_that_became_a_city_is_known_by_both_codes(regions: RegionTable) -> None:
    old, new = regions.find("341822"), regions.find("341882")
    assert (old.name, old.abolished, old.last_year) == ("广德县", True, 2018)
    assert (new.name, new.abolished) == ("广德市", False)


@pytest.mark.parametrize(
    "code", ["", "34182", "3418233", "000000", "34182X", "３４１８２３", "安徽"]
)
def test_an_unknown_code_is_not_found(regions: RegionTable, code: str) -> None:
    assert regions.find(code) is None
    assert regions.full_name(code) == ""


def test_children_are_the_regions_in_force(regions: RegionTable) -> None:
    counties = [region.name for region in regions.children("341800")]
    assert counties == ["宣州区", "郎溪县", "泾县", "绩溪县", "旌德县", "宁国市", "广德市"]
    assert "宣城市" in [region.name for region in regions.children("340000")]


def test_the_table_is_sorted_small_and_quick(regions: RegionTable) -> None:
    assert PATH.stat().st_size <= 200_000
    codes = [line[:6] for line in PATH.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    assert codes == sorted(set(codes))
    assert len(codes) > 6000
    started = time.perf_counter()
    for code in codes[::100]:
        assert regions.find(code).code == code
    assert time.perf_counter() - started < 0.5
