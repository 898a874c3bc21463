"""回收站与销毁: deleted cases, what is due to be appraised, lists of destruction."""
