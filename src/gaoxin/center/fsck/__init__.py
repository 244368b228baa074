"""Looking over all that is stored: each fault is named, nothing is changed."""
