"""All that a zone holds, taken out in open formats."""
