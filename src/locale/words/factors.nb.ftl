### Bokmål: innlogging, faktorer, økter.
