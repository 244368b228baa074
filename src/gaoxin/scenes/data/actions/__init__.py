"""What people do in the data scene: disputes, statements."""
