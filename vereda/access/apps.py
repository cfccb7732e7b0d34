"""Access as a Django app: what it offers to the logbook, and what it hears from the sign-in."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "vereda.access"
    label = "access"
    verbose_name = "acceso"

    def ready(self) -> None:
        """Say what the country says otherwise; register subjects and the judge of arriving entries; listen to sign-ins."""
        from allauth.account.models import EmailAddress
        from allauth.mfa.models import Authenticator
        from allauth.mfa.signals import authenticator_added
        from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

        from vereda.access import authority, glass, second_factor, senders, signins, wordings
        from vereda.access.models import Account, LooksLogged, ReadRow
        from vereda.countries.door import installed, pack
        from vereda.logbook.door import judged_by, keep_in_backup, kept_as_long_as, posts_limited_by, register, senders_by
        from vereda.settings.environment import env

        if env().country in installed():  # a backup that is restored brings it; every other command asks for it (vereda/cli)
            wordings.say_on_screens(pack(env().country))
        for fold in authority.FOLDS:
            register(fold)
        judged_by(authority.judge)
        posts_limited_by(authority.why_post_may_not)
        senders_by(senders.sender)
        kept_as_long_as("broken_glass", glass.kept_too_long)
        keep_in_backup(Account, EmailAddress, Authenticator, ReadRow, LooksLogged)
        authenticator_added.connect(second_factor.note_enrolment, dispatch_uid="access")
        user_logged_in.connect(signins.opened, dispatch_uid="access")
        user_logged_out.connect(signins.closed, dispatch_uid="access")
        user_login_failed.connect(signins.failed, dispatch_uid="access")
