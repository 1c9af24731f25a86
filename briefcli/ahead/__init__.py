"""The days that articles name in their future: found sentence by sentence, and told once however many have them.

Where in doubt, a day is none: of a sentence about the past, of every year, of no known month, of a plan given up.
"""

from briefcli.ahead.find import Dated, days_of
from briefcli.ahead.merge import days_ahead, once

__all__ = ["Dated", "days_ahead", "days_of", "once"]
