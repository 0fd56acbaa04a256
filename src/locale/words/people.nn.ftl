### Nynorsk: folk, roller, godkjenning.
