"""The dock: a hand in the simulated world. Cards, codes, paper and cables, by button or by word."""
