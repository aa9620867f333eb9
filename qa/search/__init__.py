"""A question -> hits: chunks, vectors, the FAISS index, words, and their fusion."""
