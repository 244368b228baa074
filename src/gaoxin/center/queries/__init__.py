"""What pages and scenes read from the centre: frozen values, never tables."""
