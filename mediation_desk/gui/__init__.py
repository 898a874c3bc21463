"""The window: the only importer of PySide6. Pages show rows and send drafts; services decide.

Decisions: writes go through one thread (runner.py) and reads are short; after a write one signal
says what kind of thing changed and each page refreshes itself; questions and file dialogs only in
prompts.py; every label shows plain text, so nothing typed can become markup; one scale factor
drives every size (theme.py).
"""
