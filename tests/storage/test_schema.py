"""The migrations make exactly the schema the program's tables describe."""

import re

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from mediation_desk.clock import FixedClock
from mediation_desk.storage import migrate, store
from mediation_desk.storage.place import StorePlace
from mediation_desk.storage.tables import metadata


def _ours(_object, name: str | None, kind: str, _reflected: bool, _other) -> bool:
    # FTS5 keeps its tokens in tables of its own; the DDL of the index itself is compared below.
    return not (kind == "table" and str(name).startswith("search_tokens"))


OPTIONS = {"compare_type": True, "include_object": _ours}


def _ddl(connection) -> dict[str, str]:
    rows = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name != 'alembic_version'"
    )
    return {
        name: re.sub(r"^CREATE \w+ \w+ ", "", " ".join(sql.split())).lstrip("( ")
        for name, sql in rows
    }


def _parts(ddl: dict[str, str]) -> dict[str, list[str]]:
    """Columns and constraints of each statement, in any order."""
    return {
        name: sorted(part.strip() for part in re.split(r", (?![^(]*\))", sql.removesuffix(")")))
        for name, sql in ddl.items()
    }


def test_tables_equal_the_migrated_store(place: StorePlace, clock: FixedClock) -> None:
    db = store.create(place, clock)
    with db.read() as connection:
        context = MigrationContext.configure(connection, opts=OPTIONS)
        assert compare_metadata(context, metadata) == []
    db.close()


def test_real_ddl_is_the_same_down_to_checks_and_indexes(
    place: StorePlace, clock: FixedClock, tmp_path
) -> None:
    migrated = store.create(place, clock)
    with migrated.read() as connection:
        ours = _ddl(connection)
    migrated.close()
    from mediation_desk.storage.database import Database

    plain = Database(tmp_path / "plain.mdesk", bytes(32))
    with plain.write() as connection:
        metadata.create_all(connection)
    with plain.read() as connection:
        theirs = _ddl(connection)
    plain.close()
    assert _parts(ours) == _parts(theirs)


def test_the_number_that_says_nothing_is_to_be_done_is_alembics_head(
    place: StorePlace, clock: FixedClock
) -> None:
    script = ScriptDirectory(str(place.migrations))
    lined_up = [revision.revision for revision in script.walk_revisions()]
    assert migrate.versions(place.migrations) == lined_up[::-1]
    db = store.create(place, clock)
    with db.read() as connection:
        alembic_says = MigrationContext.configure(connection).get_current_revision()
    assert migrate.schema_version(db) == alembic_says == script.get_current_head()
    db.close()
