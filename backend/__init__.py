"""Posy, an online flower shop."""
