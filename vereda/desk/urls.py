"""Routes of the desk, in the words of the people who use it."""

from __future__ import annotations

from django.urls import path

from vereda.desk.web import (
    board,
    bulletin,
    correction,
    day_map,
    decisions,
    encounter,
    listing,
    new_encounter,
    patrols,
    persons,
    totals,
)

app_name = "desk"
urlpatterns = [
    path("", board.home, name="home"),
    path("hoy/", board.board, name="board"),
    path("hoy/tablero/", board.live, name="board_live"),
    path("turnos/abrir/", board.start_shift, name="start_shift"),
    path("turnos/<uuid:shift>/sumarme/", board.join_shift, name="join_shift"),
    path("turnos/<uuid:shift>/cerrar/", board.end_shift, name="end_shift"),
    path("encuentros/", listing.encounters_list, name="encounters"),
    path("encuentros/nuevo/", new_encounter.new_encounter, name="new_encounter"),
    path("encuentros/<uuid:subject>/", encounter.encounter, name="encounter"),
    path("encuentros/<uuid:subject_id>/corregir/", correction.correct, name="correct"),
    path("encuentros/<uuid:subject>/retirar/", encounter.withdraw, name="withdraw"),
    path("encuentros/<uuid:subject>/reponer/", encounter.reinstate, name="reinstate"),
    path("encuentros/<uuid:subject>/tachar/", encounter.strike, name="strike"),
    path("encuentros/<uuid:subject>/unir/", encounter.join, name="join"),
    path("encuentros/<uuid:subject>/separar/", encounter.separate, name="separate"),
    path("recorridos/", patrols.patrols, name="patrols"),
    path("recorridos/sale/", patrols.depart, name="depart"),
    path("recorridos/<uuid:subject>/", patrols.patrol, name="patrol"),
    path("recorridos/<uuid:subject>/se-reporta/", patrols.check_in, name="check_in"),
    path("recorridos/<uuid:subject>/regresa/", patrols.come_back, name="come_back"),
    path("misiones/abrir/", patrols.open_mission, name="open_mission"),
    path("misiones/<uuid:subject>/", patrols.mission, name="mission"),
    path("misiones/<uuid:subject>/cerrar/", patrols.close_mission, name="close_mission"),
    path("mapa/", day_map.day_map, name="map"),
    path("mapa/entidades.json", day_map.areas, name="areas"),
    path("boletin/", bulletin.bulletin, name="bulletin"),
    path("boletin/boletin.<str:form>", bulletin.bulletin_file, name="bulletin_file"),
    path("totales/", totals.totals, name="totals"),
    path("totales/nuevo/", totals.new_total, name="new_total"),
    path("totales/<uuid:subject_id>/retirar/", totals.withdraw_total, name="withdraw_total"),
    path("diferencias/", decisions.conflicts, name="conflicts"),
    path("diferencias/<str:dispute>/", decisions.resolve, name="resolve"),
    path("en-espera/", decisions.quarantine, name="quarantine"),
    path("en-espera/<uuid:entry>/", decisions.decide, name="decide"),
    path("personas/", persons.persons, name="persons"),
    path("personas/<uuid:subject>/", persons.person, name="person"),
    path("personas/<uuid:subject>/pide-borrado/", persons.ask_erasure, name="ask_erasure"),
    path("solicitudes/", persons.erasures, name="erasures"),
    path("solicitudes/<uuid:subject>/", persons.decide_erasure, name="decide_erasure"),
    path("lugares/municipios/", new_encounter.municipalities, name="municipalities"),
]
