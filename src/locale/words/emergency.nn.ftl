### Nynorsk: naudtilgang, og saker som skifter hender.

nav-emergencies = { $n ->
    [0] Naudtilgangar
   *[other] Naudtilgangar ({ $n })
  }
nav-hand-over = Overføring

emergency-title = Naudtilgangar
emergency-one = Naudtilgang
emergency-intro = Når nokon har opna ei sak som ikkje er deira, står det her. Den som eig saka, teamleiaren og kontrolløren ser det med det same, og ein annan skal vurdere det etterpå.
emergency-none = Ingen naudtilgangar vedkjem deg.
emergency-concern-you = Naudtilgangar som vedkjem deg
emergency-case = Sak
emergency-reference = Referanse { $reference }
emergency-team = Team
emergency-owner = Den som hadde saka
emergency-by = Opna av
emergency-at = Opna
emergency-category = Kva slags naudsituasjon
emergency-category-missing = Vel kva slags naudsituasjon det er
emergency-review = Vurdering
emergency-waiting = Skal vurderast innan { $date }
emergency-overdue = Skulle vore vurdert innan { $date }
emergency-justified = Det var nødvendig
emergency-unjustified = Det var ikkje nødvendig
emergency-reviewer = Vurdert av
emergency-reviewed-at = Vurdert
emergency-opened-by = Saka vart opna i naudtilgang { $at } av { $person }.

emergency-open = Opne ei sak i naudtilgang
emergency-warning = Berre når nokon kan kome til skade om du ventar. Den som har saka, teamleiaren hennar og kontrolløren får sjå at du opna ho, og kvifor. Du kan lese saka i 60 minutt, og ikkje endre noko.
emergency-number = Saksnummer
emergency-number-hint = Det nøyaktige nummeret. Det går ikkje an å søkje.
emergency-number-missing = Skriv saksnummeret
emergency-number-wrong = Eit saksnummer har ti teikn, slik som K7QM2-XRD9T
emergency-number-refused = Inga sak med dette nummeret kan opnast slik. Kontroller nummeret.
emergency-reason = Grunngiving
emergency-reason-hint = Minst { $n } teikn: kva som skjer, og kvifor det ikkje kan vente. Ikkje skriv namn eller anna som viser kven det gjeld.
emergency-reason-short = Grunngivinga må ha minst { $n } teikn
emergency-reason-long = Teksten kan ha høgst { $n } teikn
emergency-open-submit = Opne saka
emergency-limit-day = Du har opna tre saker i naudtilgang det siste døgnet. Ring teamleiaren for saka.
emergency-limit-waiting = Teamet ditt har ti naudtilgangar som ingen har vurdert. Be teamleiaren vurdere dei først.
emergency-limit-overdue = Ein av naudtilgangane dine skulle vore vurdert for lengst. Be teamleiaren eller kontrolløren om å vurdere han først.

emergency-reading = Du les denne saka i naudtilgang
emergency-until = Du kan lese ho til { $at }. Ingenting kan endrast.
emergency-told = Kva som er fortalt om naudtilgangen
emergency-read = Les saka
emergency-verdict = Var det nødvendig?
emergency-verdict-missing = Vel om det var nødvendig
emergency-remark = Merknad
emergency-review-submit = Lagre vurderinga
emergency-review-own = Ein annan enn den som opna saka, må vurdere det

handover-title = Overføring av saker
handover-intro = Saker kan gå frå éin i teamet til ein annan, til dømes når nokon sluttar. Det som er gjort før, står ved lag, og ingen tal blir endra.
handover-none = Ingen i teamet har saker.
handover-holders = Kven som har saker i teamet
handover-name = Namn
handover-open = Opne saker
handover-every = Alle saker
handover-left = Arbeider ikkje her lenger
handover-done = { $n ->
    [one] Éi sak er overført.
   *[other] { $n } saker er overførte.
  }
handover-one = Overfør saker
handover-from = Frå { $name }
handover-about = Den som får sakene, ser og arbeider med dei frå no av. Den som hadde dei, ser dei ikkje lenger.
handover-cases = Kva saker
handover-cases-missing = Vel kva saker
handover-all = { $n ->
    [one] Den eine saka
   *[other] Alle dei { $n } sakene
  }
handover-case = { $number } ({ $status })
handover-to = Til kven
handover-to-missing = Vel kven som skal ha sakene
handover-to-wrong = Ho arbeider ikkje i teamet no. Vel ein annan.
handover-submit = Overfør
