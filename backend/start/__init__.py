"""What `make run` runs: it brings the whole shop up in words, keeps it up, and takes all of it down again."""
