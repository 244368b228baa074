"""Pages of the policy scene: for officers, for firms, for everybody."""
