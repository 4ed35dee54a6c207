"""Why a result was read: from which words, by which rules."""
