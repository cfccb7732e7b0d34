"""What the web server runs."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from vereda.settings.bodies import ReadFirst
from vereda.settings.parent import end_with_parent

end_with_parent()
gc.disable()  # while all is loaded
AT_WORK = 4  # requests of a worker at a time; more would only wait for the one writer

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vereda.settings.django")
application = ReadFirst(get_wsgi_application(), places=AT_WORK, folder=settings.FILE_UPLOAD_TEMP_DIR)
import_module("vereda.settings.urls")  # now, and not while somebody waits for the first page
# What is loaded stays. Walking over it in each full collection took 80 ms at a time, and a tenth of an intake.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 100)
gc.enable()
