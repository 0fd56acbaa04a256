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
fault-unasked = Skjemaet hadde med noko sida ikkje spør om
fault-unasked-next = Gå tilbake, last sida på nytt og fyll ut skjemaet der. Skjer det igjen, kan eit tillegg i nettlesaren ha lagt noko til. Ingenting er lagra.
fault-mass-reading = Du har opna svært mange saker på kort tid
fault-mass-reading-next = Av omsyn til dei sakene handlar om, opnar vi ikkje fleire akkurat no. Dei du nettopp har hatt opne, kan du framleis lese. Vent ein time og prøv igjen. Den som leier teamet ditt, og kontrolløren ser at dette skjedde; sei gjerne frå om arbeidet krev det.
