"""The floor of a filled first page: the same libraries, the same check, the same twenty rows.

A window with a plain table, SQLAlchemy Core on SQLCipher, a quick check of the file, one statement.
"""

import json
import sys

import sqlalchemy
import sqlcipher3.dbapi2 as driver
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem

from tests.bench.marks import since_start

ROWS = """
SELECT d.number, d.title, d.state, m.name, d.registered_on, d.due_on
  FROM dispute d LEFT JOIN mediator m ON m.id = d.lead_id
 ORDER BY d.registered_on DESC, d.id DESC LIMIT 20
"""


def main() -> None:
    """Print when the table was filled and the event loop idle."""
    file, key = sys.argv[1:]
    application = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)

    def connect() -> driver.Connection:
        raw = driver.connect(file, isolation_level=None)
        raw.execute(f"PRAGMA key=\"x'{key}'\"")
        return raw

    engine = sqlalchemy.create_engine("sqlite+pysqlite://", module=driver, creator=connect)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA quick_check").scalar_one()
        rows = connection.execute(sqlalchemy.text(ROWS)).all()
    table = QTableWidget(len(rows), 6)
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            table.setItem(at, column, QTableWidgetItem(str(value)))
    window.setCentralWidget(table)
    window.show()
    QTimer.singleShot(0, application.quit)
    application.exec()
    print(json.dumps([since_start()]))


if __name__ == "__main__":
    main()
