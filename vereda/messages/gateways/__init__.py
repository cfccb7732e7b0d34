"""The ways out of the house for a text message: a service that speaks HTTP, gammu-smsd, a GSM modem."""
