"""Writing with a model: stories into prompts that fit, replies back into drafts, one repair of what a check refuses."""
