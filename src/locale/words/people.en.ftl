### English: people, roles, approvals.
