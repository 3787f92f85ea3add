"""The demo: Posy of Portland, Oregon, with flowers, zones, slots and stock from the tables in `data/`."""
