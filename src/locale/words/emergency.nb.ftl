### Bokmål: nødtilgang, og saker som skifter hender.

nav-emergencies = { $n ->
    [0] Nødtilganger
   *[other] Nødtilganger ({ $n })
  }
nav-hand-over = Overføring

emergency-title = Nødtilganger
emergency-one = Nødtilgang
emergency-intro = Når noen har åpnet en sak som ikke er deres, står det her. Den som eier saken, teamlederen og kontrolløren ser det med det samme, og en annen skal vurdere det etterpå.
emergency-none = Ingen nødtilganger angår deg.
emergency-concern-you = Nødtilganger som angår deg
emergency-case = Sak
emergency-reference = Referanse { $reference }
emergency-team = Team
emergency-owner = Den som hadde saken
emergency-by = Åpnet av
emergency-at = Åpnet
emergency-category = Hva slags nødsituasjon
emergency-category-missing = Velg hva slags nødsituasjon det er
emergency-review = Vurdering
emergency-waiting = Skal vurderes innen { $date }
emergency-overdue = Skulle vært vurdert innen { $date }
emergency-justified = Det var nødvendig
emergency-unjustified = Det var ikke nødvendig
emergency-reviewer = Vurdert av
emergency-reviewed-at = Vurdert
emergency-opened-by = Saken ble åpnet i nødtilgang { $at } av { $person }.

emergency-open = Åpne en sak i nødtilgang
emergency-warning = Bare når noen kan komme til skade om du venter. Den som har saken, teamlederen hennes og kontrolløren får se at du åpnet den, og hvorfor. Du kan lese saken i 60 minutter, og ikke endre noe.
emergency-number = Saksnummer
emergency-number-hint = Det nøyaktige nummeret. Det går ikke an å søke.
emergency-number-missing = Skriv saksnummeret
emergency-number-wrong = Et saksnummer har ti tegn, slik som K7QM2-XRD9T
emergency-number-refused = Ingen sak med dette nummeret kan åpnes slik. Kontroller nummeret.
emergency-reason = Begrunnelse
emergency-reason-hint = Minst { $n } tegn: hva som skjer, og hvorfor det ikke kan vente. Ikke skriv navn eller annet som viser hvem det gjelder.
emergency-reason-short = Begrunnelsen må ha minst { $n } tegn
emergency-reason-long = Teksten kan ha høyst { $n } tegn
emergency-open-submit = Åpne saken
emergency-limit-day = Du har åpnet tre saker i nødtilgang det siste døgnet. Ring teamlederen for saken.
emergency-limit-waiting = Teamet ditt har ti nødtilganger som ingen har vurdert. Be teamlederen vurdere dem først.
emergency-limit-overdue = En av nødtilgangene dine skulle vært vurdert for lengst. Be teamlederen eller kontrolløren om å vurdere den først.

emergency-reading = Du leser denne saken i nødtilgang
emergency-until = Du kan lese den til { $at }. Ingenting kan endres.
emergency-told = Hva som er fortalt om nødtilgangen
emergency-read = Les saken
emergency-verdict = Var det nødvendig?
emergency-verdict-missing = Velg om det var nødvendig
emergency-remark = Merknad
emergency-review-submit = Lagre vurderingen
emergency-review-own = En annen enn den som åpnet saken, må vurdere det

handover-title = Overføring av saker
handover-intro = Saker kan gå fra én i teamet til en annen, for eksempel når noen slutter. Det som er gjort før, står ved lag, og ingen tall endres.
handover-none = Ingen i teamet har saker.
handover-holders = Hvem som har saker i teamet
handover-name = Navn
handover-open = Åpne saker
handover-every = Alle saker
handover-left = Arbeider ikke her lenger
handover-done = { $n ->
    [one] Én sak er overført.
   *[other] { $n } saker er overført.
  }
handover-one = Overfør saker
handover-from = Fra { $name }
handover-about = Den som får sakene, ser og arbeider med dem fra nå av. Den som hadde dem, ser dem ikke lenger.
handover-cases = Hvilke saker
handover-cases-missing = Velg hvilke saker
handover-all = { $n ->
    [one] Den ene saken
   *[other] Alle { $n } sakene
  }
handover-case = { $number } ({ $status })
handover-to = Til hvem
handover-to-missing = Velg hvem som skal ha sakene
handover-to-wrong = Hun arbeider ikke i teamet nå. Velg en annen.
handover-submit = Overfør
