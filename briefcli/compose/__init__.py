"""What a reader gets of checked stories: their weight and order, what is followed and muted, how long a brief is."""

from briefcli.compose.order import by_weight
from briefcli.compose.shape import Shape, shape_of
from briefcli.compose.weight import Weighed, told_and_muted, weighed
from briefcli.compose.whole import compose

__all__ = ["Shape", "Weighed", "by_weight", "compose", "shape_of", "told_and_muted", "weighed"]
