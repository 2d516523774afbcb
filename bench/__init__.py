"""Measures the build on a synthetic workspace of full size; `scripts/bench` runs it."""
