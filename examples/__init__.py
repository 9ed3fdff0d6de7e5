"""Fictional example material for the demonstration, and the script that makes it."""
