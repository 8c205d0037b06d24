"""The tables, the database they live in and their history; who may change what is decided elsewhere."""
