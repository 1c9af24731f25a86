"""What is kept: answers between runs, the ledger of what left this machine, money and tokens counted."""
