"""The office made in bulk is what the services would have made: found, listed and counted alike."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from mediation_desk.app import Desk, build
from mediation_desk.domain.codes import Side
from mediation_desk.paths import find
from mediation_desk.services.drafts import AcceptDraft, AnswerDraft, AssignDraft, PartyDraft
from mediation_desk.services.filters import Filters
from mediation_desk.storage.search import rebuild
from tests.bench import invented, office
from tests.factories import case_draft

CASES = 12
SIDES = (Side.APPLICANT, Side.RESPONDENT, Side.THIRD)


@pytest.fixture(scope="module")
def bulk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An office of a few cases, made in bulk."""
    desk = office.make(tmp_path_factory.mktemp("bulk"), CASES)
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The same cases, each registered, accepted and assigned."""
    desk = build(find(tmp_path_factory.mktemp("served")))
    office.set_up(desk)
    for case in invented.planned(Random(CASES), CASES, office.places_of(desk)):
        _register(desk, case)
    yield desk
    desk.close()


def _register(desk: Desk, case: invented.Case) -> None:
    parties = tuple(
        PartyDraft(
            name=invented.name_of(number),
            side=side,
            id_number=invented.id_number_of(number),
            phone=invented.phone_of(number),
            address=invented.address_of(number),
        )
        for side, number in zip(SIDES, case.people, strict=False)
    )
    draft = case_draft(
        case.place.committee_id,
        type=case.type,
        source=case.source,
        facts=case.facts,
        place=case.spot,
        parties=parties,
        registered_on=case.accepted,
    )
    done = desk.cases.register(draft)
    told = [AnswerDraft(one.code, "已告知") for one in desk.acceptance.questions(done.id)]
    desk.acceptance.accept(done.id, AcceptDraft(case.accepted, answers=tuple(told)))
    desk.assignments.assign(done.id, AssignDraft(case.place.mediator_id, case.accepted))


def _shown(desk: Desk, filters: Filters) -> set[tuple[object, ...]]:
    names = "number title parties place committee_name lead_name registered_on due_on found"
    rows = desk.listing.cases(filters)
    return {tuple(getattr(row, name) for name in names.split()) for row in rows}


def test_the_list_and_its_counts_are_the_same(bulk: Desk, served: Desk) -> None:
    assert _shown(bulk, Filters()) == _shown(served, Filters())
    for group in invented.TYPES:
        wanted = Filters(type_group=group)
        assert bulk.listing.count(wanted) == served.listing.count(wanted)


def test_the_same_words_find_the_same_cases_in_the_same_fields(bulk: Desk, served: Desk) -> None:
    first = next(invented.planned(Random(CASES), CASES, office.places_of(bulk)))
    someone = first.people[0]
    words = [invented.name_of(someone), invented.phone_of(someone)[-4:], first.number, "样板村3组"]
    words += [
        invented.id_number_of(someone)[-6:],
        "调样",
        "宅基地",
        "ybc",
        "yang",
        "li",
        "纠纷",
        "2024",
    ]
    for typed in words:
        found = _shown(bulk, Filters(text=typed))
        assert found == _shown(served, Filters(text=typed)), typed
    assert _shown(bulk, Filters(text=first.number))


def test_the_index_holds_what_the_program_would_put_there(bulk: Desk) -> None:
    def entries() -> set[tuple[str, str]]:
        with bulk._context.db.read() as connection:
            return {(row.term, row.case_id) for row in connection.execute(_ENTRIES)}

    with bulk._context.db.write() as connection:
        connection.execute(
            text("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search_tokens, instance)")
        )
    made = entries()
    with bulk._context.db.write() as connection:
        rebuild(connection)
    assert made == entries()


_ENTRIES = text(
    "SELECT words.term, e.case_id FROM temp.words JOIN search_entry e ON e.rowid = words.doc"
)


def test_the_office_is_kept_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(office.KEPT, str(tmp_path / "kept"))
    for run in ("first", "second"):
        desk = office.million(tmp_path / run, CASES)
        assert desk.listing.count(Filters()) == CASES
        desk.close()
    assert [one.name for one in tmp_path.iterdir()] == ["kept"]
