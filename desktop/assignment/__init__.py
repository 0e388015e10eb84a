"""The mathematics of assignment: arrays in, pairs, prices and proof out; it knows no mentee."""
