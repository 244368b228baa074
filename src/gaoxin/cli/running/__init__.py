"""What `gaoxin up` does, step by step: the ground, the database, the processes."""
