"""人员: people with every case they stand in."""
