"""One call from facts to a finished paper."""

import threading
from dataclasses import replace

import pypdfium2 as pdfium
import pytest

from mediation_desk.documents.fonts import UnprintableText
from mediation_desk.documents.papers import Kind, Paper, make_paper, missing, preview
from mediation_desk.documents.templates import load
from tests.documents import samples


@pytest.mark.parametrize("kind", list(Kind))
def test_every_paper_is_made_whole_and_the_same_twice(kind: Kind) -> None:
    paper = make_paper(kind, samples.drainage(), resources=samples.RESOURCES)
    assert paper == make_paper(kind, samples.drainage(), resources=samples.RESOURCES)
    assert paper.pages == len(pdfium.PdfDocument(paper.data))
    assert paper.template_version == load(samples.TEMPLATES / f"{kind}.toml").version
    assert paper.title in preview(kind, samples.drainage(), resources=samples.RESOURCES)


def test_papers_made_on_two_threads_do_not_mix() -> None:
    cases = [samples.traffic(), samples.households()]
    alone = [make_paper(Kind.AGREEMENT, case, resources=samples.RESOURCES) for case in cases]
    made: dict[int, Paper] = {}

    def work(index: int) -> None:
        made[index] = make_paper(Kind.AGREEMENT, cases[index % 2], resources=samples.RESOURCES)

    threads = [threading.Thread(target=work, args=(index,)) for index in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [made[index] for index in range(6)] == alone * 3


def test_what_is_missing_is_told_before_printing() -> None:
    case = replace(samples.traffic(), mediators=())
    assert missing(Kind.AGREEMENT, case, resources=samples.RESOURCES) == ("人民调解员",)


def test_an_unprintable_name_stops_the_paper_and_is_named() -> None:
    case = samples.traffic()
    case = replace(case, mediators=("调\U00020008",))
    with pytest.raises(UnprintableText, match="调\U00020008"):
        make_paper(Kind.AGREEMENT, case, resources=samples.RESOURCES)
