"""一屏: the cockpit."""
