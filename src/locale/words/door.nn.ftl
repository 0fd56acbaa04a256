### Nynorsk: det som blir stansa i døra.

fault-headers = Nettlesaren sende for mykje
fault-headers-next = Slett informasjonskapslane for denne nettstaden, og prøv igjen. Ingenting er lagra.
fault-address = Dette er ikkje adressa til registeret
fault-address-next = Opne registeret på adressa du har fått av administratoren. Ingenting er lagra.
fault-method = Sida kan ikkje brukast slik
fault-method-next = Gå tilbake, og bruk lenkjene og knappane på sida. Ingenting er lagra.
fault-elsewhere = Dette kom ikkje frå sidene til registeret
fault-elsewhere-next = Gå tilbake, last sida på nytt og send inn igjen. Oppdater nettlesaren om det skjer fleire gonger. Ingenting er lagra.
fault-haste = For mange forsøk på kort tid
fault-haste-next = Vent eit minutt, og prøv igjen. Ingenting er lagra.
fault-slow = Skjemaet kom for seint fram
fault-slow-next = Gå tilbake og prøv igjen når nettet er betre. Ingenting er lagra.
