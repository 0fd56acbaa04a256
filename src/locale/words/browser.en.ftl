### English: quick exit, screen cover, faults.
