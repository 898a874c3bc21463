"""What users do: one method for one action, one transaction each, plain frozen data in and out.

Imports domain, storage, documents and exchange; never Qt. Drafts (drafts.py) go in, rows and
details (rows.py) come out; every expected failure is an AppError with a Chinese sentence.

Decisions:
* **One gate.** Every public method declares the permission it needs (permissions.py), reads too; an
  office without accounts holds all but what only an account can do or have done to it.
* **Who saw what** is in the audit with everything else (views.py): once an hour for each account
  and case, never making a reader wait for a writer.
* **Hidden by default** (privacy.py): rows carry numbers with their middle hidden; the whole ones
  are asked for, which is recorded.
"""
