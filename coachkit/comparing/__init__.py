"""Which calls, or which moments of calls, are like one: why, which of them went better, where they part."""
