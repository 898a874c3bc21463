"""The first page: what needs doing."""
