"""Languages as other programs name them: `en-US`, `English`, `TR`."""

import re

_NAMES = {
    "arabic": "ar", "catalan": "ca", "chinese": "zh", "czech": "cs", "danish": "da", "dutch": "nl",
    "english": "en", "finnish": "fi", "french": "fr", "german": "de", "greek": "el", "hebrew": "he",
    "hindi": "hi", "hungarian": "hu", "indonesian": "id", "italian": "it", "japanese": "ja", "korean": "ko",
    "norwegian": "no", "persian": "fa", "polish": "pl", "portuguese": "pt", "romanian": "ro", "russian": "ru",
    "slovak": "sk", "spanish": "es", "swedish": "sv", "thai": "th", "turkish": "tr", "ukrainian": "uk",
    "urdu": "ur", "vietnamese": "vi",
}  # fmt: skip
"""Full names, which OpenAI's speech service gives instead of codes."""


def language_code(text: object) -> str | None:
    """Return the code of a language (`en` of `en-US`), None where `text` names none that is known."""
    if not isinstance(text, str):
        return None
    folded = text.strip().casefold()
    if folded in _NAMES:
        return _NAMES[folded]
    code = re.fullmatch(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*", folded)
    return code[1] if code and code[1] not in {"und", "mul"} else None
