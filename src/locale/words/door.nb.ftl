### Bokmål: det som stanses i døra.

fault-headers = Nettleseren sendte for mye
fault-headers-next = Slett informasjonskapslene for dette nettstedet, og prøv igjen. Ingenting er lagret.
fault-address = Dette er ikke registerets adresse
fault-address-next = Åpne registeret på adressen du har fått av administratoren. Ingenting er lagret.
fault-method = Siden kan ikke brukes slik
fault-method-next = Gå tilbake, og bruk lenkene og knappene på siden. Ingenting er lagret.
fault-elsewhere = Dette kom ikke fra registerets egne sider
fault-elsewhere-next = Gå tilbake, last siden på nytt og send inn igjen. Oppdater nettleseren hvis det skjer flere ganger. Ingenting er lagret.
fault-haste = For mange forsøk på kort tid
fault-haste-next = Vent et minutt, og prøv igjen. Ingenting er lagret.
fault-slow = Skjemaet kom for sakte fram
fault-slow-next = Gå tilbake og prøv igjen når nettet er bedre. Ingenting er lagret.
fault-unasked = Skjemaet hadde med noe siden ikke spør om
fault-unasked-next = Gå tilbake, last siden på nytt og fyll ut skjemaet der. Skjer det igjen, kan et tillegg i nettleseren ha lagt noe til. Ingenting er lagret.
fault-mass-reading = Du har åpnet svært mange saker på kort tid
fault-mass-reading-next = Av hensyn til dem sakene handler om, åpnes ikke flere akkurat nå. De du nettopp har hatt åpne, kan du fortsatt lese. Vent en time og prøv igjen. Den som leder teamet ditt, og kontrolløren ser at dette skjedde; si gjerne fra hvis arbeidet krever det.
