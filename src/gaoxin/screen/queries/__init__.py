"""All reads of the cockpit."""
