"""表格设计: the office designs its statistics tables itself."""
