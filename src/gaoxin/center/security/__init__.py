"""Passwords, second factor, limits, sessions, uploads: what keeps strangers out."""
