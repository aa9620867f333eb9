"""Which of the spans that the reader found answers a question, and where it begins and ends."""
