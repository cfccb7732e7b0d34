"""All writing of referrals."""
