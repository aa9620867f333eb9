"""The sentences of many articles that answer a question, or tell the news of some days."""
