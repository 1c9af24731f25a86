"""The model engine. Importing it opens no socket and imports neither openai nor tiktoken."""

from briefcli.llm.options import LlmOptions
from briefcli.llm.writing.engine import LlmEngine, OverviewDraft, StoryDraft
from briefcli.llm.writing.story import Note, Problem

__all__ = ["LlmEngine", "LlmOptions", "Note", "OverviewDraft", "Problem", "StoryDraft"]
