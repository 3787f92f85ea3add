"""The back office's shapes, one module per part."""
