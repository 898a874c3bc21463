"""The encrypted store: tables, connections, migrations, the journal of every write.

Imports domain, SQLAlchemy Core, Alembic and the SQLCipher driver; nothing above it.

Decisions:
* **Core, no ORM.** Lists, statistics and edits all read and write plain rows, so nothing lazy can
  reach a window and the program starts without the ORM's imports.
* **Writes queue.** One lock, BEGIN IMMEDIATE emitted by us, one transaction a user action; readers
  are never blocked (WAL, synchronous=FULL).
* **Every write leaves its trace in the same transaction**: `change` rows and one chained `audit`
  row (journal.py). No audit row, no change.
* **Encrypted always**: the page HMAC of SQLCipher is what notices an altered bit.
"""
