"""Many policies over many firms."""
