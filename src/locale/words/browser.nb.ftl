### Bokmål: hurtigutgang, skjermdekke, feil.
