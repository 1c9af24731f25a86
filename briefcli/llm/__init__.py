"""The model engine: any OpenAI-compatible server."""
