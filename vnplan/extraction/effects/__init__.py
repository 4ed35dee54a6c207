"""What an amending instrument does: the instrument that each provision belongs to, and one effect per provision."""

from vnplan.extraction.effects.finding import find_effects
from vnplan.extraction.effects.provisions import placed
from vnplan.extraction.effects.record import Effect
from vnplan.extraction.effects.words import word_changes

__all__ = ["Effect", "find_effects", "placed", "word_changes"]
