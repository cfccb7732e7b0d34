"""Training: courses as files, sessions, who took part, tests, certificates, who may do what."""
