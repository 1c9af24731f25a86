"""From what the user names to articles: one module per format, and what is not news."""
