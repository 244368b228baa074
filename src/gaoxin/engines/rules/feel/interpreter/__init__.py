"""The interpreter: one function for each kind of node, found by the node's class."""
