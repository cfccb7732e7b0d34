"""All reading of referrals."""
