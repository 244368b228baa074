"""People: accounts, roles, passwords, second factors, sessions; the writes and the reads of them."""
