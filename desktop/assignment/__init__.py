"""The mathematics of matching: arrays in; pairs, prices and proof out. It knows no mentee and no policy."""
