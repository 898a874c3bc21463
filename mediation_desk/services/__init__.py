"""What users do: one method for one action, one transaction each, plain frozen data in and out.

Imports domain, storage, documents and exchange; never Qt. Drafts (drafts.py) go in, rows and
details (rows.py) come out; every expected failure is an AppError with a Chinese sentence.
"""
