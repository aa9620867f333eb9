"""Models behind two small seams: text to vectors, text to text. Knows no articles."""
