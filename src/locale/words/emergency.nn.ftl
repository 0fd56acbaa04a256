### Nynorsk: nødtilgang.
