"""扫描件: sheets that come in as a pile, and those that wait until somebody says whose they are."""
