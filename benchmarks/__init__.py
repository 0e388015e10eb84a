"""Figures, measured and printed: `python -m benchmarks` prints all, `python -m benchmarks store papers` some."""
