"""Turno: roster, hand-over, plan of patrols, agreements, volunteers."""

from __future__ import annotations

from django.urls import URLPattern, path

from vereda.desk.web import agreements, call_number, duty, handover, plans

routes: list[URLPattern] = [
    path("turno/", duty.duty, name="duty"),
    path("turno/esta/", duty.there, name="there"),
    path("turno/rol/<str:on>/", duty.roster_day, name="roster_day"),
    path("turno/rol/<str:on>/copiar/", duty.copy_week, name="copy_week"),
    path("turno/horarios/", duty.turns, name="turns"),
    path("turno/horarios/usuales/", duty.usual_turns, name="usual_turns"),
    path("turno/horarios/<uuid:subject>/", duty.turn, name="turn"),
    path("turno/horarios/<uuid:subject>/quitar/", duty.retire_turn, name="retire_turn"),
    path("turno/prestados/", duty.lent, name="lent"),
    path("turno/prestados/<uuid:subject>/regreso/", duty.give_back, name="give_back"),
    path("turno/prestados/<uuid:subject>/borrar/", duty.strike_lent, name="strike_lent"),
    path("turno/entregas/", handover.handovers, name="handovers"),
    path("turno/entrega/", handover.give, name="give_handover"),
    path("turno/entrega/<uuid:subject>/", handover.handover, name="handover"),
    path("turno/entrega/<uuid:subject>/firmar/", handover.sign, name="sign_handover"),
    path("turno/entrega/<uuid:subject>/retirar/", handover.take_back, name="take_back_handover"),
    path("recorridos/plan/", plans.patrol_plans, name="patrol_plans"),
    path("recorridos/plan/nuevo/", plans.new_plan, name="new_plan"),
    path("recorridos/plan/<uuid:subject>/", plans.change_plan, name="change_plan"),
    path("recorridos/plan/<uuid:subject>/sale/", plans.depart_as_planned, name="depart_as_planned"),
    path("recorridos/plan/<uuid:subject>/cancelar/", plans.cancel_plan, name="cancel_plan"),
    path("recorridos/rutas/", plans.routes, name="routes"),
    path("recorridos/rutas/<uuid:subject>/", plans.route, name="route"),
    path("recorridos/rutas/<uuid:subject>/quitar/", plans.retire_route, name="retire_route"),
    path("recorridos/rutas/<uuid:subject>/reponer/", plans.reinstate_route, name="reinstate_route"),
    path("puesto/numero/", call_number.call_number, name="call_number"),
    path("puesto/numero/guardar/", call_number.keep, name="keep_call_number"),
    path("puesto/numero/<uuid:subject>/quitar/", call_number.withdraw, name="withdraw_call_number"),
    path("puesto/numero/<uuid:subject>/verificar/", call_number.verify, name="verify_call_number"),
    path("puesto/numero/<uuid:subject>/prueba/", call_number.tested, name="test_call_number"),
    path("convenios/", agreements.agreements, name="agreements"),
    path("convenios/nuevo/", agreements.new_agreement, name="new_agreement"),
    path("convenios/<uuid:subject>/", agreements.agreement, name="agreement"),
    path("convenios/<uuid:subject>/corregir/", agreements.correct_agreement, name="correct_agreement"),
    path("convenios/<uuid:subject>/renovar/", agreements.renew_agreement, name="renew_agreement"),
    path("convenios/<uuid:subject>/terminar/", agreements.end_agreement, name="end_agreement"),
    path("voluntarios/", agreements.volunteers, name="volunteers"),
    path("voluntarios/nuevo/", agreements.new_volunteer, name="new_volunteer"),
    path("voluntarios/<uuid:subject>/", agreements.volunteer, name="volunteer"),
    path("voluntarios/<uuid:subject>/se-fue/", agreements.let_go, name="let_go"),
    path("voluntarios/<uuid:subject>/borrar/", agreements.strike_volunteer, name="strike_volunteer"),
]
