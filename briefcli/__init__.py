"""brief: news briefings whose every line can be traced to the sentence it came from."""

__version__ = "0.1.0"
