"""Papers on screen and on paper: pages drawn from the PDF, a viewer, the printer, private files."""
