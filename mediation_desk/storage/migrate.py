"""Bringing a store to the program's schema: checked, backed up, in one transaction, verified.

Alembic takes as long to import as Qt. Whether there is anything to do is therefore told without it:
migrations are numbered files in one line (0001_initial.py …), so the newest schema is the greatest
number, which is what Alembic calls the head (a test holds the two together).
"""

import logging
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from mediation_desk.errors import StorageProblem
from mediation_desk.storage.database import Database
from mediation_desk.storage.raw import APPLICATION_ID

log = logging.getLogger(__name__)


def schema_version(db: Database) -> str | None:
    """Return the store's schema version, None for an empty store."""
    with db.read() as connection:
        if not connection.dialect.has_table(connection, "alembic_version"):
            return None
        query = "SELECT version_num FROM alembic_version"
        return connection.exec_driver_sql(query).scalar_one_or_none()


def versions(migrations: Path) -> list[str]:
    """Return the numbers of all migrations, the newest schema last."""
    return sorted(file.name[:4] for file in (migrations / "versions").glob("[0-9]*_*.py"))


def upgrade(
    db: Database,
    migrations: Path,
    *,
    back_up: Callable[[], str] | None = None,
) -> str | None:
    """Bring the store to the newest schema; return the version it had before.

    `back_up` runs, and must succeed, before the first statement when there is anything to lose.
    Any failure rolls the whole upgrade back. The store's schema is a known one.
    """
    present, known = schema_version(db), versions(migrations)
    if present == known[-1]:
        return present
    if present is not None and back_up is not None:
        log.info("backup before migration: %s", back_up())
    with db.unguarded() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.rollback()
        try:
            with connection.begin():
                _run(connection, migrations)
                _verify(connection)
        finally:
            connection.rollback()
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]
    log.info("migrated: %s -> %s", present, known[-1])
    return present


def _run(connection: Connection, migrations: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _verify(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise StorageProblem("升级后的数据核对不一致，已恢复到升级前。", "请把日志交给维护人员。")
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
