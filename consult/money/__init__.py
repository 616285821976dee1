"""Owed: funds, honoraria, the desk and the ledger. Neither who someone is nor what was said is here."""
