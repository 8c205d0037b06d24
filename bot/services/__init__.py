"""Use cases, one module per noun: they load facts, let the domain decide, and store. They never commit."""
