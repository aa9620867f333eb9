"""What Chinese text is made of: sentences, words, numbers, days, quotations. Knows no article."""
