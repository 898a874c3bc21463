"""Committees and mediators: the lists, what the Act expects of them, and their forms."""
