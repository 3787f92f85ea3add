"""The small programs behind `make`."""
