"""All reads of the policy scene."""
