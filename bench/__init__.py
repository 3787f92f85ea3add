"""Side-by-side measurements: `make bench`. They print numbers and judge nothing."""
