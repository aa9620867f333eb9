"""What Chinese text is made of: sentences, words, numerals, dates, marks. Knows no article."""
