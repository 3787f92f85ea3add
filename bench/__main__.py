"""Runs every measurement after the other. Each can also be run alone: `python -m bench.reserve`."""

from bench import reserve, rule_change, shuffled

if __name__ == "__main__":
    for measurement in (reserve, shuffled, rule_change):
        measurement.main()
        print()
