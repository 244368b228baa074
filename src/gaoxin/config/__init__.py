"""The site: settings, addresses and entry points, built from the scenes that are found."""
