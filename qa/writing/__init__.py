"""Articles -> headlines, briefs and summaries that say only what their article says."""
