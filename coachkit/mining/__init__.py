"""Which behaviours part what goes well from what goes badly, by more than chance."""
