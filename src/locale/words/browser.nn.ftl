### Nynorsk: snøggutgang, skjermdekke, feil.
