"""The kiosk's own database: applications waiting to be sent, numbers, the audit chain."""
