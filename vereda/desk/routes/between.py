"""Entre países: installations and bundles, their public material, persons who came from another country."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import between, handed

routes: list[URLPattern] = [
    path("entre-paises/", between.between, name="between"),
    path("entre-paises/tarjeta.json", between.between_card, name="between_card"),
    path("entre-paises/confiar/", between.between_propose, name="between_propose"),
    path("entre-paises/tomar/", between.between_take, name="between_take"),
    path("entre-paises/material/", between.material, name="material"),
    path("entre-paises/tablas/", between.between_tables, name="between_tables"),
    path("entre-paises/<uuid:subject>/", between.between_partner, name="between_partner"),
    path("entre-paises/<uuid:subject>/confirmar/", between.between_confirm, name="between_confirm"),
    path("entre-paises/<uuid:subject>/quitar/", between.between_revoke, name="between_revoke"),
    path("entre-paises/<uuid:subject>/paquete/", between.between_give, name="between_give"),
    path("entre-paises/<uuid:subject>/enviar/", between.between_send, name="between_send"),
    path("entre-paises/<uuid:subject>/material/<slug:kind>/", between.material_of, name="material_of"),
    path("referencias/de-fuera/<uuid:subject>/", handed.handed, name="handed"),
    path("referencias/de-fuera/<uuid:subject>/<slug:what>/", handed.act_on, name="act_on_handed"),
]
