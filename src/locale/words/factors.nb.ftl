### Bokmål: innlogging, faktorer, økter.

signin-ended = Kontoen er avsluttet, eller rollen din er utløpt. Ta kontakt med administrator i tjenesten din.
signin-wait = For mange feil forsøk. Vent til kl. { $time } før du prøver igjen.
signin-locked = Kontoen er sperret etter mange feil forsøk. Administrator i tjenesten din kan åpne den igjen.

factor-title = Bekreft at det er deg
factor-intro = Passordfrasen er riktig. Nå trenger vi også en kode eller en passnøkkel.
factor-code = Engangskode
factor-code-hint = De seks sifrene som appen på telefonen viser nå
factor-passkey = Bruk passnøkkel
factor-passkey-failed = Passnøkkelen ble ikke brukt. Prøv igjen, eller bruk en annen.
factor-passkey-script = Passnøkler trenger JavaScript, som er slått av i nettleseren din.
factor-missing = Skriv koden, eller bruk en passnøkkel
factor-wrong = Det stemte ikke. En kode kan brukes bare én gang; vent på den neste og prøv igjen.
factor-submit = Bekreft
factor-lost = Jeg har ikke telefonen eller nøkkelen
factor-recovery = Gjenopprettingskode
factor-recovery-hint = En av kodene du tok vare på. Hver kode kan brukes én gang.
factor-lost-all = Har du heller ikke en kode, må administrator foreslå ny tilgang for deg, og en annen må godkjenne den.
factor-demonstrated = I demonstrasjonen er koden nå { $code }.
factor-again = Bekreft at det er deg
factor-again-why = Dette krever at du nylig har vist kode eller passnøkkel.

confirm-title = Bekreft at det er deg

factors-title = Slik logger du inn
factors-intro = Velg hvordan du skal bekrefte at det er deg. Først deretter åpnes registeret.
factors-new-due = Du kom inn med en gjenopprettingskode. Legg til en ny passnøkkel eller en ny telefon her, og fjern den du har mistet. Før det åpnes ingen annen side. Den som leder teamet ditt, får vite at koden ble brukt.
factors-lacking = Du trenger en passnøkkel eller engangskoder fra telefonen.
factors-lacking-passkeys = Rollen din krever minst { $n } passnøkler, slik at du ikke blir utestengt om du mister én.
factors-too-few = Den kan ikke fjernes: Da har du ikke det rollen din krever. Legg til en annen først.
factors-reset = Noen har fått godkjent ny tilgang for deg. Lenken virker fra { $day } kl. { $time }. Har du ikke bedt om det, avvis den nå.
factors-reset-refuse = Avvis ny tilgang
factors-passkeys = Passnøkler
factors-passkeys-about = En passnøkkel ligger på telefonen, datamaskinen eller en sikkerhetsnøkkel og åpnes med PIN, finger eller ansikt.
factors-passkeys-none-here = Passnøkler kan ikke brukes på denne adressen.
factors-passkey = Passnøkkel { $n }
factors-suspended = Tatt ut av bruk
factors-remove-passkey = Fjern passnøkkel { $n }
factors-passkey-add = Legg til passnøkkel
factors-telephone = Engangskoder fra telefonen
factors-telephone-is = Telefonen din lager koder
factors-telephone-about = En app på telefonen viser en ny kode hvert halve minutt.
factors-telephone-add = Bruk engangskoder
factors-telephone-change = Bytt telefon
factors-remove-telephone = Fjern engangskoder
factors-recovery = Gjenopprettingskoder
factors-recovery-left = { $n ->
    [0] Du har ingen gjenopprettingskoder. Lag noen, så kommer du inn igjen om du mister telefonen eller nøkkelen.
    [one] Du har én gjenopprettingskode igjen.
   *[other] Du har { $n } gjenopprettingskoder igjen.
  }
factors-recovery-make = Lag nye gjenopprettingskoder
factors-passphrase = Passordfrase
factors-passphrase-change = Bytt passordfrase
factors-done = Gå til registeret
factors-not-yet = Du kan gå videre når du har det rollen din krever.
factors-not-yet-new = Du kan gå videre når du har lagt til en ny passnøkkel eller en ny telefon.

telephone-title = Engangskoder fra telefonen
telephone-app = Åpne en autentiseringsapp på telefonen, for eksempel den som arbeidsgiveren din har gitt deg.
telephone-scan = La appen lese denne ruten.
telephone-qr = QR-kode for autentiseringsappen
telephone-type = Kan du ikke bruke kameraet, skriv inn dette i appen:
telephone-then = Skriv koden som appen nå viser.
telephone-code-hint = Seks sifre
telephone-wrong = Koden stemte ikke. Vent på den neste og prøv igjen. Går det ikke, kontroller klokken på telefonen.
telephone-submit = Ta i bruk

passkey-title = Ny passnøkkel
passkey-about = Nettleseren spør hvor nøkkelen skal ligge, og om PIN, finger eller ansikt.
passkey-make = Lag passnøkkel
passkey-refused = Passnøkkelen ble ikke tatt i bruk. Prøv igjen.

recovery-title = Gjenopprettingskoder
recovery-about = Kodene vises bare nå. Tidligere koder virker ikke lenger.
recovery-keep = Skriv dem ned eller skriv dem ut, og oppbevar dem innelåst, ikke sammen med telefonen. Hver kode virker én gang, og åpner bare siden der du velger ny kode eller nøkkel.
recovery-kept = Jeg har tatt vare på dem

passphrase-title = Bytt passordfrase
passphrase-about = Alle andre økter avsluttes når du bytter.
passphrase-new = Ny passordfrase
passphrase-repeat = Gjenta passordfrasen
passphrase-hint = Minst 15 tegn. Flere ord som ikke hører sammen, er lette å huske og vanskelige å gjette.
passphrase-missing = Skriv en passordfrase
passphrase-differs = De to er ikke like
passphrase-short = Passordfrasen må ha minst 15 tegn
passphrase-long = Passordfrasen kan ha høyst 128 tegn
passphrase-guessable = Passordfrasen er for lett å gjette. Bruk ord som ikke hører sammen, og ikke navn eller ord fra arbeidet.
passphrase-submit = Bytt

sessions-title = Mine økter
sessions-about = Her er du logget inn nå. Kjenner du ikke igjen en økt, avslutt den og bytt passordfrase.
sessions-since = Innlogget { $day } kl. { $time }
sessions-current = Denne
sessions-end = Avslutt
sessions-ended = Du var logget inn to steder fra før. Den eldste økten er avsluttet.

exit-submit = Forlat siden
exit-hint = Logger deg ut og viser en annen side. Du kan også trykke Esc tre ganger.
exit-left = Siden er lukket
exit-on = Gå videre
cover-title = Skjermen er dekket
cover-reveal = Vis siden
