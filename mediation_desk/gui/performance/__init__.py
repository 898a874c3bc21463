"""The performance book (履行台账)."""
