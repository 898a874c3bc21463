"""文书措辞: the office words its papers itself."""
