"""Finance's screens: funds, money set aside, the ledger of ended months."""
