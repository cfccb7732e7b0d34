"""Distribution, reception, caravan."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import caravan_acts, caravans, gathering_acts, gatherings

routes: list[URLPattern] = [
    path("repartos/", gatherings.distributions, name="distributions"),
    path("repartos/abrir/", gatherings.open_distribution, name="open_distribution"),
    path("repartos/<uuid:subject>/", gatherings.gathering, name="distribution"),
    path("repartos/<uuid:subject>/hoja/", gatherings.sheet, name="gathering_sheet"),
    path("recepciones/", gatherings.receptions, name="receptions"),
    path("recepciones/avisar/", gatherings.announce_reception, name="announce_reception"),
    path("recepciones/<uuid:subject>/", gatherings.gathering, name="reception"),
    path("repartos/<uuid:subject>/contar/", gathering_acts.count, name="gathering_count"),
    path("repartos/<uuid:subject>/quitar/<uuid:entry>/", gathering_acts.take_back, name="gathering_take_back"),
    path("repartos/<uuid:subject>/fila/", gathering_acts.take_lane, name="gathering_lane"),
    path("repartos/<uuid:subject>/mercancia/", gathering_acts.move_goods, name="gathering_goods"),
    path("repartos/<uuid:subject>/mercancia/<uuid:entry>/quitar/", gathering_acts.take_goods_back, name="gathering_goods_back"),
    path("repartos/<uuid:subject>/explicar/", gathering_acts.explain, name="gathering_explain"),
    path("repartos/<uuid:subject>/cerrar/", gathering_acts.close, name="gathering_close"),
    path("repartos/<uuid:subject>/tarde/", gathering_acts.add_late, name="gathering_late"),
    path("repartos/<uuid:subject>/reabrir/", gathering_acts.reopen, name="gathering_reopen"),
    path("repartos/<uuid:subject>/llego/", gathering_acts.arrive, name="gathering_arrive"),
    path("repartos/<uuid:subject>/retirar/", gathering_acts.withdraw, name="gathering_withdraw"),
    path("caravanas/", caravans.caravans, name="caravans"),
    path("caravanas/abrir/", caravans.open_caravan, name="open_caravan"),
    path("caravanas/sumarse/", caravans.join_caravan, name="join_caravan"),
    path("caravanas/<uuid:subject>/", caravans.caravan, name="caravan"),
    path("caravanas/<uuid:subject>/cuantas/", caravan_acts.take_headcount, name="take_headcount"),
    path("caravanas/<uuid:subject>/cuantas/<uuid:entry>/quitar/", caravan_acts.withdraw_headcount, name="withdraw_headcount"),
    path("caravanas/<uuid:subject>/encuentro/<uuid:encounter>/", caravan_acts.tag, name="tag_encounter"),
    path("caravanas/<uuid:subject>/punto/", caravan_acts.open_point, name="open_child_point"),
    path("caravanas/<uuid:subject>/punto/cerrar/", caravan_acts.close_point, name="close_child_point"),
    path("caravanas/<uuid:subject>/punto/llega/", caravan_acts.take_in, name="take_in_child"),
    path("caravanas/<uuid:subject>/se-fue/", caravan_acts.leave, name="leave_caravan"),
    path("caravanas/<uuid:subject>/sigue/", caravan_acts.come_back, name="caravan_back"),
]
