"""What a written text says that its source does not, and what a reader stumbles over."""
