### Nynorsk: innlogging, faktorar, økter.

signin-ended = Kontoen er avslutta, eller rolla di har gått ut. Ta kontakt med administrator i tenesta di.
signin-wait = For mange feil forsøk. Vent til kl. { $time } før du prøver igjen.
signin-locked = Kontoen er sperra etter mange feil forsøk. Administrator i tenesta di kan opne han igjen.

factor-title = Stadfest at det er deg
factor-intro = Passordfrasa er rett. No treng vi òg ein kode eller ein passnøkkel.
factor-code = Eingongskode
factor-code-hint = Dei seks siffera som appen på telefonen viser no
factor-passkey = Bruk passnøkkel
factor-passkey-failed = Passnøkkelen vart ikkje brukt. Prøv igjen, eller bruk ein annan.
factor-passkey-script = Passnøklar treng JavaScript, som er slått av i nettlesaren din.
factor-missing = Skriv koden, eller bruk ein passnøkkel
factor-wrong = Det stemde ikkje. Ein kode kan brukast berre éin gong; vent på den neste og prøv igjen.
factor-submit = Stadfest
factor-lost = Eg har ikkje telefonen eller nøkkelen
factor-recovery = Attopprettingskode
factor-recovery-hint = Ein av kodane du tok vare på. Kvar kode kan brukast éin gong.
factor-lost-all = Har du heller ikkje ein kode, må administrator foreslå ny tilgang for deg, og ein annan må godkjenne han.
factor-demonstrated = I demonstrasjonen er koden no { $code }.
factor-again = Stadfest at det er deg
factor-again-why = Dette krev at du nyleg har vist kode eller passnøkkel.

confirm-title = Stadfest at det er deg

factors-title = Slik loggar du inn
factors-intro = Vel korleis du skal stadfeste at det er deg. Først då blir registeret opna.
factors-new-due = Du kom inn med ein attopprettingskode. Legg til ein ny passnøkkel eller ein ny telefon her, og fjern den du har mista. Før det opnar inga anna side seg. Den som leier teamet ditt, får vite at koden vart brukt.
factors-lacking = Du treng ein passnøkkel eller eingongskodar frå telefonen.
factors-lacking-passkeys = Rolla di krev minst { $n } passnøklar, slik at du ikkje blir stengd ute om du mistar éin.
factors-too-few = Han kan ikkje fjernast: Då har du ikkje det rolla di krev. Legg til ein annan først.
factors-reset = Nokon har fått godkjent ny tilgang for deg. Lenkja verkar frå { $day } kl. { $time }. Har du ikkje bede om det, avvis ho no.
factors-reset-refuse = Avvis ny tilgang
factors-passkeys = Passnøklar
factors-passkeys-about = Ein passnøkkel ligg på telefonen, datamaskina eller ein tryggingsnøkkel og blir opna med PIN, finger eller ansikt.
factors-passkeys-none-here = Passnøklar kan ikkje brukast på denne adressa.
factors-passkey = Passnøkkel { $n }
factors-suspended = Teken ut av bruk
factors-remove-passkey = Fjern passnøkkel { $n }
factors-passkey-add = Legg til passnøkkel
factors-telephone = Eingongskodar frå telefonen
factors-telephone-is = Telefonen din lagar kodar
factors-telephone-about = Ein app på telefonen viser ein ny kode kvart halve minutt.
factors-telephone-add = Bruk eingongskodar
factors-telephone-change = Byt telefon
factors-remove-telephone = Fjern eingongskodar
factors-recovery = Attopprettingskodar
factors-recovery-left = { $n ->
    [0] Du har ingen attopprettingskodar. Lag nokre, så kjem du inn igjen om du mistar telefonen eller nøkkelen.
    [one] Du har éin attopprettingskode igjen.
   *[other] Du har { $n } attopprettingskodar igjen.
  }
factors-recovery-make = Lag nye attopprettingskodar
factors-passphrase = Passordfrase
factors-passphrase-change = Byt passordfrase
factors-done = Gå til registeret
factors-not-yet = Du kan gå vidare når du har det rolla di krev.
factors-not-yet-new = Du kan gå vidare når du har lagt til ein ny passnøkkel eller ein ny telefon.

telephone-title = Eingongskodar frå telefonen
telephone-app = Opne ein autentiseringsapp på telefonen, til dømes den som arbeidsgivaren din har gitt deg.
telephone-scan = La appen lese denne ruta.
telephone-qr = QR-kode for autentiseringsappen
telephone-type = Kan du ikkje bruke kameraet, skriv inn dette i appen:
telephone-then = Skriv koden som appen no viser.
telephone-code-hint = Seks siffer
telephone-wrong = Koden stemde ikkje. Vent på den neste og prøv igjen. Går det ikkje, kontroller klokka på telefonen.
telephone-submit = Ta i bruk

passkey-title = Ny passnøkkel
passkey-about = Nettlesaren spør kvar nøkkelen skal liggje, og om PIN, finger eller ansikt.
passkey-make = Lag passnøkkel
passkey-refused = Passnøkkelen vart ikkje teken i bruk. Prøv igjen.

recovery-title = Attopprettingskodar
recovery-about = Kodane blir viste berre no. Tidlegare kodar verkar ikkje lenger.
recovery-keep = Skriv dei ned eller skriv dei ut, og ta vare på dei innelåste, ikkje saman med telefonen. Kvar kode verkar éin gong, og opnar berre sida der du vel ny kode eller nøkkel.
recovery-kept = Eg har teke vare på dei

passphrase-title = Byt passordfrase
passphrase-about = Alle andre økter blir avslutta når du byter.
passphrase-new = Ny passordfrase
passphrase-repeat = Gjenta passordfrasa
passphrase-hint = Minst 15 teikn. Fleire ord som ikkje høyrer saman, er lette å hugse og vanskelege å gjette.
passphrase-missing = Skriv ei passordfrase
passphrase-differs = Dei to er ikkje like
passphrase-short = Passordfrasa må ha minst 15 teikn
passphrase-long = Passordfrasa kan ha høgst 128 teikn
passphrase-guessable = Passordfrasa er for lett å gjette. Bruk ord som ikkje høyrer saman, og ikkje namn eller ord frå arbeidet.
passphrase-submit = Byt

sessions-title = Øktene mine
sessions-about = Her er du logga inn no. Kjenner du ikkje igjen ei økt, avslutt ho og byt passordfrase.
sessions-since = Innlogga { $day } kl. { $time }
sessions-current = Denne
sessions-end = Avslutt
sessions-ended = Du var logga inn to stader frå før. Den eldste økta er avslutta.

exit-submit = Forlat sida
exit-hint = Loggar deg ut og viser ei anna side. Du kan òg trykkje Esc tre gonger.
exit-left = Sida er lukka
exit-on = Gå vidare
cover-title = Skjermen er dekt
cover-reveal = Vis sida
