"""The model engine. Importing it opens no socket and imports neither openai nor tiktoken."""

from briefcli.llm.options import LlmOptions
from briefcli.llm.writing.drafting import Check, Drafted
from briefcli.llm.writing.engine import LlmEngine

__all__ = ["Check", "Drafted", "LlmEngine", "LlmOptions"]
