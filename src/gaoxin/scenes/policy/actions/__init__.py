"""All writes of the policy scene."""
