"""The reviews of dossiers (卷宗评查)."""
