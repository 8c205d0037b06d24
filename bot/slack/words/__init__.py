"""The sentences people read; no blocks, no session."""
