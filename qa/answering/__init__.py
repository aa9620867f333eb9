"""Hits -> an answer or a digest, and their citations."""
