"""The ways out of the house for a text message: a service that speaks HTTP, a GSM modem."""
