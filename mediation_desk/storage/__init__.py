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
* **Rows are proven by the journal** (comparison.py): each row is worked out anew from its change
  rows and laid beside what its table holds. Whatever writes past the Writer shows as altered.
* **Undo writes the opposite** (inverse.py); nothing of the journal is ever taken back.
* **Destruction** (redaction.py) is the one place that updates change rows: content makes room for
  its salted hash, and every destroyed row leaves a change row of its own (`*`, nothing before,
  nothing after) without which verification reports erased content.
* **Encrypted always**: the page HMAC of SQLCipher is what notices an altered bit.
* **Keys** (keys.py, sealing.py): an account has a key pair whose private half is wrapped under its
  password; the data key is sealed to every public half and to that of the printed recovery key. So
  a password re-wraps one slot, and another data key needs nobody's password (plain wrapping under
  each password would). Another data key is given by a proved copy put in place (rekey.py), not by
  rewriting the live file: at every moment the old pair or the new one opens.
* **Attachments** (attachments.py): scans are files beside the store, each under a key of its own
  that stands in its row. Inside the store every backup would copy all of them again.
* **Tries are counted in time the machine has run** (domain/lockout.py), before they are checked:
  neither a moved clock nor a killed program wins or loses any.
"""
