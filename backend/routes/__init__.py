"""Thin HTTP: a route parses, calls a room, and returns; one module per system."""
