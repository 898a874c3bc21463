"""Papers: frozen facts in, a tree of blocks, PDF bytes or plain text out. Pure, no store.

    facts.py (what is printed) -> compose.py with templates.py (wording, resources/templates/*.toml)
    -> blocks.py (the tree) -> pdf.py or text.py

Decisions: wording is data, layout is code; a missing value is a blank line for the pen, never a
guess; signatures and their dates are always left to the hand; every character is checked against
the embedded fonts first (fonts.py). Pages are laid out by our own engine (zh_text.py, layout.py,
flow.py): ReportLab's paragraphs parse markup, break before closing punctuation and take quadratic
time; its canvas, fonts and file format are what we use.

May import domain, errors, clock, files; reportlab, openpyxl and fontTools only here.
"""
