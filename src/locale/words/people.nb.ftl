### Bokmål: folk, roller, godkjenning.
