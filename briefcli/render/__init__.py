"""A brief as text: one module per format."""
