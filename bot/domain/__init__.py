"""The rules of coverage: pure functions over plain values, without a clock and without I/O."""
