"""What the weather feels like: heat index, wind chill, UTCI, WBGT. Not yet approved by a clinician."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vereda.rescue.planning.body.figure import AIR_C, HUMIDITY_PCT, JUDGEMENT, RADIANT_C, Figure, Model, Range, vapour_kpa

HEAT_INDEX = Model(
    "heat index (Rothfusz)",
    "NWS SR 90-23 (1990)",
    "wpc.ncep.noaa.gov/html/heatindex_equation.shtml; pythermalcomfort 4.8.1",
    "C",
    f"0.7 C: {JUDGEMENT}; in full sun up to 15 F (8.3 C) more, as weather services say",
)
WIND_CHILL = Model("wind chill", "2001 (North America)", "pythermalcomfort 4.8.1", "C", f"1 C: {JUDGEMENT}")
UTCI = Model(
    "UTCI, polynomial of the operational procedure", "a 0.002 (2009)", "pythermalcomfort 4.8.1", "C", f"2 C: {JUDGEMENT}"
)
WBGT = Model("WBGT from measured bulbs", "ISO 7243:2017", "pythermalcomfort 4.8.1", "C", f"1 C: {JUDGEMENT}")
WBGT_AIR = Model(
    "WBGT, simplified from air and humidity",
    "thermofeel 2.3.0",
    "0.567 T + 0.393 e + 3.94, physiology_check_values WBGT2",
    "C",
    f"4 C below (night) to 4 C above (strong sun), where this formula is known to be off; widths: {JUDGEMENT}",
)

WARM_C = Range("air temperature", "C", -60, 60, 27, 50)
COLD_C = Range("air temperature", "C", -60, 60, -50, 10)
BREEZE_MPS = Range("wind", "m/s", 0, 60, 1.34, 30)
UTCI_AIR_C = Range("air temperature", "C", -60, 60, -50, 50)
UTCI_WIND_MPS = Range("wind at 10 m", "m/s", 0, 60, 0.5, 17)
UTCI_ABOVE_C = Range("mean radiant minus air temperature", "C", -200, 200, -30, 70)
UTCI_VAPOUR_KPA = Range("vapour pressure", "kPa", 0, 30, 0, 5)
BULB_C = Range("wet bulb temperature", "C", -20, 60)
GLOBE_C = Range("globe temperature", "C", -60, 120)


def heat_index(air_c: ArrayLike, humidity_pct: ArrayLike, in_sun: bool = False) -> Figure:
    """Return the heat index [C]: what the air feels like in shade and a light wind.

    air_c         air temperature [C]; valid from 27 C
    humidity_pct  relative humidity [%]
    in_sun        the person stands in full sun: the band reaches 15 F (8.3 C) higher; the value stays that of shade

    The weather service's adjustments for very dry and very moist air are not part of the regression and are left out.
    Raises BodyValueImpossible. Source: HEAT_INDEX.source.
    """
    from pythermalcomfort.models import heat_index_rothfusz

    air, humidity = WARM_C.checked(air_c), HUMIDITY_PCT.checked(humidity_pct)
    value = np.asarray(heat_index_rothfusz(air, humidity, round_output=False, limit_inputs=False).hi)
    return HEAT_INDEX.figure(value, value - 0.7, value + 0.7 + (15 / 1.8 if in_sun else 0), WARM_C.said(air))


def wind_chill(air_c: ArrayLike, wind_mps: ArrayLike) -> Figure:
    """Return the wind chill temperature [C] of bare skin.

    air_c     air temperature [C]; valid to about 10 C
    wind_mps  wind at 10 m [m/s]; below 4.8 km/h (1.34 m/s) the air temperature itself is given, said as extrapolated

    Raises BodyValueImpossible. Source: WIND_CHILL.source; the limits of validity are from memory.
    """
    from pythermalcomfort.models import wind_chill_temperature

    air, wind = COLD_C.checked(air_c), BREEZE_MPS.checked(wind_mps)
    chill = np.asarray(wind_chill_temperature(air, wind * 3.6, round_output=False).wct)
    value = np.where(wind < BREEZE_MPS.valid_from, air, np.minimum(chill, air))
    return WIND_CHILL.figure(value, value - 1, value + 1, (*COLD_C.said(air), *BREEZE_MPS.said(wind)))


def utci(air_c: ArrayLike, radiant_c: ArrayLike, wind_mps: ArrayLike, humidity_pct: ArrayLike) -> Figure:
    """Return the Universal Thermal Climate Index [C].

    air_c, radiant_c  air and mean radiant temperature [C]; radiant 30 below to 70 above the air is valid
    wind_mps          wind at 10 m [m/s]; valid 0.5 to 17
    humidity_pct      relative humidity [%]; vapour pressure valid to 5 kPa

    Near the corners of its range the polynomial may bend the wrong way, and beyond them it runs away: see `extrapolated`.
    Raises BodyValueImpossible. Source: UTCI.source.
    """
    from pythermalcomfort.models import utci as polynomial

    air, radiant = UTCI_AIR_C.checked(air_c), RADIANT_C.checked(radiant_c)
    wind, humidity = UTCI_WIND_MPS.checked(wind_mps), HUMIDITY_PCT.checked(humidity_pct)
    value = np.asarray(polynomial(air, radiant, wind, humidity, limit_inputs=False, round_output=False).utci)
    above, vapour = radiant - air, vapour_kpa(air, humidity)
    said = [*UTCI_AIR_C.said(air), *UTCI_ABOVE_C.said(above), *UTCI_WIND_MPS.said(wind), *UTCI_VAPOUR_KPA.said(vapour)]
    return UTCI.figure(value, value - 2, value + 2, said)


def wbgt(wet_bulb_c: ArrayLike, globe_c: ArrayLike, air_c: ArrayLike | None = None) -> Figure:
    """Return the wet bulb globe temperature [C] from measured bulbs.

    wet_bulb_c  natural wet bulb temperature [C]
    globe_c     globe temperature [C]
    air_c       air temperature [C]: give it in the sun (0.7, 0.2, 0.1), leave it out in shade or indoors (0.7, 0.3)

    Raises BodyValueImpossible. Source: WBGT.source. Without bulbs: `wbgt_from_air`.
    """
    wet, globe = BULB_C.checked(wet_bulb_c), GLOBE_C.checked(globe_c)
    value = 0.7 * wet + 0.3 * globe if air_c is None else 0.7 * wet + 0.2 * globe + 0.1 * AIR_C.checked(air_c)
    return WBGT.figure(np.asarray(value), value - 1, value + 1)


def wbgt_from_air(air_c: ArrayLike, humidity_pct: ArrayLike) -> Figure:
    """Return a rough wet bulb globe temperature [C] from air temperature [C] and relative humidity [%] alone.

    It assumes moderate sun and a light wind: too high at night, too low in strong sun.
    Raises BodyValueImpossible. Source: WBGT_AIR.source.
    """
    air: NDArray[np.float64] = AIR_C.checked(air_c)
    value = 0.567 * air + 3.93 * vapour_kpa(air, HUMIDITY_PCT.checked(humidity_pct)) + 3.94
    return WBGT_AIR.figure(np.asarray(value), value - 4, value + 4)


def radiant_in_sun(air_c: ArrayLike, sun_wm2: ArrayLike) -> NDArray[np.float64]:
    """Return the mean radiant temperature [C] of a walker under `sun_wm2` of global radiation [W/m2, 0 at night].

    A quarter of the body's surface is taken to see the sun (reflected light included), clothes to absorb 0.7, and 6 W/m2 to
    be given back per degree: 1,000 W/m2 lift it by 29 C. A judgement for want of a measured globe.
    """
    sun = Range("sunlight", "W/m2", 0, 1500).checked(sun_wm2)
    return np.asarray(AIR_C.checked(air_c) + 0.7 * 0.25 * sun / 6)
