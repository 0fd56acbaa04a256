### Nynorsk: innlogging, faktorar, økter.
