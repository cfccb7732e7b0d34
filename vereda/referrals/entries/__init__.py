"""The facts of referrals."""
