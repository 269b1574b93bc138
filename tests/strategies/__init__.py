"""Hypothesis strategies that several tests draw from."""
