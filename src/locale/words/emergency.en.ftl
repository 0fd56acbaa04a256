### English: emergency access.
