### Bokmål: nødtilgang.
