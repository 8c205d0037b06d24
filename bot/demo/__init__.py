"""The demo: a small team's first month, played in the sandbox and printed."""
