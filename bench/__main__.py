"""Runs every measurement after the other. Each can also be run alone: `python -m bench.reserve`."""

from bench import feasible, past_orders, reserve, rule_change, shuffled

if __name__ == "__main__":
    for measurement in (reserve, shuffled, rule_change, past_orders, feasible):
        measurement.main()
        print()
