"""Pages that are pictures: recognised, put into reading order, divided into articles."""
