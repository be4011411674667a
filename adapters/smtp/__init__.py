"""Mail by SMTP, with the standard library."""

from adapters.smtp.mailer import NoMailer, Security, SmtpMailer, SmtpSettings

__all__ = ["NoMailer", "Security", "SmtpMailer", "SmtpSettings"]
