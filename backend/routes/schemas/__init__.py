"""Requests and answers as pydantic models: the contract that `openapi.json` is made from."""
