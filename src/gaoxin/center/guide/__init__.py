"""One question at a time: which fact settles most of what is still open, and what is known so far."""
