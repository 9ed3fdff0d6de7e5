"""How a Spanish, French or Portuguese sentence begins that needs the one before it."""

from __future__ import annotations

from library.word_pattern import WordPattern, word_pattern

POINTS_BACK: dict[str, WordPattern] = {
    "es": word_pattern(
        r"^\W*(?:por lo tanto|por tanto|sin embargo|además|est[aeo]s?|dich[ao]s?|asimismo|no obstante|también|"
        r"así|en estos|en este|en esta|"
        r"por ello|por consiguiente|en consecuencia)\b"
    ),
    "fr": word_pattern(
        r"^\W*(?:cependant|toutefois|ce|cet|cette|ces|cela|ceci|il|elle|ils|elles|de plus|par conséquent|ainsi|"
        r"donc|en outre|néanmoins|"
        r"dans ce cas|dans ces|leur|leurs|son|sa|ses)\b"
    ),
    "pt": word_pattern(
        r"^\W*(?:no entanto|além disso|est[ae]s?|isto|isso|ess[ae]s?|portanto|assim|contudo|todavia|nestes|"
        r"neste|também)\b"
    ),
}
