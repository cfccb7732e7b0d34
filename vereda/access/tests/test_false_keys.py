"""What is no passkey does not become a second step."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from vereda.access.actions.demo import PASSWORD

pytestmark = pytest.mark.django_db
NEW = "/cuenta/segundo-paso/llaves/nueva/"


@pytest.mark.parametrize("credential", ["0", "false", "7", '"x"', "[1]", "{}", "null", "", '{"id": "x"}'])
def test_nonsense_is_refused_and_leaves_the_page_as_it_was(cast, credential: str):
    """SEC-013: an account without a second step cannot get one by sending a zero."""
    client = Client()
    client.post("/entrar/", {"login": "ines", "password": PASSWORD})
    assert client.get(NEW).status_code == 200
    answer = client.post(NEW, {"name": "llave", "credential": credential})
    assert answer.status_code == 200
    assert not Authenticator.objects.filter(user=cast.account("ines")).exists()
    assert client.get(NEW).status_code == 200
