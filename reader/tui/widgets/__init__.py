"""What all widgets share: parts drawn by style, one-line bars, symbols, garbage collected in pauses."""
