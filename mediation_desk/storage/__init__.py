"""The encrypted store: tables, connections, migrations, the journal of every write.

Imports domain, SQLAlchemy Core, Alembic and the SQLCipher driver; nothing above it.

Decisions:
* **Core, no ORM.** Lists, statistics and edits all read and write plain rows, so nothing lazy can
  reach a window and the program starts without the ORM's imports.
* **Writes queue.** One lock, BEGIN IMMEDIATE emitted by us, one transaction a user action; readers
  are never blocked (WAL, synchronous=FULL).
* **Every write leaves its trace in the same transaction**: `change` rows and one chained `audit`
  row (journal.py). No audit row, no change.
* **The journal proves itself** (hashing.py, audit.py): a change row's content goes salted into its
  digest, an audit row covers the digests of its write's change rows and the audit row before. One
  pass names the first line that is not as written. Who cuts off the end is found through the head
  hash kept outside. Content that is destroyed by law leaves its salted hash, and all of it still
  verifies.
* **Encrypted always**: the page HMAC of SQLCipher is what notices an altered bit.
"""
