"""What a text says to a yes-or-no question: yes, no, or nothing that decides."""
