"""What a referral is, what may be sent, and by which words it is opened. Pure."""
