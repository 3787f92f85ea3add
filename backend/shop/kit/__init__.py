"""What every room may use: money, clock, errors, ids, paging, news. A closed list."""
