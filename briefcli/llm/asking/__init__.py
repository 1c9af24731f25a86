"""Asking a server: one question, its answer read, whatever happens on the way."""
