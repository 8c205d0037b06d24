"""The page before a real browser, opposite the real bot; and what every browser test is driven with."""
