"""Runs every measurement after the other."""

from bench import reserve

if __name__ == "__main__":
    reserve.main()
