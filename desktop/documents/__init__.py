"""Every paper of the programme: records in, PDF bytes out, one module a paper; it knows no rule and no store."""
